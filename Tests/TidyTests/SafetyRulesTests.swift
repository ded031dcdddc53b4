import Testing

@Suite struct SafetyRulesTests {
    @Test("pure targets have no clock, random, log, input, output or task")
    func impurities() {
        hold("purity", SafetyRules.impurities(.ours))
        let planted = SourceTree([
            "Sources/JSON/X.swift": """
            import Glibc
            public import FoundationEssentials
            func f() async { await g() }
            let a = Int.random(in: 1...2), b = ContinuousClock.now
            print("x \\(Task { 1 })")
            // print(1)
            let c = "Date"; func print(_ x: Int); let randomly = print
            """,
            "Sources/Agent/X.swift": "import Glibc\nprint(1)",
        ])
        let found = SafetyRules.impurities(planted).map { "\($0.line) \($0.what.split(separator: " ").last ?? "")" }
        #expect(
            found == [
                "1 Glibc", "2 FoundationEssentials", "3 async", "3 await", "4 random", "4 ContinuousClock", "5 print",
                "5 Task",
            ])
    }

    @Test("no source imports Foundation")
    func foundation() {
        hold("Foundation", SafetyRules.foundation(.ours))
        let planted = SourceTree([
            "Sources/Agent/X.swift":
                "import struct Foundation.Date\nimport Glibc\n@preconcurrency import FoundationXML",
            "Tests/AgentTests/XTests.swift": "import Foundation",
        ])
        #expect(SafetyRules.foundation(planted).map { $0.line } == [1, 3])
    }

    @Test("no test imports XCTest, which the scripts would not run")
    func otherTestLibraries() {
        hold("XCTest", SafetyRules.otherTestLibraries(.ours))
        let planted = SourceTree([
            "Tests/AgentTests/XTests.swift": "import XCTest\n", "Tests/A/Y.swift": "import Testing",
        ])
        #expect(SafetyRules.otherTestLibraries(planted).map { $0.path } == ["Tests/AgentTests/XTests.swift"])
    }

    @Test("no initializer lets go of what deinit lets go of")
    func doubleReleases() {
        hold("let go of twice", SafetyRules.doubleReleases(.ours))
        let planted = SourceTree([
            "Sources/A/X.swift": """
            final class X {
                init() throws { x = open(); if y { close(x); throw z } }
                init(_ opened: Int) { close(opened) }
                func end() { close(x) }
                deinit { close(x) }
            }
            """,
            "Sources/A/Y.swift": "struct Y { init() { close(x) } }",
        ])
        #expect(SafetyRules.doubleReleases(planted).map { "\($0.path) \($0.line)" } == ["Sources/A/X.swift 2"])
    }

    @Test("no source forces a try")
    func forcedTries() {
        hold("try!", SafetyRules.forcedTries(.ours))
        let planted = SourceTree(["Sources/A/X.swift": "let a = try! f()\nlet b = try? f() // try!\nlet c = \"try!\""])
        #expect(SafetyRules.forcedTries(planted).map { $0.line } == [1])
    }

    @Test("no source forces an optional or a cast")
    func forcedUnwraps() {
        hold("force unwrap", SafetyRules.forcedUnwraps(.ours))
        let planted = SourceTree([
            "Sources/A/X.swift": """
            let a = b!.c
            let d = e()![0]!
            let f = g as! H
            var i: [Int]!
            let j = "\\(k!)"
            #if !os(Linux)
            let l = !m && n != o && p!=q && "r!" != s
            """
        ])
        #expect(SafetyRules.forcedUnwraps(planted).map { $0.line } == [1, 2, 2, 3, 4, 5])
    }
}

import Testing

@Suite struct OrderRulesTests {
    @Test("a file declares the type it is named after")
    func mainTypes() {
        hold("main type", OrderRules.mainTypes(.ours))
        let planted = SourceTree([
            "Sources/A/Right.swift": "struct Other {}\nactor Right {}",
            "Sources/A/Right+Aspect.swift": "extension Right {}",
            "Sources/A/Alias.swift": "typealias Alias = Int",
            "Sources/A/Empty.swift": "// nothing yet",
            "Sources/A/main.swift": "run()",
            "Sources/A/Wrong.swift": "extension Wrong {} // struct Wrong",
            "Sources/A/Wrong+Aspect.swift": "extension Right {}",
        ])
        #expect(
            OrderRules.mainTypes(planted).map(\.path) == ["Sources/A/Wrong+Aspect.swift", "Sources/A/Wrong.swift"])
    }

    @Test("types and functions that are not private have a sentence above them")
    func documentation() {
        hold("documentation", OrderRules.documentation(.ours))
        let planted = SourceTree([
            "Sources/A/X.swift": """
            /// Words.
            @frozen
            public struct X {
                func bare() { func inner() {} }
                /// Words.
                func spoken() {}
                private func hidden() {}
                static func < (a: X, b: X) -> Bool { true }
                private struct Hidden { func inHidden() {} }

                init() {}
            }
            // Not enough.
            protocol Bare { func requirement() }
            """,
            "Tests/TestSupport/Y.swift": "class Y {}",
            "Tests/ATests/XTests.swift": "struct XTests {}",
        ])
        #expect(
            OrderRules.documentation(planted).map { "\($0.line) \($0.what.prefix { $0 != " " })" } == [
                "4 bare", "11 init", "14 Bare", "14 requirement", "1 Y",
            ])
    }

    @Test("a source file has a test file, or is listed with the one that covers it")
    func tests() {
        hold("test file", OrderRules.tests(.ours, elsewhere: coveredElsewhere))
        let planted = SourceTree([
            "Sources/A/Tested.swift": "struct Tested {}",
            "Sources/A/Tested+Aspect.swift": "extension Tested {}",
            "Sources/A/Aspect+Own.swift": "extension Aspect {}",
            "Sources/A/Bare.swift": "struct Bare {}",
            "Sources/A/Hollow.swift": "struct Hollow {}",
            "Sources/A/Listed.swift": "struct Listed {}",
            "Sources/A/Empty.swift": "\n",
            "Tests/ATests/TestedTests.swift": "struct T {}",
            "Tests/ATests/Aspect+OwnTests.swift": "struct T {}",
            "Tests/ATests/HollowTests.swift": "// nothing",
        ])
        let elsewhere = [(source: "Sources/A/Listed.swift", test: "Tests/ATests/TestedTests.swift", reason: "why")]
        #expect(
            OrderRules.tests(planted, elsewhere: elsewhere).map(\.path) == [
                "Sources/A/Bare.swift", "Sources/A/Hollow.swift",
            ])
    }

    @Test("the table of files covered elsewhere has no dead rows")
    func deadRows() {
        hold("covered elsewhere", OrderRules.deadRows(.ours, elsewhere: coveredElsewhere))
        let planted = SourceTree([
            "Sources/A/Tested.swift": "struct Tested {}", "Tests/ATests/TestedTests.swift": "struct T {}",
            "Sources/A/Bare.swift": "struct Bare {}",
        ])
        let rows = [
            (source: "Sources/A/Bare.swift", test: "Tests/ATests/TestedTests.swift", reason: "alive"),
            (source: "Sources/A/Gone.swift", test: "Tests/ATests/GoneTests.swift", reason: "both gone"),
            (source: "Sources/A/Tested.swift", test: "Tests/ATests/TestedTests.swift", reason: "has its own"),
        ]
        #expect(
            OrderRules.deadRows(planted, elsewhere: rows).map(\.path) == [
                "Sources/A/Gone.swift", "Tests/ATests/GoneTests.swift", "Sources/A/Tested.swift",
            ])
    }
}

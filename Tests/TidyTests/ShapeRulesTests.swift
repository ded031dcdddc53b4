import Testing

@Suite struct ShapeRulesTests {
    @Test("lines of code have at most 120 columns")
    func longLines() {
        hold("long line", ShapeRules.longLines(.ours))
        let planted = SourceTree([
            "Sources/A/X.swift": "\n" + String(repeating: "é", count: 121) + "\n" + String(repeating: "é", count: 120),
            "README.md": String(repeating: "x", count: 200),
            "scripts/run": String(repeating: "x", count: 121),
        ])
        #expect(
            ShapeRules.longLines(planted).map(\.description) == [
                "Sources/A/X.swift:2: 121 columns, 120 are allowed", "scripts/run:1: 121 columns, 120 are allowed",
            ])
    }

    @Test("files of code have at most 400 lines")
    func longFiles() {
        hold("long file", ShapeRules.longFiles(.ours))
        let planted = SourceTree([
            "Tests/A/Long.swift": String(repeating: "\n", count: 401),
            "Tests/A/NoNewline.swift": String(repeating: "\n", count: 400) + "x",
            "Tests/A/Right.swift": String(repeating: "\n", count: 400),
        ])
        #expect(ShapeRules.longFiles(planted).map(\.path) == ["Tests/A/Long.swift", "Tests/A/NoNewline.swift"])
    }

    @Test("functions and computed properties have at most 60 lines")
    func longFunctions() {
        hold("long function", ShapeRules.longFunctions(.ours))
        func body(_ head: String, lines: Int) -> String {
            head + " {" + String(repeating: "\n", count: lines - 1) + "}\n"
        }
        let planted = SourceTree([
            "Sources/A/X.swift": "struct X {\n" + body("func right() -> String", lines: 60)
                + body("func long(a: String = \"{\", b: Int = { 1 }()) async", lines: 61) + body("init?()", lines: 61)
                + body("var computed: Int", lines: 61) + body("var stored: () -> Void =", lines: 61) + "}\n"
        ])
        #expect(
            ShapeRules.longFunctions(planted).map(\.description) == [
                "Sources/A/X.swift:62: long has 61 lines, 60 are allowed",
                "Sources/A/X.swift:123: init has 61 lines, 60 are allowed",
                "Sources/A/X.swift:184: computed has 61 lines, 60 are allowed",
            ])
    }

    @Test("code and prose have no tabs")
    func tabs() {
        hold("tab", ShapeRules.tabs(.ours))
        let planted = SourceTree(["README.md": "a\n\tb", "Tests/A/golden.txt": "\t", "Sources/A/X.swift": "\t"])
        #expect(ShapeRules.tabs(planted).map(\.description) == ["README.md:2: a tab", "Sources/A/X.swift:1: a tab"])
    }

    @Test("lines end without a space, and files with exactly one newline")
    func trailingSpace() {
        hold("trailing space", ShapeRules.trailingSpace(.ours))
        let planted = SourceTree([
            "README.md": "a \nb\n", "scripts/run": "a", "Sources/A/X.swift": "a\n\n", "Sources/A/Y.swift": "a\n",
        ])
        let lines = ShapeRules.trailingSpace(planted).map { "\($0.path):\($0.line)" }
        #expect(lines == ["README.md:1", "Sources/A/X.swift:3", "scripts/run:1"])
    }

    @Test("no file names a folder of one machine")
    func machinePaths() {
        hold("machine path", ShapeRules.machinePaths(.ours))
        // Put together, so that this file does not break the rule itself.
        let (work, root, home, temporary) = ("/" + "work/", "/" + "root/", "/" + "home/", "/" + "tmp/")
        let planted = SourceTree([
            "README.md": "see \(work)x\nand \(home)me/y",
            "Sources/A/X.swift": "\"\(root)z\"\nlet a = \"\(temporary)b\"",
            "Tests/A/XTests.swift": "\"\(temporary)b\"",
            "deploy/a.yaml": "path: /net\(work)x and \\(base)\(root)",
        ])
        #expect(
            ShapeRules.machinePaths(planted).map { "\($0.path):\($0.line)" } == [
                "README.md:1", "README.md:2", "Sources/A/X.swift:1", "Sources/A/X.swift:2",
            ])
    }
}

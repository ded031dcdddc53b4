/// Where things are found: the type of a file's name, the test of a file, the sentence above a declaration.
enum OrderRules {
    /// Files X.swift that do not declare X, and files X+Aspect.swift that do not speak of X.
    static func mainTypes(_ tree: SourceTree) -> [Finding] {
        withCode(tree).compactMap { file in
            let parts = file.stem.split(separator: "+", maxSplits: 1)
            let kinds: [Declaration.Kind] = parts.count > 1 ? [.type, .extension] : [.type]
            let isThere = declarations(in: file.tokens).contains { kinds.contains($0.kind) && $0.name == parts[0] }
            let what = "nothing here declares \(parts[0]), after which the file is named"
            return isThere ? nil : Finding(path: file.path, line: 1, what: what)
        }
    }

    /// Types and functions that are not private and have no `///` above them.
    static func documentation(_ tree: SourceTree) -> [Finding] {
        (withCode(tree) + tree.swift.filter { $0.path.hasPrefix("Tests/TestSupport/") }).flatMap { file in
            declarations(in: file.tokens).filter { needsWords($0) && !isDocumented($0, file) }.map {
                Finding(path: file.path, line: $0.line, what: "\($0.name) has no /// sentence")
            }
        }
    }

    /// Source files without a test file of their name; an aspect may be tested with its type. What measures is run, by
    /// scripts/test --all, and not tested.
    static func tests(_ tree: SourceTree, elsewhere: [(source: String, test: String, reason: String)]) -> [Finding] {
        let tested = withCode(tree).filter { !$0.path.hasPrefix("Sources/martlet-bench/") }
        return tested.filter { !hasTest($0, tree) && !elsewhere.map(\.source).contains($0.path) }.map {
            Finding(path: $0.path, line: 1, what: "there is no \($0.stem)Tests.swift below Tests")
        }
    }

    /// Rows of the table of files covered elsewhere that name a file that is not there, or has a test by now.
    static func deadRows(_ tree: SourceTree, elsewhere: [(source: String, test: String, reason: String)]) -> [Finding] {
        elsewhere.flatMap { row -> [Finding] in
            let missing = [row.source, row.test].filter { tree.file($0) == nil }.map {
                Finding(path: $0, line: 1, what: "the table of files covered elsewhere names it, and it is not there")
            }
            guard let source = tree.file(row.source), hasTest(source, tree) else { return missing }
            return missing + [Finding(path: row.source, line: 1, what: "covered elsewhere, and has a test of its own")]
        }
    }

    private static func hasTest(_ file: SourceFile, _ tree: SourceTree) -> Bool {
        let type = file.stem.split(separator: "+")[0]
        let wanted = ["\(file.stem)Tests", "\(type)Tests"]
        return tree.swift.contains { $0.path.hasPrefix("Tests/") && wanted.contains($0.stem) && !$0.tokens.isEmpty }
    }

    /// The sources with something in them; a main.swift only wires, and the tests run what it starts.
    private static func withCode(_ tree: SourceTree) -> [SourceFile] {
        tree.sources.filter { !$0.tokens.isEmpty && $0.stem != "main" }
    }

    /// Operators say by their name what they promise.
    private static func needsWords(_ declaration: Declaration) -> Bool {
        guard declaration.isMember, !declaration.isPrivate, declaration.name != "deinit" else { return false }
        let isNamed = declaration.name.first.map { $0.isLetter || $0 == "_" } ?? false
        return isNamed && [.type, .function].contains(declaration.kind)
    }

    private static func isDocumented(_ declaration: Declaration, _ file: SourceFile) -> Bool {
        let above = file.lines[..<(declaration.line - 1)].reversed().map { $0.drop { $0 == " " } }
        return above.first { !$0.hasPrefix("@") }?.hasPrefix("///") ?? false
    }
}

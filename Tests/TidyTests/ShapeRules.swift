/// How large things may be, and how plain their text.
enum ShapeRules {
    static let columnsMax = 120
    static let fileLinesMax = 400
    static let functionLinesMax = 60

    /// Lines of code longer than 120 columns.
    static func longLines(_ tree: SourceTree) -> [Finding] {
        tree.code.flatMap { file in
            numbered(file.lines).filter { $0.line.count > columnsMax }.map {
                Finding(path: file.path, line: $0.number, what: "\($0.line.count) columns, \(columnsMax) are allowed")
            }
        }
    }

    /// Files of code longer than 400 lines.
    static func longFiles(_ tree: SourceTree) -> [Finding] {
        tree.code.compactMap { file in
            let count = file.text.hasSuffix("\n") ? file.lines.count - 1 : file.lines.count
            guard count > fileLinesMax else { return nil }
            return Finding(path: file.path, line: fileLinesMax + 1, what: "\(count) lines, \(fileLinesMax) are allowed")
        }
    }

    /// Functions and computed properties longer than 60 lines, from their first word to their last brace.
    static func longFunctions(_ tree: SourceTree) -> [Finding] {
        tree.swift.flatMap { file in
            declarations(in: file.tokens).compactMap { declaration in
                guard [.function, .accessor].contains(declaration.kind) else { return nil }
                let count = declaration.endLine - declaration.line + 1
                guard count > functionLinesMax else { return nil }
                let what = "\(declaration.name) has \(count) lines, \(functionLinesMax) are allowed"
                return Finding(path: file.path, line: declaration.line, what: what)
            }
        }
    }

    /// Tabs in code and prose. Data may need them.
    static func tabs(_ tree: SourceTree) -> [Finding] {
        lines(of: writing(tree), { $0.contains("\t") }, "a tab")
    }

    /// Spaces at the end of a line of code or prose, and files that do not end with exactly one newline.
    static func trailingSpace(_ tree: SourceTree) -> [Finding] {
        lines(of: writing(tree), { $0.last == " " || $0.last == "\r" }, "a space at the end of the line")
            + writing(tree).filter { !$0.text.isEmpty && (!$0.text.hasSuffix("\n") || $0.text.hasSuffix("\n\n")) }.map {
                Finding(path: $0.path, line: $0.lines.count, what: "the file does not end with exactly one newline")
            }
    }

    /// Paths of one machine; /tmp is a test's right.
    static func machinePaths(_ tree: SourceTree) -> [Finding] {
        tree.files.flatMap { file in
            let folders = ["work", "root", "home"] + (file.path.hasPrefix("Tests/") ? [] : ["tmp"])
            return folders.flatMap { folder in
                lines(of: [file], { namesFolder(folder, $0) }, "a path of one machine: /\(folder)/")
            }
        }
    }

    /// Whether a path that begins with `/folder/` stands in `line`; `/a/folder/` is another one.
    private static func namesFolder(_ folder: String, _ line: Substring) -> Bool {
        line.ranges(of: "/\(folder)/").contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !before.isLetter && !before.isNumber && !"._-})".contains(before)
        }
    }

    private static func writing(_ tree: SourceTree) -> [SourceFile] {
        let code = tree.code.map { $0.path }
        return tree.files.filter { code.contains($0.path) || $0.path.hasSuffix(".md") }
    }

    private static func lines(
        of files: [SourceFile], _ isWrong: (Substring) -> Bool, _ what: String
    ) -> [Finding] {
        files.flatMap { file in
            numbered(file.lines).filter { isWrong($0.line) }.map {
                Finding(path: file.path, line: $0.number, what: what)
            }
        }
    }
}

/// Lines with their numbers, from 1.
private func numbered(_ lines: [Substring]) -> [(number: Int, line: Substring)] {
    lines.enumerated().map { ($0.offset + 1, $0.element) }
}

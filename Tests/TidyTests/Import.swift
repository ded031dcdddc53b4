/// A module that a file imports.
struct Import: Equatable {
    /// The module, without what is picked from it.
    let module: String
    /// Where.
    let line: Int
}

/// All imports of a file, also `public`, `@testable` and `import struct M.T` ones.
func imports(in file: SourceFile) -> [Import] {
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let tokens = file.tokens
    return tokens.indices.compactMap { index in
        guard tokens[index].kind == .word, tokens[index].text == "import", beginsLine(tokens, index) else { return nil }
        let names = tokens[(index + 1)...].prefix { $0.line == tokens[index].line }.drop { kinds.contains($0.text) }
        return names.first.map { Import(module: $0.text, line: $0.line) }
    }
}

/// Whether only modifiers and attributes stand before the word on its line.
private func beginsLine(_ tokens: [Token], _ index: Int) -> Bool {
    let allowed = [
        "@", "testable", "preconcurrency", "_exported", "public", "package", "internal", "fileprivate", "private",
    ]
    return tokens[..<index].reversed().prefix { $0.line == tokens[index].line }.allSatisfy { allowed.contains($0.text) }
}

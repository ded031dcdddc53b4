/// A target as Package.swift declares it.
struct PackageTarget: Equatable {
    /// `target`, `executableTarget`, `testTarget` or `systemLibrary`.
    let kind: String
    /// Its name.
    let name: String
    /// What it may import.
    let dependencies: [String]
    /// Where it lies, when it says so.
    let path: String?

    /// Whether it is Swift and lies in Sources.
    var isSwiftSource: Bool {
        ["target", "executableTarget"].contains(kind) && (path ?? "Sources/").hasPrefix("Sources/")
    }
}

/// The targets in the text of a Package.swift.
func packageTargets(in manifest: SourceFile) -> [PackageTarget] {
    let kinds = ["target", "executableTarget", "testTarget", "systemLibrary"]
    let tokens = manifest.tokens
    return tokens.indices.compactMap { index in
        guard index > 0, tokens[index - 1].text == ".", kinds.contains(tokens[index].text), index + 1 < tokens.count,
            tokens[index + 1].text == "("
        else { return nil }
        let arguments = balanced(tokens[(index + 1)...])
        guard let name = strings(of: "name", in: arguments).first else { return nil }
        return PackageTarget(
            kind: tokens[index].text, name: name, dependencies: strings(of: "dependencies", in: arguments),
            path: strings(of: "path", in: arguments).first)
    }
}

/// A row of the table of arrows in ARCHITECTURE.md.
struct ArrowRow: Equatable {
    /// The targets it speaks of.
    let targets: [String]
    /// What they may import; nil when the row leaves it open in words ("what they wire").
    let mayImport: [String]?
    /// Where it stands.
    let line: Int
}

/// The rows of the table whose header has a last column called "may import".
func arrowRows(in text: SourceFile) -> [ArrowRow] {
    let rows = text.lines.enumerated().map { (line: $0.offset + 1, cells: cells($0.element)) }
    guard let header = rows.firstIndex(where: { $0.cells.last == "may import" }) else { return [] }
    return rows[(header + 1)...].prefix { !$0.cells.isEmpty }.compactMap { row in
        guard let first = row.cells.first, let last = row.cells.last, !first.allSatisfy({ "-: ".contains($0) }) else {
            return nil
        }
        return ArrowRow(targets: quoted(first), mayImport: names(last), line: row.line)
    }
}

private func cells(_ line: Substring) -> [String] {
    guard line.hasPrefix("|") else { return [] }
    return line.split(separator: "|").map(trimmed).filter { !$0.isEmpty }
}

private func quoted(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }.map {
        String($0.element)
    }
}

private func names(_ cell: String) -> [String]? {
    if cell.hasPrefix("what") { return nil }
    return cell.split(separator: ",").map { trimmed($0).filter { $0 != "`" } }.filter { !["–", "-", ""].contains($0) }
}

private func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    return String(start.prefix(start.count - start.reversed().prefix { $0 == " " }.count))
}

/// The tokens from an opening parenthesis to its partner.
private func balanced(_ tokens: ArraySlice<Token>) -> [Token] {
    var depth = 0
    var taken: [Token] = []
    for token in tokens {
        taken.append(token)
        if token.kind == .mark, "([".contains(token.text) { depth += 1 }
        if token.kind == .mark, ")]".contains(token.text) { depth -= 1 }
        if depth == 0 { break }
    }
    return taken
}

/// The string or the strings in the list behind a label.
private func strings(of label: String, in tokens: [Token]) -> [String] {
    guard let index = tokens.indices.first(where: { tokens[$0].text == label && tokens[$0].kind == .word }),
        index + 2 < tokens.count
    else { return [] }
    let value = tokens[(index + 2)...]
    return (value.first?.text == "[" ? balanced(value) : Array(value.prefix(1))).filter { $0.kind == .string }.map(
        \.text)
}

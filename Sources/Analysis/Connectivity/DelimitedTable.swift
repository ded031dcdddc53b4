/// Rows of texts under a header, as files that other programs read.
struct DelimitedTable {
    /// The names of the columns.
    let header: [String]
    /// The rows, each with a text for every column.
    let rows: [[String]]

    /// Comma-separated, quoted as RFC 4180 has it.
    var csv: String { ([header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined() }

    /// A table of Markdown.
    var markdown: String {
        let rule = header.map { _ in "---" }
        return ([header, rule] + rows).map { "| " + $0.map(Self.escaped).joined(separator: " | ") + " |\n" }.joined()
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private static func escaped(_ field: String) -> String {
        field.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}

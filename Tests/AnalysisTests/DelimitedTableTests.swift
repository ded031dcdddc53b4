import Testing

@testable import Analysis

@Suite struct DelimitedTableTests {
    private let table = DelimitedTable(
        header: ["a", "b"], rows: [["1,2", "say \"x\""], ["|", "line\nbreak"], ["", "c"]])

    @Test("fields with commas, quotes and line breaks are quoted, and quotes doubled")
    func csv() { #expect(table.csv == "a,b\n\"1,2\",\"say \"\"x\"\"\"\n|,\"line\nbreak\"\n,c\n") }

    @Test("bars do not end a cell")
    func markdown() {
        #expect(table.markdown.hasPrefix("| a | b |\n| --- | --- |\n| 1,2 | say \"x\" |\n| \\| | "))
    }
}

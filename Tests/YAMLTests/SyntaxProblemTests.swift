import Testing
import YAML

@Suite struct SyntaxProblemTests {
    private static let key =
        "a name such as \"kind:\" belongs here, in what begins in line 1: see whether the line is indented "
        + "like the others"
    private static let stray =
        "this is no part of the document above: indent it like the other lines, or write --- before it"
    private static let colon =
        "a colon cannot stand here: see how the line is indented, or quote the text that holds it"

    @Test(
        "what is no YAML is told with the place where it is mended",
        arguments: [
            ("a: 1\n  b: 2\n", 2, 4, colon),
            ("a: b: c\n", 1, 5, colon),
            ("a:\n\t- b\n", 2, 1, "a tab cannot indent a line: write spaces"),
            ("a:\n  b: 1\n\tc: 2\n", 3, 1, "a tab cannot indent a line: write spaces"),
            ("a: \"b\nc: d\n", 1, 4, "the quote that opens here is not closed"),
            ("a: 'b\n---\n", 1, 4, "the quote that opens here is not closed"),
            ("a: [1, 2\nb: 3\n", 2, 2, "a comma or ] belongs here, in what begins in line 1"),
            ("a: {b: 1\nc: 2\n", 2, 2, "a comma or } belongs here, in what begins in line 1"),
            ("a: 1\nb\nc: 2\n", 2, 1, "a colon is missing behind this name"), ("a: 1\n- b\n", 2, 1, key),
            ("  a: 1\n b: 2\n", 2, 2, stray),
            ("- a\nb: 1\n", 2, 1, "a dash belongs here: see whether the line is indented like the others"),
            ("a: @b\n", 1, 4, "a text that begins with @ has to be quoted"),
            ("a: `b`\n", 1, 4, "a text that begins with ` has to be quoted"),
            ("a: %b\n", 1, 4, "a text that begins with % has to be quoted"),
            ("a: - b\n", 1, 4, "a dash cannot stand here: items begin on lines of their own"),
            ("a: \"\\q\"\n", 1, 5, "no such escape: write two backslashes, or use single quotes"),
            ("%YAML 2.0\n---\na: 1\n", 1, 1, "this version of YAML is not known: remove the line"),
            ("a: ]\n", 1, 4, "a value belongs here"),
            ("%YAML 1.1\na: 1\n", 2, 1, stray),
            ("a: 1\n\u{2028}--- b\n", 3, 1, "a second document begins here: write --- at the beginning of a line"),
            ("a: [", 1, 5, "a value belongs here"), ("a:\n  b: [", 2, 7, "a value belongs here"),
            ("a: \"\\ud83d\\ude00\"\n", 1, 7, "no such character: write it as it is"),
        ] as [(String, Int, Int, String)])
    func problems(text: String, line: Int, column: Int, words: String) throws {
        #expect(read(text).first == "line \(line), column \(column): \(words)")
    }
}

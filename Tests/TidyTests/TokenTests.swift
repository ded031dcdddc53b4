import Testing

@Suite struct TokenTests {
    private func texts(_ source: String) -> [String] { tokenize(source).map(\.text) }

    @Test("leaves comments out, also nested ones, and keeps count of the lines")
    func comments() {
        let tokens = tokenize("a // b\n/* c /* d\n */ e */ f\n")
        #expect(tokens.map(\.text) == ["a", "f"])
        #expect(tokens.map(\.line) == [1, 3])
    }

    @Test("takes a string as one piece, whatever stands in it")
    func strings() {
        #expect(texts(#"x("a { \" // b", y)"#) == ["x", "(", #"a { \" // b"#, ",", "y", ")"])
        #expect(texts(##"#"a " \( b"# c"##) == [#"a " \( b"#, "c"])
        #expect(texts("\"\"\"\n  a \"b\" {\n  \"\"\" c") == ["\n  a \"b\" {\n  ", "c"])
        #expect(tokenize("\"\"\"\n\n\"\"\"\nx").map(\.line) == [1, 4])
    }

    @Test("reads the code in an interpolation, and strings in that")
    func interpolations() {
        #expect(texts(#""a\(b(c, "d\(e)f"))g" h"#) == ["a", "b", "(", "c", ",", "d", "e", "f", ")", "g", "h"])
        #expect(texts(##"#"a\(b) \#(c)"# d"##) == [#"a\(b) "#, "c", "", "d"])
    }

    @Test("knows what stands directly behind the piece before it")
    func adjacency() {
        #expect(tokenize("a! b !c").map(\.isAdjacent) == [false, true, false, false, true])
        #expect(tokenize("\"a\"! \"b\\(c)\"!").filter { $0.text == "!" }.map(\.isAdjacent) == [true, true])
    }

    @Test(
        "ends with the text, also inside a string or a comment",
        arguments: ["\"a", "/* a", "\"\\(a", "\"\"\"a", "#", "\"a\\"])
    func unfinished(source: String) {
        #expect(tokenize(source).count <= 2)
    }
}

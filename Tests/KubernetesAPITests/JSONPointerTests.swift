import Testing

@testable import KubernetesAPI

@Suite struct JSONPointerTests {
    @Test(
        "reads names and indices, with what stands for a slash and a tilde",
        arguments: [
            ("", []), ("/", [""]), ("/a", ["a"]), ("/a/0/-", ["a", "0", "-"]), ("/a~1b", ["a/b"]), ("/m~0n", ["m~n"]),
            ("/~01", ["~1"]), ("/~0~1", ["~/"]), ("//", ["", ""]), ("/é", ["é"]), ("a", nil), ("/~", nil), ("/~2", nil),
            ("/a~/b", nil), ("#/a", nil),
        ] as [(String, [String]?)])
    func reads(text: String, tokens: [String]?) {
        #expect(JSONPointer(text)?.tokens == tokens)
    }

    @Test(
        "takes for an index what is one, of items that are there or of a new one",
        arguments: [
            ("0", true, true), ("1", true, true), ("2", false, true), ("3", false, false), ("-", false, true),
            ("01", false, false), ("+1", false, false), ("-1", false, false), ("", false, false), ("x", false, false),
            ("99999999999999999999", false, false),
        ])
    func indices(token: String, isThere: Bool, isNew: Bool) {
        #expect((JSONPointer.index(token, of: 2, isNew: false) != nil) == isThere)
        #expect((JSONPointer.index(token, of: 2, isNew: true) != nil) == isNew)
    }

    @Test("lies within another only where it goes on behind it")
    func contains() throws {
        let (outer, inner) = (try #require(JSONPointer("/a")), try #require(JSONPointer("/a/b")))
        let beside = try #require(JSONPointer("/ab"))
        #expect(outer.contains(inner))
        #expect(!inner.contains(outer) && !outer.contains(outer) && !outer.contains(beside))
    }
}

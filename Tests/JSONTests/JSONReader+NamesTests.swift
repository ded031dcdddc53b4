import JSON
import Testing

@Suite struct JSONReaderNamesTests {
    private let names = JSONNames(["a", "kind", "items", "metadata", "metadatum", "creationTimestamp", "ü", ""])

    /// The wanted names of an object and the numbers that are their values.
    private func found(_ text: String) throws -> [String] {
        var reader = JSONReader(Array(text.utf8))
        var found: [String] = []
        try reader.beginObject()
        while let index = try reader.nextMember(among: names) {
            found.append("\(names.texts[index]) \(try reader.wholeNumber() ?? -1)")
        }
        try reader.finish()
        return found
    }

    @Test(
        "gives the members that are asked for, in the order of the text, each as often as it stands there",
        arguments: [
            ("{}", []), ("{\"b\":1}", []), ("{\"a\":1}", ["a 1"]),
            ("{\"metadata\":1, \"metadatum\":2, \"metadatux\":3, \"metadat\":4}", ["metadata 1", "metadatum 2"]),
            ("{\"x\":[{\"kind\":1}] , \"kind\":2,\"kind\":3}", ["kind 2", "kind 3"]),
            ("{\"creationTimestamp\":1,\"creationTimestamq\":2,\"creationTimestamps\":3}", ["creationTimestamp 1"]),
            ("{\"k\\u0069nd\":1,\"\\u00fc\":2,\"ü\":3,\"u\\u0308\":4,\"\":5}", ["kind 1", "ü 2", "ü 3", " 5"]),
            ("{\"\\u212aind\":1,\"items\\u0000\":2,\"items\":3}", ["items 3"]),
        ] as [(String, [String])])
    func wanted(text: String, expected: [String]) throws { #expect(try found(text) == expected) }

    @Test("what nobody asks for is checked all the same, and every cut text is refused")
    func strict() throws {
        for text in [
            "{\"b\":01}", "{\"b\":1 \"a\":1}", "{\"b\" 1}", "{b:1}", "{\"b\":[1,]}", "{\"b\":\"\\x\"}", "{\"b\":1}}",
        ] {
            #expect(throws: JSONError.self, "\(text)") { try found(text) }
        }
        let whole = "{\"b\": {\"c\": [1, \"d\"]}, \"a\": 1, \"e\\u0041\": null}"
        for count in 0..<whole.utf8.count {
            #expect(throws: JSONError.self, "\(count)") { try found(String(whole.prefix(count))) }
        }
        #expect(try found(whole) == ["a 1"])
    }
}

import JSON
import Testing

@Suite struct JSONTreeTests {
    private static let names = [
        "a", "kind", "items", "metadata", "metadatum", "creationTimestamp", "ü", "", "sixteen-letters!",
    ]
    private let shape = JSONShape(
        names.enumerated().map { JSONShape.Member($1, mark: UInt8($0 + 1), .leaf) })

    /// What stands in a tree, in a line.
    private func words(_ tree: JSONTree, _ node: Int = 0) -> String {
        let mark = tree.nodes[node].mark
        let label = mark == 0 ? "" : "\(Self.names[Int(mark) - 1])="
        switch tree.nodes[node].kind {
        case .null: return label + "null"
        case .bool: return label + "\(tree.flag(node))"
        case .whole, .time: return label + "\(tree.number(node))"
        case .otherNumber: return label + "other"
        case .string: return label + "'\(tree.text(node))'"
        case .unread: return label + "later"
        case .array, .object:
            var parts: [String] = []
            var part = node + 1
            let isObject = tree.nodes[node].kind == .object
            while part < tree.nodes[node].next {
                let name = isObject && tree.nodes[part].mark == 0 ? "\(tree.name(part)):" : ""
                parts.append(name + words(tree, part))
                part = tree.nodes[part].next
            }
            return label + (isObject ? "{" : "[") + parts.joined(separator: " ") + (isObject ? "}" : "]")
        }
    }

    private func read(_ text: String, _ shape: JSONShape) throws -> String {
        var reader = JSONReader(Array(text.utf8))
        let tree = try reader.tree(shape)
        try reader.finish()
        return words(tree)
    }

    @Test(
        "keeps the members that are asked for, in the order of the text, each as often as it stands there",
        arguments: [
            ("{}", "{}"), ("{\"b\":1}", "{}"), ("{\"a\":1}", "{a=1}"), ("[]", "[]"), ("7", "7"), ("null", "null"),
            ("{\"metadata\":1, \"metadatum\":2, \"metadatux\":3, \"metadat\":4}", "{metadata=1 metadatum=2}"),
            ("{\"x\":[{\"kind\":1}] , \"kind\":2,\"kind\":3}", "{kind=2 kind=3}"),
            ("[{\"kind\":1}, {\"b\":2}, 3]", "[{kind=1} {} 3]"),
            ("{\"creationTimestamp\":1,\"creationTimestamq\":2,\"creationTimestamps\":3}", "{creationTimestamp=1}"),
            ("{\"sixteen-letters!\":1,\"sixteen-letters?\":2}", "{sixteen-letters!=1}"),
            ("{\"k\\u0069nd\":1,\"\\u00fc\":2,\"ü\":3,\"u\\u0308\":4,\"\":5}", "{kind=1 ü=2 ü=3 =5}"),
            ("{\"\\u212aind\":1,\"items\\u0000\":2,\"items\":3}", "{items=3}"),
            ("{\"a\":{\"kind\":[1]},\"kind\":[true,null,1.5,\"x\"]}", "{a={} kind=[true null other 'x']}"),
        ] as [(String, String)])
    func wanted(text: String, expected: String) throws { #expect(try read(text, shape) == expected) }

    @Test("keeps all of a value, or all of what nobody named, with the names that it has")
    func others() throws {
        let text = "{\"b\":{\"kind\":[1,{\"\\u0062\":false}]},\"kind\":{\"c\":1}}"
        #expect(try read(text, .all) == "{b:{kind:[1 {b:false}]} kind:{c:1}}")
        let warned = JSONShape([.init("kind", mark: 2, .leaf)], keepsOthers: true)
        #expect(try read(text, warned) == "{b:{kind:[1 {b:false}]} kind={}}")
    }

    @Test("leaves for later what is not to be read yet, and reads it then")
    func later() throws {
        let shape = JSONShape([.init("items", mark: 3, .later), .init("kind", mark: 2, .later)])
        var reader = JSONReader(Array("{\"items\": [1, {\"a\": 2}], \"kind\": null}".utf8))
        let tree = try reader.tree(shape)
        #expect(words(tree) == "{items=later kind=null}")
        var items = tree.reader(1)
        #expect(words(try items.tree(self.shape)) == "[1 {a=2}]")
    }

    @Test("shapes put together keep what any of them keeps")
    func merged() throws {
        let inner = JSONShape([.init("kind", mark: 2, .leaf)])
        let first = JSONShape([.init("metadata", mark: 4, inner), .init("a", mark: 1, .leaf)])
        let second = JSONShape([.init("items", mark: 3, .later), .init("metadata", mark: 4, .all)])
        let text = "{\"metadata\":{\"kind\":1,\"b\":2},\"a\":3,\"items\":[],\"b\":4}"
        #expect(try read(text, first) == "{metadata={kind=1} a=3}")
        #expect(try read(text, second) == "{metadata={kind:1 b:2} items=later}")
        #expect(try read(text, JSONShape(merging: [first, second])) == "{metadata={kind=1 b:2} a=3 items=later}")
    }

    @Test("of members with one name the last is found, and the way to a part is known")
    func parts() throws {
        var reader = JSONReader(Array("{\"a\":1,\"kind\":[{},{\"x\":{}}],\"a\":2}".utf8))
        let inner = JSONShape([], keepsOthers: true)
        let tree = try reader.tree(JSONShape([.init("a", mark: 1, .leaf), .init("kind", mark: 2, inner)]))
        #expect(tree.part(1, of: 0).map { tree.number($0) } == 2 && tree.part(3, of: 0) == nil)
        let deepest = try #require(tree.nodes.indices.last { tree.nodes[$0].kind == .object })
        let way = sequence(first: deepest) { tree.parent(of: $0) }
        #expect(way.map { tree.nodes[$0].kind } == [.object, .object, .array, .object])
        #expect(tree.parent(of: deepest).map { tree.place($0) } == 1 && tree.parent(of: 0) == nil)
        #expect(tree.name(deepest) == "x")
    }

    @Test("what nobody asks for is checked all the same, and every cut text is refused")
    func strict() throws {
        for text in [
            "{\"b\":01}", "{\"b\":1 \"a\":1}", "{\"b\" 1}", "{b:1}", "{\"b\":[1,]}", "{\"b\":\"\\x\"}", "{\"b\":1}}",
            "{\"a\":[1,]}", "{\"a\":tru}", "{\"a\":[1 2]}", "{,}", "[,]", "{\"a\":-}",
            String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
        ] {
            #expect(throws: JSONError.self, "\(text)") { try read(text, shape) }
            #expect(throws: JSONError.self, "\(text)") { try read(text, .all) }
        }
        let deepest = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try read(deepest, .all) == deepest)
        let whole = "{\"b\": {\"c\": [1, \"d\"]}, \"a\": 1, \"e\\u0041\": null}"
        for count in 0..<whole.utf8.count {
            #expect(throws: JSONError.self, "\(count)") { try read(String(whole.prefix(count)), shape) }
        }
        #expect(try read(whole, shape) == "{a=1}")
    }
}

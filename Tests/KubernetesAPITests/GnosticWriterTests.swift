import JSON
import Testing

@testable import KubernetesAPI

@Suite struct GnosticWriterTests {
    @Test("the message has the definitions and paths of the document, and all in them")
    func whole() throws {
        let document = OpenAPI.v2(version: "v1.36.0")
        let message = try Message(OpenAPI.v2Protobuf(version: "v1.36.0"))
        #expect(message.texts(1) == ["2.0"])
        let info = try #require(try message.messages(2).first)
        #expect(info.texts(1) == ["Kubernetes"] && info.texts(2) == ["v1.36.0"])
        let definitions = try #require(try message.messages(9).first).entries(1)
        #expect(definitions.map(\.name) == document["definitions"]?.members.map(\.name))
        for (name, schema) in definitions { try check(schema, try #require(document[path: "definitions", name])) }
        let paths = try #require(try message.messages(8).first).entries(2)
        #expect(paths.map(\.name) == document["paths"]?.members.map(\.name))
        for (name, item) in paths { try check(item: item, try #require(document[path: "paths", name])) }
    }

    /// A `Schema`, by the numbers of gnostic's OpenAPIv2.proto.
    private func check(_ message: Message, _ schema: JSONValue) throws {
        #expect(message.texts(1).first == schema["$ref"]?.string)
        #expect(message.texts(2).first == schema["format"]?.string)
        #expect(message.texts(4).first == schema["description"]?.string)
        #expect(message.texts(19) == (schema["required"]?.items ?? []).compactMap(\.string))
        #expect(try message.messages(22).first?.texts(1).first == schema["type"]?.string)
        let extensions = schema.members.filter { $0.name.hasPrefix("x-") }
        let entries = try message.entries(31)
        #expect(entries.map(\.name) == extensions.map(\.name))
        #expect(entries.map { $0.message.texts(2).first } == extensions.map(\.value.text))
        for (field, name) in [(21, "additionalProperties"), (23, "items")] {
            let inner = try message.messages(field).first?.messages(1).first
            #expect((inner == nil) == (schema[name] == nil))
            if let inner, let value = schema[name] { try check(inner, value) }
        }
        let properties = try message.messages(25).first?.entries(1) ?? []
        #expect(properties.map(\.name) == (schema["properties"]?.members ?? []).map(\.name))
        for (name, property) in properties { try check(property, try #require(schema[path: "properties", name])) }
    }

    /// A `PathItem` and its `Operation`s.
    private func check(item: Message, _ path: JSONValue) throws {
        #expect(try item.messages(9).count == path["parameters"]?.items?.count)
        for (field, method) in [(2, "get"), (3, "put"), (4, "post"), (5, "delete"), (8, "patch")] {
            let message = try item.messages(field).first
            #expect((message == nil) == (path[method] == nil))
            guard let message, let operation = path[method] else { continue }
            #expect(message.texts(5).first == operation["operationId"]?.string)
            #expect(message.texts(7) == (operation["consumes"]?.items ?? []).compactMap(\.string))
            let queries = try message.messages(8).compactMap { item in
                try item.messages(1).first?.messages(2).first?.messages(3).first?.texts(4).first
            }
            let wanted = (operation["parameters"]?.items ?? []).filter { $0["in"] == "query" }
            #expect(queries == wanted.compactMap { $0["name"]?.string })
            let answers = try #require(try message.messages(9).first).entries(1)
            #expect(answers.map(\.name) == operation["responses"]?.members.map(\.name))
            let extensions = try message.entries(13).map(\.name)
            #expect(extensions == ["x-kubernetes-action", "x-kubernetes-group-version-kind"])
        }
    }
}

/// A small reader of messages, which knows two types of fields and nothing of the writer.
private struct Message {
    private var fields: [(number: Int, bytes: [UInt8])] = []

    struct Broken: Error {}

    init(_ bytes: [UInt8]) throws {
        var place = 0
        func varint() throws -> Int {
            var (result, shift) = (0, 0)
            while place < bytes.count {
                result |= Int(bytes[place] & 0x7f) << shift
                shift += 7
                place += 1
                if bytes[place - 1] < 0x80 { return result }
            }
            throw Broken()
        }
        while place < bytes.count {
            let tag = try varint()
            let length = try varint()
            guard tag & 7 == 2 else {
                fields.append((tag >> 3, [UInt8(length)]))
                continue
            }
            guard place + length <= bytes.count else { throw Broken() }
            fields.append((tag >> 3, Array(bytes[place..<place + length])))
            place += length
        }
    }

    func texts(_ number: Int) -> [String] {
        fields.filter { $0.number == number }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    func messages(_ number: Int) throws -> [Message] {
        try fields.filter { $0.number == number }.map { try Message($0.bytes) }
    }

    func entries(_ number: Int) throws -> [(name: String, message: Message)] {
        try messages(number).map { entry in
            (entry.texts(1).first ?? "", try entry.messages(2).first ?? Message([]))
        }
    }
}

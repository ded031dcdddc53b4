import JSON
import Testing

@testable import KubernetesAPI

@Suite struct MessageWriterTests {
    @Test("a field is its number, its length and its bytes")
    func fields() {
        var message = MessageWriter()
        message.text(1, "ab")
        message.text(31, "c")
        message.flag(4, .bool(true))
        message.texts(2, ["x", "y"])
        #expect(message.bytes == [0x0a, 2, 97, 98, 0xfa, 1, 1, 99, 0x20, 1, 0x12, 1, 120, 0x12, 1, 121])
    }

    @Test("what is absent, false or of another kind is left out")
    func absent() {
        var message = MessageWriter()
        message.text(1, nil)
        message.text(1, 5)
        message.texts(2, [])
        message.flag(4, .bool(false))
        message.flag(4, nil)
        message.message(5, nil) { _ in MessageWriter() }
        #expect(message.bytes == [])
    }

    @Test("long texts have long lengths")
    func long() {
        var message = MessageWriter()
        message.text(1, .string(String(repeating: "a", count: 300)))
        #expect(message.bytes.prefix(3) == [0x0a, 0xac, 0x02])
        #expect(message.bytes.count == 303)
    }

    @Test("only members with an x- are extensions, and their values are JSON")
    func extensions() {
        var message = MessageWriter()
        message.extensions(3, .members(["a": "b", "x-k": ["v"]]))
        #expect(message.bytes == [0x1a, 14, 0x0a, 3] + Array("x-k".utf8) + [0x12, 7, 0x12, 5] + Array(#"["v"]"#.utf8))
    }
}

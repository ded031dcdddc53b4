internal import JSON

/// Writes a message of protocol buffers, field by field; what is absent is left out.
struct MessageWriter {
    private(set) var bytes: [UInt8] = []

    private static let lengthDelimited: UInt64 = 2

    /// A message whose one field is another message.
    static func wrapping(_ field: UInt8, _ inner: MessageWriter) -> MessageWriter {
        var message = MessageWriter()
        message.bytes(field, inner.bytes)
        return message
    }

    /// A string.
    mutating func text(_ field: UInt8, _ value: JSONValue?) {
        guard let text = value?.string else { return }
        bytes(field, Array(text.utf8))
    }

    /// Strings, each on its own.
    mutating func texts(_ field: UInt8, _ value: JSONValue?) {
        for item in value?.items ?? [] { text(field, item) }
    }

    /// `true`; `false` is what is absent.
    mutating func flag(_ field: UInt8, _ value: JSONValue?) {
        guard value == .bool(true) else { return }
        varint(UInt64(field) << 3)
        varint(1)
    }

    /// A message that is made from a value.
    mutating func message(_ field: UInt8, _ value: JSONValue?, _ write: (JSONValue) -> MessageWriter) {
        guard let value else { return }
        bytes(field, write(value).bytes)
    }

    /// A name and a message: an entry of what gnostic has in place of maps.
    mutating func named(_ field: UInt8, _ member: JSONValue.Member, _ write: (JSONValue) -> MessageWriter) {
        var entry = MessageWriter()
        entry.text(1, .string(member.name))
        entry.message(2, member.value, write)
        bytes(field, entry.bytes)
    }

    /// The members whose names begin with `x-`; their values are YAML, which JSON is too.
    mutating func extensions(_ field: UInt8, _ object: JSONValue) {
        for member in object.members where member.name.hasPrefix("x-") {
            named(field, member) { value in
                var any = MessageWriter()
                any.text(2, .string(value.text))
                return any
            }
        }
    }

    private mutating func bytes(_ field: UInt8, _ contents: [UInt8]) {
        varint(UInt64(field) << 3 | Self.lengthDelimited)
        varint(UInt64(contents.count))
        bytes += contents
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

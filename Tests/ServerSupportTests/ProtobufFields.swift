/// The fields of a protobuf message, read without knowing what they mean.
struct ProtobufFields {
    /// The payload of each field: the number, or the bytes.
    let fields: [(number: Int, value: Value)]

    /// The two kinds of values that the API's messages are made of.
    enum Value: Equatable {
        /// A number.
        case number(UInt64)
        /// Bytes: a text, or a message in the message.
        case bytes([UInt8])
    }

    /// Reads a message; nil where the bytes are none.
    init?(_ bytes: some Collection<UInt8>) {
        var rest = Array(bytes)[...]
        var fields: [(Int, Value)] = []
        while !rest.isEmpty {
            guard let key = Self.number(&rest) else { return nil }
            switch key & 7 {
            case 0:
                guard let value = Self.number(&rest) else { return nil }
                fields.append((Int(key >> 3), .number(value)))
            case 2:
                guard let count = Self.number(&rest), count <= rest.count else { return nil }
                fields.append((Int(key >> 3), .bytes(Array(rest.prefix(Int(count))))))
                rest = rest.dropFirst(Int(count))
            default: return nil
            }
        }
        self.fields = fields
    }

    /// The bytes of all fields of a number.
    func all(_ number: Int) -> [[UInt8]] {
        fields.compactMap { if $0.number == number, case .bytes(let bytes) = $0.value { bytes } else { nil } }
    }

    /// The bytes of the field of a number.
    func bytes(_ number: Int) -> [UInt8]? { all(number).first }

    /// The message in the field of a number.
    func message(_ number: Int) -> ProtobufFields? { bytes(number).flatMap { ProtobufFields($0) } }

    /// The text in the field of a number.
    func text(_ number: Int) -> String? { bytes(number).map { String(decoding: $0, as: UTF8.self) } }

    /// The number in the field of a number.
    func number(_ number: Int) -> UInt64? {
        fields.lazy.compactMap { if $0.number == number, case .number(let value) = $0.value { value } else { nil } }
            .first
    }

    /// What stands behind the API's magic number: the kind, and the message.
    static func enveloped(_ bytes: [UInt8]) -> (version: String?, kind: String?, object: ProtobufFields)? {
        guard bytes.starts(with: Array("k8s\0".utf8)), let unknown = ProtobufFields(bytes.dropFirst(4)),
            let type = unknown.message(1), let object = unknown.message(2)
        else { return nil }
        return (type.text(1), type.text(2), object)
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}

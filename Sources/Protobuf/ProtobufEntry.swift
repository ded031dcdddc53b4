/// A field of a message and its value, whatever its number is.
public struct ProtobufEntry: Hashable, Sendable {
    /// What a field holds.
    public enum Value: Hashable, Sendable {
        /// A number of variable length.
        case number(UInt64)
        /// Bytes: a string, a message or several numbers, which stand here.
        case bytes(Range<Int>)
        /// Four or eight bytes, which nothing of Kubernetes' is written as.
        case fixed
    }

    /// The number of the field.
    public let number: UInt64
    /// Its value.
    public let value: Value
}

extension Span<UInt8> {
    /// The field that begins at a place, which moves behind it.
    public func entry(at place: inout Int, below end: Int) throws(ProtobufError) -> ProtobufEntry {
        let (number, type) = try tag(at: &place, below: end)
        switch type {
        case .varint: return ProtobufEntry(number: number, value: .number(try varint(at: &place, below: end)))
        case .bytes: return ProtobufEntry(number: number, value: .bytes(try field(at: &place, below: end)))
        case .fixed32, .fixed64:
            try skip(type, at: &place, below: end)
            return ProtobufEntry(number: number, value: .fixed)
        }
    }

    /// The number of variable length that stands at a place, which moves behind it.
    public func number(at place: inout Int, below end: Int) throws(ProtobufError) -> UInt64 {
        try varint(at: &place, below: end)
    }
}

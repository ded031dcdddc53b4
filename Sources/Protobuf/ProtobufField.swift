/// A field of a message.
public struct ProtobufField: Hashable, Sendable {
    /// Its number.
    public let number: UInt64
    /// Where what it holds stands; empty, at its end, where it holds no bytes.
    public let content: Range<Int>
    /// Whether all of it is there.
    public let isWhole: Bool
}

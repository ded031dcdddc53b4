/// Why bytes are no message, and where.
public struct ProtobufError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// They end in the middle of a field.
        case endedEarly
        /// A number takes more than ten bytes or 64 bits.
        case numberTooLong
        /// A field has number 0, or a kind of encoding that there is not.
        case badTag
        /// A field is encoded in another way than its type is.
        case otherEncoding
        /// The values of a repeated field do not stand together, which nobody writes.
        case scattered
    }

    /// What is wrong.
    public let reason: Reason
    /// Behind how many bytes.
    public let offset: Int

    /// Something wrong behind so many bytes.
    public init(reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension ProtobufError: CustomStringConvertible {
    /// What is wrong and where, in a sentence.
    public var description: String { "no protobuf at byte \(offset): \(words)" }

    private var words: String {
        switch reason {
        case .endedEarly: "it ends in the middle of a field"
        case .numberTooLong: "a number is longer than 64 bits"
        case .badTag: "a field has a number or an encoding that there is not"
        case .otherEncoding: "a field is encoded in another way than its type"
        case .scattered: "the values of a repeated field do not stand together"
        }
    }
}

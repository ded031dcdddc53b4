/// Bytes that nobody may read in a log: whatever is printed of them, and of what holds them, says only that they are
/// there.
public struct Secret: Hashable, Sendable {
    /// The bytes, for who sends them.
    public let bytes: [UInt8]

    /// Keeps bytes secret.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The bytes as a text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Nothing of the bytes.
    public var description: String { "(hidden)" }
    /// Nothing of the bytes.
    public var debugDescription: String { description }
    /// Nothing of the bytes: `dump` looks here.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Writes protobuf field by field: what tests feed to readers.
public struct MessageWriter {
    /// What was written.
    public private(set) var bytes: [UInt8] = []

    /// An empty message.
    public init() {}

    /// A message of these fields.
    public static func message(_ fill: (inout MessageWriter) -> Void) -> [UInt8] {
        var writer = MessageWriter()
        fill(&writer)
        return writer.bytes
    }

    /// Writes a number.
    public mutating func number(_ field: UInt64, _ value: UInt64) {
        varint(field << 3)
        varint(value)
    }

    /// Writes bytes.
    public mutating func bytes(_ field: UInt64, _ value: some Collection<UInt8>) {
        varint(field << 3 | 2)
        varint(UInt64(value.count))
        bytes += value
    }

    /// Writes a string.
    public mutating func text(_ field: UInt64, _ value: String) { bytes(field, Array(value.utf8)) }

    /// Writes a message.
    public mutating func message(_ field: UInt64, _ fill: (inout MessageWriter) -> Void) {
        bytes(field, Self.message(fill))
    }

    /// Writes what stands behind no tag, such as a tag itself.
    public mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes bytes as they are.
    public mutating func raw(_ value: some Collection<UInt8>) { bytes += value }
}

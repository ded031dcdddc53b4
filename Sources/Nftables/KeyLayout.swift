/// How the key of a set or map is laid out in bytes: its fields, and whether an element is one key or an interval.
public struct KeyLayout: Hashable, Sendable {
    /// The fields, in order; more than one is a concatenation.
    public let fields: [FieldType]
    /// Whether each element is an interval of keys.
    public let isInterval: Bool

    /// The layout with these fields.
    public init(_ fields: FieldType..., isInterval: Bool = false) {
        self.init(fields: fields, isInterval: isInterval)
    }

    /// The layout with these fields; there is at least one.
    public init(fields: [FieldType], isInterval: Bool) {
        precondition(!fields.isEmpty, "a key has at least one field")
        self.fields = fields
        self.isInterval = isInterval
    }

    /// Whether the key has more than one field.
    public var isConcatenation: Bool { fields.count > 1 }

    /// Bytes of one key.
    public var keyByteCount: Int {
        isConcatenation ? fields.reduce(0) { $0 + $1.paddedByteCount } : fields[0].byteCount
    }

    /// Bytes of one element: a key, or the lower and then the upper bound of an interval.
    public var elementByteCount: Int { isInterval ? 2 * keyByteCount : keyByteCount }

    /// Where each field lies in a key.
    public var fieldSpans: [(type: FieldType, range: Range<Int>)] {
        var offset = 0
        return fields.map { type in
            defer { offset += type.paddedByteCount }
            return (type, offset..<offset + type.byteCount)
        }
    }

    /// The type as `nft` writes it: `ipv4_addr . inet_proto . inet_service`.
    public var typeText: String { fields.map(\.rawValue).joined(separator: " . ") }
}

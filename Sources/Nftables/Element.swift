public import Addresses

/// One element of a set, or one key of a map, in the kernel's own bytes: a key, or the two bounds of an interval.
public struct Element: Hashable, Comparable, Sendable {
    /// The bytes, laid out as the set's ``KeyLayout`` says.
    public let bytes: [UInt8]

    /// The element with these bytes.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// The element whose key is these values, one for each field.
    public init(_ values: Datum..., layout: KeyLayout) {
        self.init(ranges: values.map { DatumRange($0) }, layout: layout)
    }

    /// The element of these ranges, one for each field; in a set without intervals each range is a single value.
    public init(ranges: [DatumRange], layout: KeyLayout) {
        precondition(ranges.count == layout.fields.count, "an element has one value for each field of its set")
        var lower: [UInt8] = []
        var upper: [UInt8] = []
        for (range, type) in zip(ranges, layout.fields) {
            precondition(range.lower.fits(type) && range.upper.fits(type), "\(range) is no \(type.rawValue)")
            let padding = layout.isConcatenation ? type.paddedByteCount - type.byteCount : 0
            lower += range.lower.bytes + [UInt8](repeating: 0, count: padding)
            upper += range.upper.bytes + [UInt8](repeating: 0, count: padding)
        }
        precondition(layout.isInterval || lower == upper, "only a set of intervals holds ranges")
        bytes = layout.isInterval ? lower + upper : lower
    }

    /// The values of each field; `nil` where the bytes are none.
    public func ranges(_ layout: KeyLayout) -> [DatumRange]? {
        guard bytes.count == layout.elementByteCount else { return nil }
        let upperOffset = layout.isInterval ? layout.keyByteCount : 0
        var ranges: [DatumRange] = []
        for (type, span) in layout.fieldSpans {
            let upperSpan = span.lowerBound + upperOffset..<span.upperBound + upperOffset
            guard let lower = Datum(type, bytes: bytes[span]), let upper = Datum(type, bytes: bytes[upperSpan])
            else { return nil }
            ranges.append(DatumRange(lower, upper))
        }
        return ranges
    }

    /// Orders by bytes, which is the order of the values.
    public static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}

/// A closed range of one field's values; often a single one.
public struct DatumRange: Hashable, Sendable {
    /// The first value.
    public let lower: Datum
    /// The last value, itself included.
    public let upper: Datum

    /// The range of one value.
    public init(_ value: Datum) { self.init(value, value) }

    /// The range from one value to another.
    public init(_ lower: Datum, _ upper: Datum) {
        self.lower = lower
        self.upper = upper
    }

    /// The range of a CIDR's addresses.
    public init(_ cidr: CIDR) { self.init(.address(cidr.first), .address(cidr.last)) }

    /// The range of some ports.
    public init(_ ports: PortRange) { self.init(.port(ports.lower), .port(ports.upper)) }
}

/// The ports from `lower` to `upper`, both included.
public struct PortRange: Hashable, Sendable {
    /// The lowest port.
    public let lower: UInt16
    /// The highest port.
    public let upper: UInt16

    /// Makes the range of one port.
    public init(_ port: UInt16) { self.init(port...port) }

    /// Makes the range of the ports in `range`.
    public init(_ range: ClosedRange<UInt16>) {
        lower = range.lowerBound
        upper = range.upperBound
    }

    /// Makes the range from `lower` to `upper`, or says that it runs backwards.
    public init(lower: UInt16, upper: UInt16) throws(AddressError) {
        guard lower <= upper else { throw .portsReversed(lower: lower, upper: upper) }
        self.init(lower...upper)
    }

    /// The ports as a range of the standard library.
    public var range: ClosedRange<UInt16> { lower...upper }

    /// Whether `port` is one of them.
    public func contains(_ port: UInt16) -> Bool { range.contains(port) }
}

extension PortRange: Comparable {
    /// Orders by the lowest port, and of those that begin alike the smaller first.
    public static func < (left: PortRange, right: PortRange) -> Bool {
        (left.lower, left.upper) < (right.lower, right.upper)
    }
}

extension PortRange: CustomStringConvertible {
    /// The one text of this range: `80` or `8000-9000`.
    public var description: String { lower == upper ? "\(lower)" : "\(lower)-\(upper)" }
}

extension PortRange {
    /// Reads `80` or `8000-9000`: decimal digits, no sign, no leading zeros, no white space.
    public init(parsing text: String) throws(AddressError) {
        let bytes = text.utf8.span
        guard let hyphen = bytes.firstIndex(of: UInt8(ascii: "-")) else {
            self.init(try Self.readPort(bytes, in: 0..<bytes.count, of: text))
            return
        }
        let lower = try Self.readPort(bytes, in: 0..<hyphen, of: text)
        let upper = try Self.readPort(bytes, in: hyphen + 1..<bytes.count, of: text)
        try self.init(lower: lower, upper: upper)
    }

    private static func readPort(
        _ bytes: Span<UInt8>, in digits: Range<Int>, of text: String
    ) throws(AddressError) -> UInt16 {
        guard !digits.isEmpty else { throw .portMissing(text: text) }
        var offset = digits.lowerBound
        let value = bytes.scanDecimal(at: &offset, upTo: digits.upperBound)
        guard offset == digits.upperBound else { throw .portNotNumber(port: text.slice(digits), text: text) }
        if digits.count > 1, bytes[digits.lowerBound] == UInt8(ascii: "0") {
            throw .portLeadingZero(port: text.slice(digits), text: text)
        }
        guard let port = UInt16(exactly: value) else {
            throw .portTooLarge(port: text.slice(digits), text: text)
        }
        return port
    }
}

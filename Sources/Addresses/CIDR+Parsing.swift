/// What a CIDR that was understood should still be told about.
public enum CIDRWarning: Hashable, Sendable, CustomStringConvertible {
    /// The address has bits behind the prefix, which mean nothing.
    case hostBits(text: String, meaning: CIDR)

    /// One sentence that says what was written and what it means.
    public var description: String {
        switch self {
        case .hostBits(let text, let meaning): "\(text) has host bits set: it means \(meaning)"
        }
    }
}

extension CIDR {
    /// Reads a CIDR as `parse(_:)` does and keeps the warning back.
    public init(parsing text: String) throws(AddressError) { self = try Self.parse(text).cidr }

    /// Reads an address, `/` and a prefix length; host bits are masked, as the API server takes them, and reported.
    public static func parse(_ text: String) throws(AddressError) -> (cidr: CIDR, warning: CIDRWarning?) {
        let bytes = text.utf8.span
        let slash = bytes.firstIndex(of: UInt8(ascii: "/"))
        let address = try IPAddress.read(bytes, upTo: slash ?? bytes.count, of: text)
        guard let slash else { throw .prefixMissing(address, text: text) }
        let length = try readPrefixLength(bytes, from: slash + 1, family: address.family, of: text)
        let cidr = CIDR(address, prefixLength: length)
        return (cidr, cidr.address == address ? nil : .hostBits(text: text, meaning: cidr))
    }

    private static func readPrefixLength(
        _ bytes: Span<UInt8>, from start: Int, family: IPFamily, of text: String
    ) throws(AddressError) -> Int {
        let digits = start..<bytes.count
        guard !digits.isEmpty else { throw .prefixEmpty(text: text) }
        var offset = start
        let length = bytes.scanDecimal(at: &offset, upTo: digits.upperBound)
        guard offset == digits.upperBound else { throw .prefixNotNumber(prefix: text.slice(digits), text: text) }
        if digits.count > 1, bytes[start] == UInt8(ascii: "0") {
            throw .prefixLeadingZero(prefix: text.slice(digits), text: text)
        }
        guard length <= family.bitWidth else {
            throw .prefixTooLong(prefix: text.slice(digits), family: family, text: text)
        }
        return length
    }
}

extension Span<UInt8> {
    /// Where `byte` stands first.
    func firstIndex(of byte: UInt8) -> Int? {
        for offset in indices where self[offset] == byte { return offset }
        return nil
    }
}

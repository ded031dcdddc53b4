// These functions hand on the whole text beside its bytes: an error quotes what the user wrote, and borrowing
// a string costs nothing on the way where all is well. A cursor type that holds the span would read better,
// but needs lifetime annotations that the language does not offer yet.
extension IPAddress {
    /// Reads one address written strictly: no leading zeros in octets, no zone, port, brackets or white space.
    public init(parsing text: String) throws(AddressError) {
        let bytes = text.utf8.span
        self = try Self.read(bytes, upTo: bytes.count, of: text)
    }

    /// Reads the address that begins `text` and ends before byte `end`.
    static func read(_ bytes: Span<UInt8>, upTo end: Int, of text: String) throws(AddressError) -> IPAddress {
        guard end > 0 else { throw .addressMissing(text: text) }
        for offset in 0..<end {
            if bytes[offset] == UInt8(ascii: ".") { break }
            if bytes[offset] == UInt8(ascii: ":") { return try readIPv6(bytes, upTo: end, of: text) }
        }
        return IPAddress(ipv4: try readIPv4(bytes, in: 0..<end, of: text))
    }

    /// Reads four octets that fill `range`: a whole IPv4 address or the dotted tail of an IPv6 address.
    static func readIPv4(
        _ bytes: Span<UInt8>, in range: Range<Int>, of text: String
    ) throws(AddressError) -> UInt32 {
        var value: UInt32 = 0
        var count = 0
        var offset = range.lowerBound
        while true {
            count += 1
            let octet = try readOctet(count, bytes, at: &offset, upTo: range.upperBound, of: text)
            value = value << 8 | octet
            if offset == range.upperBound { break }
            guard bytes[offset] == UInt8(ascii: ".") else { throw .stray(at: offset, of: text) }
            offset += 1
        }
        guard count == 4 else { throw .octetCount(count, text: text) }
        return value
    }

    private static func readOctet(
        _ number: Int, _ bytes: Span<UInt8>, at offset: inout Int, upTo end: Int, of text: String
    ) throws(AddressError) -> UInt32 {
        let start = offset
        let value = bytes.scanDecimal(at: &offset, upTo: end)
        if offset == start {
            guard offset == end || bytes[offset] == UInt8(ascii: ".") else { throw .stray(at: offset, of: text) }
            throw .octetMissing(number: number, text: text)
        }
        if bytes[start] == UInt8(ascii: "0"), offset - start > 1 {
            throw .octetLeadingZero(octet: text.slice(start..<offset), text: text)
        }
        guard value <= 255 else { throw .octetTooLarge(octet: text.slice(start..<offset), text: text) }
        return UInt32(value)
    }

    private static func readIPv6(
        _ bytes: Span<UInt8>, upTo end: Int, of text: String
    ) throws(AddressError) -> IPAddress {
        var groups = IPv6Groups()
        try groups.read(bytes, upTo: end, of: text)
        let bits = try groups.bits(of: text)
        if bits >> 32 == 0xffff {
            throw .ipv4Mapped(IPAddress(ipv4: UInt32(truncatingIfNeeded: bits)), text: text)
        }
        return IPAddress(ipv6: bits)
    }
}

extension Span<UInt8> {
    /// Reads the decimal digits from `offset` on and moves it behind them; whatever exceeds 65,535 gives 65,536.
    func scanDecimal(at offset: inout Int, upTo end: Int) -> Int {
        var value = 0
        while offset < end {
            let digit = self[offset] &- UInt8(ascii: "0")
            if digit > 9 { break }
            value = Swift.min(value * 10 + Int(digit), 65_536)
            offset += 1
        }
        return value
    }
}

extension String {
    /// The text between two UTF-8 offsets.
    func slice(_ offsets: Range<Int>) -> String {
        String(decoding: utf8.dropFirst(offsets.lowerBound).prefix(offsets.count), as: UTF8.self)
    }
}

/// The groups of an IPv6 address while it is read: how many, their bits, and where `::` stands.
struct IPv6Groups {
    private var value: UInt128 = 0
    private var count = 0
    private var gap: Int?

    /// Reads all groups up to `end`; a dotted tail counts as two.
    mutating func read(_ bytes: Span<UInt8>, upTo end: Int, of text: String) throws(AddressError) {
        var offset = 0
        try readLeadingColons(bytes, at: &offset, upTo: end, of: text)
        while offset < end {
            let start = offset
            let group = bytes.scanHexadecimal(at: &offset, upTo: end)
            if offset < end, bytes[offset] == UInt8(ascii: ".") {
                append(UInt128(try IPAddress.readIPv4(bytes, in: start..<end, of: text)), groups: 2)
                return
            }
            try check(start..<offset, before: offset < end ? bytes[offset] : nil, of: text)
            append(group, groups: 1)
            if offset < end { try readColons(bytes, at: &offset, upTo: end, of: text) }
        }
    }

    /// The 128 bits, once all groups are read and fill the address exactly.
    func bits(of text: String) throws(AddressError) -> UInt128 {
        guard let gap else {
            guard count >= 8 else { throw .tooFewGroups(count, text: text) }
            guard count == 8 else { throw .tooManyGroups(count, text: text) }
            return value
        }
        guard count < 8 else { throw .doubleColonWithoutRoom(groups: count, text: text) }
        let low = 16 * (count - gap)
        return (value >> low) << (16 * (8 - gap)) | value & ((1 << low) - 1)
    }

    /// Adds groups at the end; those beyond the eighth push the first out, which `bits(of:)` then refuses.
    private mutating func append(_ bits: UInt128, groups: Int) {
        value = value << (16 * groups) | bits
        count += groups
    }

    private mutating func readLeadingColons(
        _ bytes: Span<UInt8>, at offset: inout Int, upTo end: Int, of text: String
    ) throws(AddressError) {
        guard bytes[0] == UInt8(ascii: ":") else { return }
        guard end > 1, bytes[1] == UInt8(ascii: ":") else { throw .groupMissing(position: 1, text: text) }
        gap = 0
        offset = 2
    }

    private mutating func readColons(
        _ bytes: Span<UInt8>, at offset: inout Int, upTo end: Int, of text: String
    ) throws(AddressError) {
        offset += 1
        guard offset < end else { throw .groupMissing(position: end + 1, text: text) }
        guard bytes[offset] == UInt8(ascii: ":") else { return }
        guard gap == nil else { throw .doubleColonTwice(text: text) }
        gap = count
        offset += 1
    }

    private func check(_ digits: Range<Int>, before next: UInt8?, of text: String) throws(AddressError) {
        if let next, next != UInt8(ascii: ":") { throw .stray(at: digits.upperBound, of: text) }
        guard !digits.isEmpty else { throw .groupMissing(position: digits.lowerBound + 1, text: text) }
        guard digits.count <= 4 else { throw .groupTooLong(group: text.slice(digits), text: text) }
    }
}

extension Span<UInt8> {
    /// Reads the hexadecimal digits from `offset` on and moves it behind them; only the last 32 of them count.
    fileprivate func scanHexadecimal(at offset: inout Int, upTo end: Int) -> UInt128 {
        var value: UInt128 = 0
        while offset < end, let digit = hexadecimalDigit(self[offset]) {
            value = value << 4 | UInt128(digit)
            offset += 1
        }
        return value
    }
}

private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

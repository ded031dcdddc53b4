extension IPAddress: CustomStringConvertible {
    /// The one text of this address: dotted decimal, or the form of RFC 5952.
    ///
    /// An IPv4-mapped address ends in dotted decimal, every other IPv6 address is all hexadecimal. `inet_ntop`,
    /// and so `nft`, also writes the long-deprecated IPv4-compatible addresses (0x10000 to 0xffffffff) with dots:
    /// `::1.2.3.4` where this says `::102:304`. RFC 5952 keeps dots for prefixes known to hold an IPv4 address.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(39)
        switch family {
        case .ipv4: appendDotted(to: &text)
        case .ipv6: appendGroups(to: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func appendDotted(to text: inout [UInt8]) {
        for shift in [24, 16, 8, 0] {
            text.appendDecimal(UInt8(truncatingIfNeeded: bits >> shift))
            if shift > 0 { text.append(UInt8(ascii: ".")) }
        }
    }

    private func appendGroups(to text: inout [UInt8]) {
        if bits >> 32 == 0xffff {
            text.append(contentsOf: "::ffff:".utf8)
            return appendDotted(to: &text)
        }
        let gap = longestZeroRun
        var index = 0
        while index < 8 {
            if index == gap.lowerBound {
                text.append(contentsOf: "::".utf8)
                index = gap.upperBound
                continue
            }
            if index > 0, index != gap.upperBound { text.append(UInt8(ascii: ":")) }
            text.appendHexadecimal(group(index))
            index += 1
        }
    }

    private func group(_ index: Int) -> UInt16 { UInt16(truncatingIfNeeded: bits >> (112 - 16 * index)) }

    /// The first of the longest runs of two zero groups or more, else an empty run behind the last group.
    private var longestZeroRun: Range<Int> {
        var longest = 8..<8
        var index = 0
        while index < 8 {
            var end = index
            while end < 8, group(end) == 0 { end += 1 }
            if end - index > max(longest.count, 1) { longest = index..<end }
            index = end + 1
        }
        return longest
    }
}

extension [UInt8] {
    fileprivate mutating func appendDecimal(_ number: UInt8) {
        if number >= 100 { append(UInt8(ascii: "0") + number / 100) }
        if number >= 10 { append(UInt8(ascii: "0") + number / 10 % 10) }
        append(UInt8(ascii: "0") + number % 10)
    }

    fileprivate mutating func appendHexadecimal(_ number: UInt16) {
        let significant = Swift.max(1, (16 - number.leadingZeroBitCount + 3) / 4)
        for place in (0..<significant).reversed() {
            let digit = UInt8(truncatingIfNeeded: number >> (4 * place)) & 0xf
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}

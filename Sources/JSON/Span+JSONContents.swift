// What was checked is turned into values here: nothing can fail any more.
extension Span<UInt8> {
    /// The value of a number that was checked; `nil` where it is not written as a whole one, or does not fit.
    func whole(_ range: Range<Int>) -> Int64? {
        let isNegative = self[range.lowerBound] == UInt8(ascii: "-")
        var value: Int64 = 0
        for place in range.lowerBound + (isNegative ? 1 : 0)..<range.upperBound {
            let digit = self[place] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            // Counting downwards for negative numbers lets the lowest one fit.
            let step = isNegative ? -Int64(digit) : Int64(digit)
            let (sum, isBeyond) = tens.addingReportingOverflow(step)
            guard !isTooLarge, !isBeyond else { return nil }
            value = sum
        }
        return value
    }

    /// The characters of a string that was checked.
    func text(_ range: Range<Int>, isPlain: Bool) -> String {
        guard isPlain else { return unescaped(range) }
        return extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }

    /// The characters of a string that was checked, its escapes replaced.
    func unescaped(_ range: Range<Int>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var place = range.lowerBound
        while place < range.upperBound {
            guard self[place] == UInt8(ascii: "\\") else {
                result.append(self[place])
                place += 1
                continue
            }
            let escape = self[place + 1]
            place += 2
            guard escape == UInt8(ascii: "u") else {
                result.append(meaning(of: escape))
                continue
            }
            let scalar = scalar(at: &place)
            result.append(contentsOf: Character(scalar).utf8)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The character whose four digits begin at `place`, with those of its other half; moves behind them.
    private func scalar(at place: inout Int) -> Unicode.Scalar {
        let unit = checkedUnit(at: place)
        place += 4
        guard 0xd800...0xdbff ~= unit else { return Unicode.Scalar(unit) ?? "\u{fffd}" }
        let low = checkedUnit(at: place + 2)
        place += 6
        return Unicode.Scalar(0x10000 + (unit & 0x3ff) << 10 + low & 0x3ff) ?? "\u{fffd}"
    }

    private func checkedUnit(at place: Int) -> UInt32 {
        var unit: UInt32 = 0
        for index in place..<place + 4 { unit = unit << 4 | (hexadecimal(self[index]) ?? 0) }
        return unit
    }
}

/// The character that a backslash and this letter write; 0 where they write none.
func meaning(of letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "t"): 0x09
    default: 0
    }
}

/// The value of a hexadecimal digit.
func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
}

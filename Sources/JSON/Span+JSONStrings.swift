extension Span<UInt8> {
    /// Where the string that begins at `start` ends, and whether it is written as it reads, without escapes.
    func scanString(at start: Int) throws(JSONError) -> (end: Int, isPlain: Bool) {
        var place = start + 1
        var isPlain = true
        while true {
            place = pastPlain(from: place)
            guard place < count else { throw fail(.endedEarly, at: place) }
            let byte = self[place]
            if byte == UInt8(ascii: "\"") { return (place + 1, isPlain) }
            if byte == UInt8(ascii: "\\") {
                place = try pastEscape(from: place)
                isPlain = false
            } else if byte < 0x20 {
                throw fail(.controlCharacter, at: place)
            } else {
                place = try pastMultibyte(from: place)
            }
        }
    }

    /// The first place from `start` on that is no plain ASCII of a string; eight bytes are looked at together.
    @inline(__always)
    private func pastPlain(from start: Int) -> Int {
        let raw = bytes
        var place = start
        while place + 8 <= raw.byteCount {
            let marks = marksOfSpecial(raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian)
            if marks != 0 { return place + marks.trailingZeroBitCount / 8 }
            place += 8
        }
        while place < count, isPlain(self[place]) { place += 1 }
        return place
    }

    /// Whether every byte stands for itself in a string, and does nothing but show: as nearly all do.
    var isPrintable: Bool {
        let raw = bytes
        var place = 0
        while place + 8 <= raw.byteCount {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
            if marksOfSpecial(word) | marks(of: 0x7f, in: word) != 0 { return false }
            place += 8
        }
        while place < count {
            if !isPlain(self[place]) || self[place] == 0x7f { return false }
            place += 1
        }
        return true
    }

    private func pastEscape(from start: Int) throws(JSONError) -> Int {
        guard start + 1 < count else { throw fail(.badEscape, at: start + 1) }
        guard self[start + 1] == UInt8(ascii: "u") else {
            guard meaning(of: self[start + 1]) != 0 else { throw fail(.badEscape, at: start) }
            return start + 2
        }
        let unit = try codeUnit(at: start)
        guard 0xd800...0xdfff ~= unit else { return start + 6 }
        guard unit < 0xdc00, start + 7 < count, self[start + 6] == UInt8(ascii: "\\"),
            self[start + 7] == UInt8(ascii: "u"), 0xdc00...0xdfff ~= (try codeUnit(at: start + 6))
        else { throw fail(.loneSurrogate, at: start) }
        return start + 12
    }

    /// What `\u` and four digits at `start` write.
    private func codeUnit(at start: Int) throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for place in start + 2..<start + 6 {
            guard place < count else { throw fail(.endedEarly, at: place) }
            guard let digit = hexadecimal(self[place]) else { throw fail(.badEscape, at: start) }
            unit = unit << 4 | digit
        }
        return unit
    }

    /// The place behind a character of two to four bytes, as RFC 3629 bounds them.
    private func pastMultibyte(from start: Int) throws(JSONError) -> Int {
        let lead = self[start]
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch lead {
            case 0xc2...0xdf: (2, 0x80...0xbf)
            case 0xe0: (3, 0xa0...0xbf)
            case 0xed: (3, 0x80...0x9f)
            case 0xe1...0xef: (3, 0x80...0xbf)
            case 0xf0: (4, 0x90...0xbf)
            case 0xf1...0xf3: (4, 0x80...0xbf)
            case 0xf4: (4, 0x80...0x8f)
            default: (0, 0...0)
            }
        guard length > 0, start + length <= count, second ~= self[start + 1],
            isContinued(from: start + 2, to: start + length)
        else { throw fail(.invalidUTF8, at: start) }
        return start + length
    }

    private func isContinued(from start: Int, to end: Int) -> Bool {
        for place in start..<end where self[place] & 0xc0 != 0x80 { return false }
        return true
    }
}

/// The highest bit of each byte of `word` that is a quote, a backslash, a control character or no ASCII.
///
/// Borrows can mark a byte too many, but only above one that is marked rightly: the lowest mark is always right.
@inline(__always)
private func marksOfSpecial(_ word: UInt64) -> UInt64 {
    let below = (word &- ones &* 0x20) & ~word
    return (word | below) & (ones &* 0x80) | marks(of: 0x22, in: word) | marks(of: 0x5c, in: word)
}

/// The highest bit of each byte of `word` that is `byte`; borrows do here as they do above.
@inline(__always)
private func marks(of byte: UInt64, in word: UInt64) -> UInt64 {
    let zeros = word ^ (ones &* byte)
    return (zeros &- ones) & ~zeros & (ones &* 0x80)
}

private let ones: UInt64 = 0x0101_0101_0101_0101

private func isPlain(_ byte: UInt8) -> Bool {
    0x20...0x7f ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
}

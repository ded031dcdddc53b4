extension Span<UInt8> {
    /// The place behind a number: a sign, digits without leading zeros, and perhaps a fraction and an exponent.
    func pastNumber(from start: Int) throws(JSONError) -> Int {
        var place = byte(at: start) == UInt8(ascii: "-") ? start + 1 : start
        let isZero = byte(at: place) == UInt8(ascii: "0")
        let digits = place
        place = try pastDigits(from: place)
        if isZero, place > digits + 1 { throw fail(.badNumber, at: start) }
        if byte(at: place) == UInt8(ascii: ".") { place = try pastDigits(from: place + 1) }
        if byte(at: place) | 0x20 == UInt8(ascii: "e") {
            let sign = byte(at: place + 1)
            let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
            place = try pastDigits(from: place + (isSigned ? 2 : 1))
        }
        return place
    }

    private func pastDigits(from start: Int) throws(JSONError) -> Int {
        var place = start
        while place < count, self[place] &- UInt8(ascii: "0") <= 9 { place += 1 }
        guard place > start else { throw fail(.badNumber, at: place) }
        return place
    }

    /// The byte at a place; 0 behind the end, which no number holds.
    private func byte(at place: Int) -> UInt8 { place < count ? self[place] : 0 }
}

// These functions take a place and give the place behind what stands there. They work on a span, whose address and
// length stay in registers: on the reader itself, which is in memory, they took a fifth longer.
extension Span<UInt8> {
    /// The place behind the value that begins at `start`, all of which is checked.
    func pastValue(from start: Int, depth: Int) throws(JSONError) -> Int {
        switch try kind(at: start) {
        case .object: try pastObject(from: start, depth: depth + 1)
        case .array: try pastArray(from: start, depth: depth + 1)
        case .string: try scanString(at: start).end
        case .number: try pastNumber(from: start)
        case .bool: try pastLiteral(self[start] == UInt8(ascii: "t") ? "true" : "false", from: start)
        case .null: try pastLiteral("null", from: start)
        }
    }

    /// What the first byte of a value says of its kind.
    @inline(__always)
    func kind(at place: Int) throws(JSONError) -> JSONReader.Kind {
        guard place < count else { throw fail(.endedEarly, at: place) }
        switch self[place] {
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            throw fail(.badLiteral, at: place)
        default: throw fail(.valueExpected, at: place)
        }
    }

    /// The first place from `start` on that is no white space.
    @inline(__always)
    func pastSpace(from start: Int) -> Int {
        guard start < count, self[start] <= UInt8(ascii: " ") else { return start }
        return pastIndentation(from: start)
    }

    /// The same where there is some: most of it is the spaces before a line, and eight of them are passed together.
    func pastIndentation(from start: Int) -> Int {
        var place = start
        while place < count, isSpace(self[place]) {
            place += 1
            while place + 8 <= count {
                let word = bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
                let others = word ^ 0x2020_2020_2020_2020
                place += others.trailingZeroBitCount / 8
                if others != 0 { break }
            }
        }
        return place
    }

    /// A place, once it is seen that a name begins there.
    @inline(__always)
    func nameStart(at place: Int) throws(JSONError) -> Int {
        guard place < count, self[place] == UInt8(ascii: "\"") else { throw fail(.nameExpected, at: place) }
        return place
    }

    /// The place behind a colon with space around it.
    @inline(__always)
    func pastColon(from start: Int) throws(JSONError) -> Int {
        let colon = pastSpace(from: start)
        guard colon < count else { throw fail(.endedEarly, at: colon) }
        guard self[colon] == UInt8(ascii: ":") else { throw fail(.colonExpected, at: colon) }
        return pastSpace(from: colon + 1)
    }

    /// The error that names a place of these bytes; at their end nothing is wrong but that they end.
    ///
    /// It is kept out of the loops, which seldom fail.
    @inline(never)
    func fail(_ reason: JSONError.Reason, at place: Int) -> JSONError {
        JSONError(place < count ? reason : .endedEarly, at: Swift.min(place, count), of: self)
    }

    private func pastObject(from start: Int, depth: Int) throws(JSONError) -> Int {
        guard depth <= JSONReader.depthMax else { throw fail(.tooDeep, at: start) }
        var place = pastSpace(from: start + 1)
        if place < count, self[place] == UInt8(ascii: "}") { return place + 1 }
        while true {
            place = try pastColon(from: try scanString(at: try nameStart(at: place)).end)
            place = pastSpace(from: try pastValue(from: place, depth: depth))
            guard place < count else { throw fail(.endedEarly, at: place) }
            if self[place] == UInt8(ascii: "}") { return place + 1 }
            guard self[place] == UInt8(ascii: ",") else { throw fail(.commaOrBraceExpected, at: place) }
            place = pastSpace(from: place + 1)
        }
    }

    private func pastArray(from start: Int, depth: Int) throws(JSONError) -> Int {
        guard depth <= JSONReader.depthMax else { throw fail(.tooDeep, at: start) }
        var place = pastSpace(from: start + 1)
        if place < count, self[place] == UInt8(ascii: "]") { return place + 1 }
        while true {
            place = pastSpace(from: try pastValue(from: place, depth: depth))
            guard place < count else { throw fail(.endedEarly, at: place) }
            if self[place] == UInt8(ascii: "]") { return place + 1 }
            guard self[place] == UInt8(ascii: ",") else { throw fail(.commaOrBracketExpected, at: place) }
            place = pastSpace(from: place + 1)
        }
    }

    /// The place behind a word that begins at `start`.
    func pastLiteral(_ word: StaticString, from start: Int) throws(JSONError) -> Int {
        let end = start + word.utf8CodeUnitCount
        guard end <= count else { throw fail(.badLiteral, at: start) }
        for index in 0..<word.utf8CodeUnitCount where self[start + index] != word.utf8Start[index] {
            throw fail(.badLiteral, at: start)
        }
        return end
    }
}

@inline(__always)
private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
}

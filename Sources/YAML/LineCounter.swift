/// Counts lines and characters while a text is passed over, each byte once.
struct LineCounter {
    /// The place that was reached.
    private(set) var place: TextPlace
    private var offset = 0
    private var previous: UInt8 = 0

    /// A counter at the beginning of a text whose first line has this number.
    init(line: Int) { place = TextPlace(line: line, column: 1) }

    /// Passes over what lies before `target`, which is not before the place reached. A line ends with CR, LF or both.
    mutating func advance(to target: Int, _ byte: (Int) -> UInt8) {
        while offset < target {
            pass(byte(offset))
            offset += 1
        }
    }

    private mutating func pass(_ byte: UInt8) {
        let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        let isSecondHalf = byte == UInt8(ascii: "\n") && previous == UInt8(ascii: "\r")
        if isLineEnd, !isSecondHalf {
            place = TextPlace(line: place.line + 1, column: 1)
        } else if !isLineEnd, byte & 0xc0 != 0x80 {
            // A byte that goes on with a character does not begin one.
            place.column += 1
        }
        previous = byte
    }
}

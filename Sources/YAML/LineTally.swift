internal import JSON

/// Counts the lines of a text that comes in parts, many bytes at a time. A line ends with CR, LF or both.
public struct LineTally: Sendable {
    /// The line of what comes next, from 1.
    public private(set) var line: Int
    private var endsWithCR = false

    /// At the beginning of a text whose first line has this number.
    public init(line: Int = 1) { self.line = line }

    /// Passes over the next part of the text.
    public mutating func pass(_ bytes: Span<UInt8>) {
        let ends = bytes.lineEnds(in: bytes.indices)
        if !endsWithCR, ends.returns == 0 {
            line += ends.feeds
        } else {
            for index in bytes.indices { pass(bytes[index]) }
        }
    }

    private mutating func pass(_ byte: UInt8) {
        let isSecondHalf = byte == UInt8(ascii: "\n") && endsWithCR
        endsWithCR = byte == UInt8(ascii: "\r")
        if endsWithCR || byte == UInt8(ascii: "\n"), !isSecondHalf { line += 1 }
    }
}

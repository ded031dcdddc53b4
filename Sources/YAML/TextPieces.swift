/// Cuts a text where one document ends and the next begins: before lines of `---`, behind lines of `...`.
///
/// At the beginning of a line the two mean just that, in quotes and block scalars too, so that the cuts are right
/// without knowing what lies between them, and a document that is broken does not take the next one with it.
struct TextPieces: Sequence, IteratorProtocol {
    /// A part of the text with one document, or none.
    struct Piece: Equatable {
        /// Its bytes, by their places in the text.
        var range: Range<Int>
        /// The line of its first byte, from 1.
        var line: Int
        /// The line of its `---`, or else of the first line that holds something.
        var documentLine: Int
        /// Whether it holds comments, empty lines and `...` alone.
        var isEmpty = true
    }

    private let bytes: [UInt8]
    private var offset: Int
    private var line: Int

    /// The pieces of a text; the mark of a text in UTF-8 at its beginning is passed over.
    init(_ bytes: [UInt8], firstLine: Int = 1) {
        self.bytes = bytes
        line = firstLine
        offset = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    }

    /// The next piece.
    mutating func next() -> Piece? {
        guard offset < bytes.count else { return nil }
        var piece = Piece(range: offset..<offset, line: line, documentLine: 0)
        while offset < bytes.count {
            let kind = kind(at: offset)
            // Directives and comments go before the --- that they belong to.
            if kind == .begin, piece.documentLine > 0 { break }
            if piece.documentLine == 0, kind == .begin || kind == .content { piece.documentLine = line }
            if kind != .end, kind != .empty { piece.isEmpty = false }
            passLine()
            if kind == .end { break }
        }
        piece.range = piece.range.lowerBound..<offset
        if piece.documentLine == 0 { piece.documentLine = piece.line }
        return piece
    }

    private enum LineKind { case begin, end, empty, directive, content }

    private func kind(at start: Int) -> LineKind {
        if isMark(UInt8(ascii: "-"), at: start) { return .begin }
        if isMark(UInt8(ascii: "."), at: start) { return .end }
        guard bytes[start] != UInt8(ascii: "%") else { return .directive }
        let first = bytes[start...].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard let first, !isLineEnd(first), first != UInt8(ascii: "#") else { return .empty }
        return .content
    }

    private func isMark(_ byte: UInt8, at start: Int) -> Bool {
        guard start + 3 <= bytes.count, bytes[start..<start + 3].allSatisfy({ $0 == byte }) else { return false }
        guard start + 3 < bytes.count else { return true }
        let next = bytes[start + 3]
        return next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") || isLineEnd(next)
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

    private mutating func passLine() {
        while offset < bytes.count, !isLineEnd(bytes[offset]) { offset += 1 }
        guard offset < bytes.count else { return }
        let end = bytes[offset]
        offset += 1
        line += 1
        guard end == UInt8(ascii: "\r"), offset < bytes.count, bytes[offset] == UInt8(ascii: "\n") else { return }
        offset += 1
    }
}

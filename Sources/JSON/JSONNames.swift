/// Names that a reader looks for among the members of an object.
public struct JSONNames: Sendable {
    /// The names, each once.
    public let texts: [String]
    private let heads: [Head]

    /// What is compared first: the length of a name and its first eight bytes, which tell most names apart.
    struct Head: Equatable {
        private let count: Int
        private let word: UInt64

        /// Of the bytes of a range.
        @inline(__always)
        init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
            count = range.count
            if range.lowerBound + 8 <= bytes.count {
                let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
                self.word = word.littleEndian & (count < 8 ? 1 << (8 * UInt64(count)) - 1 : .max)
            } else {
                var word: UInt64 = 0
                for index in range.prefix(8).reversed() { word = word << 8 | UInt64(bytes[index]) }
                self.word = word
            }
        }
    }

    /// These names.
    public init(_ texts: [String]) {
        self.texts = texts
        heads = texts.map { Head(Array($0.utf8).span, 0..<$0.utf8.count) }
    }

    /// Which of them stands in a range of bytes, without escapes.
    ///
    /// Bytes are compared: an API server does not take characters for each other that only look the same either.
    func index(of range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        let head = Head(bytes, range)
        for index in heads.indices where heads[index] == head {
            if range.count <= 8 || isEqual(texts[index], range, bytes) { return index }
        }
        return nil
    }

    private func isEqual(_ text: String, _ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        var place = range.lowerBound
        for byte in text.utf8 {
            if bytes[place] != byte { return false }
            place += 1
        }
        return true
    }

    /// Which of them a text is.
    func index(of text: String) -> Int? {
        let bytes = Array(text.utf8)
        return index(of: 0..<bytes.count, in: bytes.span)
    }
}

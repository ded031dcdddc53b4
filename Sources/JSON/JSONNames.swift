/// Names that a reader looks for among the members of an object.
struct JSONNames: Sendable {
    /// The names, each once.
    let texts: [String]
    private let heads: [Head]
    /// One more than the index of the name that may stand at each place; 0 where there is none. No two names have the
    /// same place, so one comparison tells.
    private let places: [UInt8]
    private let factor: UInt64

    /// What is compared first: the length of a name and its first sixteen bytes, which tell most names apart.
    private struct Head: Equatable {
        let count: Int
        let first: UInt64
        let second: UInt64

        /// Of the bytes of a range.
        @inline(__always)
        init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
            count = range.count
            first = Self.word(bytes, range.lowerBound, count)
            second = count > 8 ? Self.word(bytes, range.lowerBound + 8, count - 8) : 0
        }

        @inline(__always)
        private static func word(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
            if start + 8 <= bytes.count {
                let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
                return word.littleEndian & (count < 8 ? 1 << (8 * UInt64(count)) - 1 : .max)
            }
            var word: UInt64 = 0
            for index in (start..<start + min(count, 8)).reversed() { word = word << 8 | UInt64(bytes[index]) }
            return word
        }

        /// A number below 256.
        @inline(__always)
        func place(_ factor: UInt64) -> Int { Int((((first ^ second) &+ UInt64(count)) &* factor) >> 56) }
    }

    /// These names.
    init(_ texts: [String]) {
        let heads = texts.map { Head(Array($0.utf8).span, 0..<$0.utf8.count) }
        self.texts = texts
        self.heads = heads
        var factor: UInt64 = 0x9e37_79b9_7f4a_7c15
        // Of twenty names in 256 places every second factor or so keeps all apart.
        for _ in 0..<1_000 {
            if Set(heads.map { $0.place(factor) }).count == heads.count { break }
            factor = factor &* 0xd120_0b4d_e42d_1f6d | 1
        }
        var places = [UInt8](repeating: 0, count: 256)
        for (index, head) in heads.enumerated() { places[head.place(factor)] = UInt8(index + 1) }
        self.places = places
        self.factor = factor
        precondition(places.count { $0 > 0 } == texts.count, "more names than can be told apart")
    }

    /// Which of them stands in a range of bytes, without escapes.
    ///
    /// Bytes are compared: an API server does not take characters for each other that only look the same either.
    func index(of range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        let head = Head(bytes, range)
        let index = Int(places[head.place(factor)]) - 1
        guard index >= 0, heads[index] == head else { return nil }
        return range.count <= 16 || isEqual(texts[index], range, bytes) ? index : nil
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

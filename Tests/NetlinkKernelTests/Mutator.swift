import TestSupport

/// Makes broken messages of whole ones.
struct Mutator {
    private let corpus: [[UInt8]]
    private var random: SeededGenerator

    /// Begins with these messages.
    init(_ corpus: [[UInt8]], _ random: SeededGenerator) {
        self.corpus = corpus
        self.random = random
    }

    /// A message with one to four things wrong.
    mutating func next() -> [UInt8] {
        var bytes = corpus[below(corpus.count)]
        for _ in 0...below(4) { mutate(&bytes) }
        // Mostly the length of the whole is right, so that what is inside is looked at.
        if bytes.count >= 16, below(8) != 0 { set(UInt32(bytes.count), in: &bytes, at: 0) }
        return bytes
    }

    private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(max(count, 1))) }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        guard bytes.count > 24 else { return }
        switch below(7) {
        case 0: bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
        case 1: bytes.removeLast(below(bytes.count - 20))
        case 2: changeAttribute(&bytes, at: 0)
        case 3: changeAttribute(&bytes, at: 2)
        case 4: splice(&bytes)
        case 5: bytes[below(bytes.count)] = [0, 1, 0x7f, 0x80, 0xff][below(5)]
        default: bytes[4] = [0, 3, 6, 9, 12, 18, 22][below(7)]
        }
    }

    /// Another length or type for something that looks like an attribute.
    private mutating func changeAttribute(_ bytes: inout [UInt8], at part: Int) {
        let offset = 20 + 4 * below((bytes.count - 20) / 4) + part
        guard offset + 2 <= bytes.count else { return }
        let values: [UInt16] = [0, 1, 2, 3, 4, 5, 8, 0x8001, 0x8002, 0xffff, UInt16(below(40)), UInt16(bytes.count)]
        set(values[below(values.count)], in: &bytes, at: offset)
    }

    /// A piece of another message in place of a piece of this one.
    private mutating func splice(_ bytes: inout [UInt8]) {
        let other = corpus[below(corpus.count)]
        let from = 20 + 4 * below((other.count - 20) / 4)
        let to = 20 + 4 * below((bytes.count - 20) / 4)
        let count = min(4 * (1 + below(30)), min(other.count - from, bytes.count - to))
        guard count > 0 else { return }
        bytes.replaceSubrange(to..<to + count, with: other[from..<from + count])
    }

    private func set(_ number: some FixedWidthInteger, in bytes: inout [UInt8], at offset: Int) {
        withUnsafeBytes(of: number) { raw in for (index, byte) in raw.enumerated() { bytes[offset + index] = byte } }
    }
}

import Nftables

/// The bounds of intervals of one field, two elements of the kernel each: the first key in it, and the first behind it.
struct IntervalBounds {
    /// An interval as a whole.
    typealias Interval = (
        lower: UnsafeRawBufferPointer, upper: UnsafeRawBufferPointer, verdict: Verdict?, isOdd: Bool
    )

    private let keyByteCount: Int
    private var keys: [UInt8] = []
    private var ends: [Bool] = []
    private var odd: Set<Int> = []
    private var verdicts: [Int: Verdict] = [:]

    /// No bounds of keys of this size.
    init(keyByteCount: Int) { self.keyByteCount = keyByteCount }

    /// Whether any of them leads somewhere.
    var hasVerdicts: Bool { !verdicts.isEmpty }

    /// There are no more intervals than beginnings.
    var intervalCountMax: Int { ends.reduce(0) { $0 + ($1 ? 0 : 1) } }

    /// Takes a bound as the kernel listed it.
    mutating func append(_ key: UnsafeRawBufferPointer, isEnd: Bool, _ verdict: Verdict?, isOdd: Bool = false) {
        if isOdd { odd.insert(ends.count) }
        if let verdict { verdicts[ends.count] = verdict }
        keys.reserveSparingly(key.count)
        keys.append(contentsOf: key)
        ends.append(isEnd)
    }

    /// Makes intervals of the bounds, as the kernel does when it looks a key up: the nearest bound at or below the key
    /// decides, and a beginning wins over an end at the same key.
    func forEachInterval(_ body: (Interval) -> Void) {
        keys.withUnsafeBytes { keys in
            withUnsafeTemporaryAllocation(byteCount: keyByteCount, alignment: 1) { upper in
                var open: Int?
                let sorted = sortedBounds(keys)
                for position in ends.indices {
                    let bound = sorted.map { Int($0[position]) } ?? position
                    let key = self.key(bound, keys)
                    if let start = open, order(self.key(start, keys), key) != 0 {
                        upper.copyMemory(from: key)
                        Self.decrement(upper)
                        body(interval(start, keys, upTo: upper))
                    }
                    open = ends[bound] ? nil : bound
                }
                guard let start = open else { return }
                for index in upper.indices { upper[index] = 0xff }
                body(interval(start, keys, upTo: upper))
            }
        }
    }

    private func interval(
        _ start: Int, _ keys: UnsafeRawBufferPointer, upTo upper: UnsafeMutableRawBufferPointer
    ) -> Interval {
        (key(start, keys), UnsafeRawBufferPointer(upper), verdicts[start], odd.contains(start))
    }

    /// The bounds by key, ends first; `nil` where they were listed so.
    private func sortedBounds(_ keys: UnsafeRawBufferPointer) -> [UInt32]? {
        if !ends.indices.dropFirst().contains(where: { precedes($0, $0 - 1, keys) }) { return nil }
        return (0..<UInt32(ends.count)).sorted { precedes(Int($0), Int($1), keys) }
    }

    private func precedes(_ left: Int, _ right: Int, _ keys: UnsafeRawBufferPointer) -> Bool {
        let order = order(key(left, keys), key(right, keys))
        return order == 0 ? ends[left] && !ends[right] : order < 0
    }

    private func key(_ bound: Int, _ keys: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: keys[bound * keyByteCount..<(bound + 1) * keyByteCount])
    }

    /// Below zero, zero or above it.
    private func order(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Int {
        for index in left.indices where left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
        return 0
    }

    private static func decrement(_ key: UnsafeMutableRawBufferPointer) {
        for index in key.indices.reversed() {
            key[index] &-= 1
            if key[index] != 0xff { return }
        }
    }
}

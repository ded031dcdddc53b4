import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

@Suite struct IntervalBoundsTests {
    private struct Bound: Hashable {
        let key: UInt16
        let isEnd: Bool
    }

    private func intervals(_ bounds: [Bound]) -> [ClosedRange<UInt16>] {
        var gathered = IntervalBounds(keyByteCount: 2)
        for bound in bounds {
            withUnsafeBytes(of: bound.key.bigEndian) { gathered.append($0, isEnd: bound.isEnd, nil) }
        }
        var found: [ClosedRange<UInt16>] = []
        gathered.forEachInterval { found.append(number($0.lower)...number($0.upper)) }
        return found
    }

    private func number(_ key: UnsafeRawBufferPointer) -> UInt16 {
        UInt16(bigEndian: key.loadUnaligned(as: UInt16.self))
    }

    /// What a look-up of each key would find: the nearest bound at or below it, a beginning before an end.
    private func oracle(_ bounds: [Bound], _ key: UInt16) -> Bool {
        guard let nearest = bounds.map(\.key).filter({ $0 <= key }).max() else { return false }
        return bounds.contains { $0.key == nearest && !$0.isEnd }
    }

    @Test("intervals hold the keys that the kernel would find, in whatever order their bounds are listed")
    func agrees() {
        var random = SeededGenerator.forTest("IntervalBounds.agrees")
        for _ in 0..<500 {
            let count = Int.random(in: 0...8, using: &random)
            let bounds = (0..<count).map { _ in
                Bound(key: UInt16.random(in: 0...12, using: &random) &+ 0xfff4, isEnd: Bool.random(using: &random))
            }
            let unique = Array(Set(bounds)).shuffled(using: &random)
            let found = intervals(unique)
            for key in (0xfff0 as UInt16)...0xffff {
                #expect(found.contains { $0.contains(key) } == oracle(unique, key), "\(random) \(unique) \(key)")
            }
            #expect(intervals(unique.sorted { $0.key < $1.key }).map(\.upperBound).sorted() == found.map(\.upperBound))
        }
    }

    @Test("a verdict stays with the interval that begins with it")
    func verdicts() {
        var gathered = IntervalBounds(keyByteCount: 1)
        for (key, isEnd, verdict) in [(9, true, nil), (5, false, Verdict.drop), (9, false, .accept), (20, true, nil)] {
            [UInt8(key)].withUnsafeBytes { gathered.append($0, isEnd: isEnd, verdict) }
        }
        var found: [String] = []
        gathered.forEachInterval { found.append("\($0.lower[0])-\($0.upper[0]) \($0.verdict?.text ?? "none")") }
        #expect(found == ["5-8 drop", "9-19 accept"])
        #expect(gathered.intervalCountMax == 2)
    }
}

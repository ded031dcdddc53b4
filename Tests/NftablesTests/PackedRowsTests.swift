import TestSupport
import Testing

@testable import Nftables

@Suite struct PackedRowsTests {
    /// Every width that a field, a key or an interval of ours has, and those at the edge of 16 bytes.
    static let widths = [1, 2, 3, 4, 8, 12, 15, 16, 17, 24, 32, 33, 48]

    @Test("rows are sorted as byte strings and stand once, at any width", arguments: widths)
    func sorts(width: Int) {
        var random = SeededGenerator.forTest("rows of \(width)")
        for count in [0, 1, 2, 3, 10, 100] {
            let rows = (0..<count).map { _ in row(width, &random) }
            let sorted = PackedRows(width: width, bytes: rows.flatMap { $0 }).sorted()
            #expect(sorted.bytes == unique(rows).flatMap { $0 }, "\(random)")
            #expect(sorted.sorted().bytes == sorted.bytes)
        }
    }

    @Test("a merge keeps the rows of the sides asked for, at any width", arguments: widths)
    func merges(width: Int) {
        var random = SeededGenerator.forTest("merges of \(width)")
        for _ in 0..<50 {
            let (left, right) = (rows(width, &random), rows(width, &random))
            let (here, there) = (Set(left), Set(right))
            let results: [(PackedRows.Sides, Set<[UInt8]>)] = [
                ([], []), (.here, here.subtracting(there)), (.there, there.subtracting(here)),
                (.both, here.intersection(there)), ([.here, .both], here), ([.there, .both], there),
                ([.here, .there], here.symmetricDifference(there)), ([.here, .there, .both], here.union(there)),
            ]
            for (sides, expected) in results {
                let merged = PackedRows(width: width, bytes: left.flatMap { $0 }).merged(
                    with: right.flatMap { $0 }, keep: sides)
                #expect(merged == unique(Array(expected)).flatMap { $0 }, "\(sides), \(random)")
            }
        }
    }

    /// Few values, mostly at both ends of the byte, so that rows meet and differ late.
    private func row(_ width: Int, _ random: inout SeededGenerator) -> [UInt8] {
        var row = [UInt8](repeating: 0x80, count: width)
        row[Int.random(in: 0..<width, using: &random)] = [0, 1, 0x7f, 0xff].randomElement(using: &random) ?? 0
        row[width - 1] = UInt8.random(in: 0...3, using: &random)
        return row
    }

    private func rows(_ width: Int, _ random: inout SeededGenerator) -> [[UInt8]] {
        unique((0..<Int.random(in: 0...20, using: &random)).map { _ in row(width, &random) })
    }

    private func unique(_ rows: [[UInt8]]) -> [[UInt8]] {
        Set(rows).sorted { $0.lexicographicallyPrecedes($1) }
    }
}

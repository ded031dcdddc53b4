import Addresses
import Benchmarks

/// What the arithmetic of addresses costs, an operation at a time; there is nothing beside it.
enum AddressGroup {
    private static let count = 10_000

    /// All rows of this group.
    static func rows(_ options: BenchOptions) throws -> [Row] {
        let rounds = options.rounds(51, quick: 11)
        let four = (0..<count).map { IPAddress(ipv4: UInt32(truncatingIfNeeded: $0) &* 0x9e37_79b1) }
        let six = four.map { IPAddress(ipv6: UInt128($0.bits) << 64 | 0xfd00 << 112 | $0.bits) }
        return try family("IPv4", four, rounds) + family("IPv6", six, rounds) + [try union(rounds)]
    }

    private static func family(_ name: String, _ addresses: [IPAddress], _ rounds: Int) throws -> [Row] {
        let texts = addresses.map(\.description)
        for (text, address) in zip(texts, addresses) where try IPAddress(parsing: text) != address {
            throw BenchError.command("\(text) is read as another address")
        }
        let parsing = try Clock.samples(rounds: rounds) { _ in
            var bits: UInt128 = 0
            let time = try Clock.timeOnCore { for text in texts { bits ^= try IPAddress(parsing: text).bits } }
            return bits == 1 ? 0 : time / Double(count)
        }
        let printing = Clock.samples(rounds: rounds) { _ in
            var byteCount = 0
            let time = Clock.timeOnCore { for address in addresses { byteCount += address.description.utf8.count } }
            return byteCount == 1 ? 0 : time / Double(count)
        }
        return [Row(name: "parse \(name)", ours: parsing), Row(name: "print \(name)", ours: printing)]
    }

    /// Both have ranges between those of the other, so that each is looked at.
    private static func union(_ rounds: Int) throws -> Row {
        let odd = RangeSet((0..<UInt32(count)).map { $0 * 16...$0 * 16 + 3 })
        let even = RangeSet((0..<UInt32(count)).map { $0 * 16 + 8...$0 * 16 + 11 })
        let samples = try Clock.samples(rounds: rounds) { _ in
            var length = 0
            let time = Clock.timeOnCore { length = odd.union(even).ranges.count }
            guard length == 2 * count else { throw BenchError.command("a union has \(length) ranges") }
            return time / Double(2 * count)
        }
        return Row(name: "union of 2 × \(count) ranges, each", ours: samples)
    }
}

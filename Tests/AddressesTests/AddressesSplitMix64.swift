import Glibc

/// A seeded source of random numbers: the same seed gives the same test again.
struct AddressesSplitMix64: RandomNumberGenerator {
    private var state: UInt64

    /// Starts at `seed`.
    init(seed: UInt64) { state = seed }

    /// The seed in the environment variable `ADDRESSES_SEED`, else a new one; prints it either way.
    static func printedSeed(for test: String = #function) -> UInt64 {
        let given = getenv("ADDRESSES_SEED").flatMap { UInt64(String(cString: $0)) }
        let seed = given ?? .random(in: .min ... .max)
        print("\(test): ADDRESSES_SEED=\(seed)")
        return seed
    }

    /// The next 64 random bits.
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
}

extension AddressesSplitMix64 {
    /// A random IPv6 number in which about half the groups are zero, so that runs of every length come up.
    mutating func sparseIPv6() -> UInt128 {
        (0..<8).reduce(0 as UInt128) { bits, _ in
            let random = next()
            let group = random & 1 == 0 ? 0 : UInt16(truncatingIfNeeded: random >> 16) >> UInt16(random >> 1 & 15)
            return bits << 16 | UInt128(group)
        }
    }
}

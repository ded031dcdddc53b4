import TestSupport

extension SeededGenerator {
    /// A random IPv6 number in which about half the groups are zero, so that runs of every length come up.
    mutating func sparseIPv6() -> UInt128 {
        (0..<8).reduce(0 as UInt128) { bits, _ in
            let random = next()
            let group = random & 1 == 0 ? 0 : UInt16(truncatingIfNeeded: random >> 16) >> UInt16(random >> 1 & 15)
            return bits << 16 | UInt128(group)
        }
    }
}

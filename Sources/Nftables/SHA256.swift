/// The hash of FIPS 180-4, for names that tenants must not be able to make collide.
///
/// A shorter hash such as FNV would do for chance, but labels are chosen by those who are to be kept apart.
enum SHA256 {
    /// The 32 bytes of the hash.
    static func digest(of message: [UInt8]) -> [UInt8] {
        var state = initial
        let padded = padding(message)
        for start in stride(from: 0, to: padded.count, by: 64) { mix(padded[start..<start + 64], into: &state) }
        return state.flatMap { word in withUnsafeBytes(of: word.bigEndian) { Array($0) } }
    }

    private static func padding(_ message: [UInt8]) -> [UInt8] {
        var padded = message + [0x80]
        padded += [UInt8](repeating: 0, count: (64 + 56 - padded.count % 64) % 64)
        return padded + withUnsafeBytes(of: UInt64(message.count * 8).bigEndian) { Array($0) }
    }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        let words = schedule(block)
        var work = state
        for round in 0..<64 {
            let choice = (work[4] & work[5]) ^ (~work[4] & work[6])
            let majority = (work[0] & work[1]) ^ (work[0] & work[2]) ^ (work[1] & work[2])
            let first = work[7] &+ sum(work[4], 6, 11, 25) &+ choice &+ constants[round] &+ words[round]
            let second = sum(work[0], 2, 13, 22) &+ majority
            work = [first &+ second, work[0], work[1], work[2], work[3] &+ first, work[4], work[5], work[6]]
        }
        for index in 0..<8 { state[index] = state[index] &+ work[index] }
    }

    private static func schedule(_ block: ArraySlice<UInt8>) -> [UInt32] {
        var words = stride(from: block.startIndex, to: block.endIndex, by: 4).map { start in
            block[start..<start + 4].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let (early, late) = (words[index - 15], words[index - 2])
            let low = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
            let high = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
            words.append(words[index - 16] &+ low &+ words[index - 7] &+ high)
        }
        return words
    }

    private static func sum(_ word: UInt32, _ first: UInt32, _ second: UInt32, _ third: UInt32) -> UInt32 {
        rotated(word, first) ^ rotated(word, second) ^ rotated(word, third)
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    private static let primes: [UInt32] = {
        var primes: [UInt32] = []
        var candidate: UInt32 = 2
        while primes.count < 64 {
            if primes.allSatisfy({ !candidate.isMultiple(of: $0) }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }()

    /// The first 32 bits of the fractions of the square roots of the first 8 primes.
    private static let initial = primes.prefix(8).map { fraction(ofRoot: 2, of: $0) }

    /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
    private static let constants = primes.map { fraction(ofRoot: 3, of: $0) }

    /// Computed from what they are rather than typed in: the largest whole number whose power stays below the prime
    /// shifted by 32 bits for each factor.
    private static func fraction(ofRoot degree: Int, of prime: UInt32) -> UInt32 {
        let limit = UInt128(prime) << UInt128(32 * degree)
        var root: UInt128 = 0
        for bit in stride(from: 36, through: 0, by: -1) {
            let candidate = root | 1 << UInt128(bit)
            let power = (1..<degree).reduce(candidate) { power, _ in power * candidate }
            if power <= limit { root = candidate }
        }
        return UInt32(truncatingIfNeeded: root)
    }
}

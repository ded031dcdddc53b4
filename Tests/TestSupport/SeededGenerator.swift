import Glibc

/// A SplitMix64 generator: the same seed gives the same numbers on every machine.
public struct SeededGenerator: RandomNumberGenerator, CustomStringConvertible, Sendable {
    /// The seed this generator was made with; a failing test prints it.
    public let seed: UInt64
    private var state: UInt64

    /// The seed of every test that is given none, so that two runs of the suite are the same run.
    public static let defaultSeed: UInt64 = 0x6D61_7274_6C65_7421

    /// Starts the sequence that belongs to `seed`.
    public init(seed: UInt64) {
        self.seed = seed
        self.state = seed
    }

    /// The generator of the test called `name`: seeded by MARTLET_SEED where that is set, else by the default.
    ///
    /// The name is mixed in, so that tests under one seed do not all draw the same numbers.
    public static func forTest(_ name: String) -> SeededGenerator {
        forTest(name, environment: getenv("MARTLET_SEED").map { String(cString: $0) })
    }

    /// What `forTest` does when the environment says `value`.
    static func forTest(_ name: String, environment value: String?) -> SeededGenerator {
        guard let value else { return SeededGenerator(name: name, seed: defaultSeed) }
        guard let seed = parse(value) else { preconditionFailure("MARTLET_SEED is not a number: \(value)") }
        return SeededGenerator(name: name, seed: seed)
    }

    /// The words to print beside a failure: how to have the same run again.
    public var description: String { "MARTLET_SEED=\(seed)" }

    /// The next 64 bits of the sequence.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private init(name: String, seed: UInt64) {
        self.seed = seed
        // FNV-1a: `Hasher` differs from process to process.
        self.state = name.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    private static func parse(_ text: String) -> UInt64? {
        text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
    }
}

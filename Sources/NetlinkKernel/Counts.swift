/// What a counter has counted.
public struct Count: Hashable, Sendable {
    /// How many packets.
    public let packets: UInt64
    /// How many bytes they had.
    public let bytes: UInt64

    /// So many packets and bytes.
    public init(packets: UInt64, bytes: UInt64) {
        self.packets = packets
        self.bytes = bytes
    }
}

/// What the counters of a table have counted.
public struct Counts: Hashable, Sendable {
    /// Of counters with a name.
    public internal(set) var named: [String: Count] = [:]
    /// Of each rule of a chain, in order; `nil` for a rule that does not count.
    public internal(set) var rules: [String: [Count?]] = [:]
}

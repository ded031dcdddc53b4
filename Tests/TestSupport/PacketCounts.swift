/// A frame that came through.
public struct PacketArrival: Hashable, Sendable {
    /// Its place in what the flood sent.
    public let sequence: UInt32
    /// When the kernel caught it, in nanoseconds of the wall clock (CLOCK_REALTIME).
    public let nanoseconds: UInt64

    /// A frame with its place and its time.
    public init(sequence: UInt32, nanoseconds: UInt64) {
        self.sequence = sequence
        self.nanoseconds = nanoseconds
    }
}

/// Frames of one flow that did not come through, between two that did.
public struct PacketGap: Hashable, Sendable {
    /// How many are missing.
    public let missing: Int
    /// The last one before them; nil when the flow begins with the gap.
    public let before: PacketArrival?
    /// The first one after them.
    public let after: PacketArrival
}

/// What came through of one flow.
public struct FlowCount: Hashable, Sendable {
    /// How many frames.
    public internal(set) var received = 0
    /// How many did not come, between those that did.
    public internal(set) var missing = 0
    /// The first of them, `PacketCounts.recordedMax` at most: all there is to say about a flow that has to be silent.
    public internal(set) var arrivals: [PacketArrival] = []
    /// The first gaps, as many at most.
    public internal(set) var gaps: [PacketGap] = []
    /// The last one.
    public internal(set) var last: PacketArrival?

    /// Counts one more, which comes `stride` after the one before it when none is missing.
    mutating func add(_ arrival: PacketArrival, stride: UInt32) {
        let skipped = last.map { (arrival.sequence &- $0.sequence) / stride }.map { $0 > 0 ? $0 - 1 : 0 }
        // The first frame of a flow has a sequence below the stride.
        let missing = Int(skipped ?? arrival.sequence / stride)
        if missing > 0 && gaps.count < PacketCounts.recordedMax {
            gaps.append(PacketGap(missing: missing, before: last, after: arrival))
        }
        if arrivals.count < PacketCounts.recordedMax { arrivals.append(arrival) }
        received += 1
        self.missing += missing
        last = arrival
    }
}

/// What came through of a flood, flow by flow.
public struct PacketCounts: Sendable {
    /// How many arrivals and how many gaps of each flow are kept one by one.
    public static let recordedMax = 64

    /// By the number of the flow.
    public internal(set) var flows: [FlowCount]
    /// Frames that the counter itself lost, for want of room. Gaps mean nothing unless this is zero.
    public internal(set) var lost = 0
    /// Frames that were not the flood's.
    public internal(set) var foreign = 0

    /// Nothing of `flowCount` flows yet.
    init(flowCount: Int) {
        flows = [FlowCount](repeating: FlowCount(), count: flowCount)
    }

    /// All frames of the flood that came through.
    public var received: Int { flows.reduce(0) { $0 + $1.received } }
}

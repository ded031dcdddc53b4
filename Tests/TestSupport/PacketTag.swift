import CTestSystem

/// What every test frame ends with, so that who catches it knows whose it is.
public struct PacketTag: Hashable, Sendable {
    /// The flow it belongs to, as its test numbers them.
    public var flow: UInt32
    /// Its place in what the sender sent.
    public var sequence: UInt32

    /// How many bytes it takes: `struct martlet_tag`.
    static let count = 16

    /// The tag of one frame.
    public init(flow: UInt32, sequence: UInt32 = 0) {
        self.flow = flow
        self.sequence = sequence
    }

    /// The tag that `frame` ends with; nil for a frame that is none of ours.
    public init?(endOf frame: [UInt8]) {
        let arrival = martlet_arrival_of(frame, UInt32(frame.count))
        guard arrival.flow != .max else { return nil }
        self.init(flow: arrival.flow, sequence: arrival.sequence)
    }

    /// The tag as it stands in a frame.
    var bytes: [UInt8] { [MARTLET_TAG_MAGIC, flow, sequence, ~sequence].flatMap { bigEndian($0) } }
}

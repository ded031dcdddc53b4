import CTestSystem
import Glibc

/// Counts what arrives at an end of a topology, flow by flow, on a thread of its own.
///
/// The kernel writes into a ring that is read from memory: the flood's processor pays some tenths of a microsecond a
/// frame, and nothing is lost while the ring has room, however long the reader has to wait for a processor. What is
/// lost all the same is counted. A class, because it ends its thread with its last owner.
public final class PacketCounter: Sendable {
    private let worker: CounterWorker
    private let thread: OwnThread

    /// Starts counting the flows 0 ..< `flowCount` at `end`.
    ///
    /// `stride` is how far apart two frames of one flow are sent. Unless said it is `flowCount`: each frame of the
    /// flood is a flow of its own.
    public init(
        at end: TopologyEnd, flowCount: Int, stride: Int? = nil, ringBytes: Int = 64 << 20
    ) throws(SystemError) {
        let stride = stride ?? flowCount
        precondition(flowCount > 0 && stride > 0, "there are flows to count")
        let worker = CounterWorker(
            try PacketRing(at: end, bytes: ringBytes), PacketCounts(flowCount: flowCount), stride: UInt32(stride))
        self.worker = worker
        thread = try OwnThread { worker.count() }
    }

    deinit {
        worker.stop()
        thread.join()
    }

    /// What was counted up to now; a few milliseconds behind while frames come in.
    public var counts: PacketCounts { worker.current }

    /// What was counted once all that the kernel caught has been read: to be asked when the flood has stopped.
    public func settled(timeoutSeconds: Double = 30) throws(SystemError) -> PacketCounts {
        let deadline = Deadline(seconds: timeoutSeconds)
        while !deadline.hasPassed {
            if let counts = try worker.complete() { return counts }
            usleep(1000)
        }
        throw SystemError("wait for the packet counter", code: ETIMEDOUT)
    }
}

/// What the counting thread and the counter's owner share.
private final class CounterWorker: @unchecked Sendable {
    private let ring: PacketRing
    private let stride: UInt32
    private let monitor = Monitor()
    // Only with the monitor locked:
    private var counts: PacketCounts
    private var caught = 0
    private var read = 0
    private var isStopping = false

    init(_ ring: PacketRing, _ counts: PacketCounts, stride: UInt32) {
        self.ring = ring
        self.counts = counts
        self.stride = stride
    }

    var current: PacketCounts { monitor.locked { counts } }

    func stop() {
        monitor.locked { isStopping = true }
    }

    /// The counts, unless the kernel has caught more than we have read.
    func complete() throws(SystemError) -> PacketCounts? {
        let news = try ring.statistics()
        return monitor.locked {
            caught += news.caught
            counts.lost += news.lost
            return read == caught ? counts : nil
        }
    }

    /// What the thread does.
    func count() {
        while !monitor.locked({ isStopping }) {
            while ring.readBlock(add) {}
            ring.wait(milliseconds: 20)
        }
    }

    private func add(_ arrivals: UnsafeBufferPointer<martlet_arrival>) {
        monitor.locked {
            read += arrivals.count
            for arrival in arrivals {
                guard arrival.flow < UInt32(counts.flows.count) else {
                    counts.foreign += 1
                    continue
                }
                counts.flows[Int(arrival.flow)].add(
                    PacketArrival(sequence: arrival.sequence, nanoseconds: arrival.nanoseconds), stride: stride)
            }
        }
    }
}

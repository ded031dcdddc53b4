import CTestSystem
import Glibc
import Synchronization

/// How much a flood sent.
public struct FloodTotals: Sendable {
    /// Frames the kernel took.
    public let sent: UInt64
    /// Calls that failed; their frames were sent again.
    public let failures: UInt64
    /// From the first frame to the last.
    public let seconds: Double
    /// How much of them the sending thread had a processor: what it took to carry the frames through the router.
    public let processorSeconds: Double

    /// Frames a second.
    public var rate: Double { Double(sent) / seconds }
}

/// Sends a list of frames again and again, from one thread on one processor, until it is stopped.
///
/// The frame at place `n` of all that were sent carries `n` as its sequence and is `frames[n % frames.count]`. veth
/// takes a frame through the router within the call that sends it, so the rules are run at the rate of the flood, on
/// the flood's processor. A class, because it owns the thread and stops it with its last owner.
public final class PacketFlood: Sendable {
    /// What is sent, in this order.
    public let frames: [RawFrame]
    /// How many frames go into one call; the unit in which `sent` grows.
    public let batchCount: Int

    private let progress: Progress
    private let thread: OwnThread

    /// What the thread and its owner share.
    private final class Progress: Sendable {
        let sent = Atomic<UInt64>(0)
        let failures = Atomic<UInt64>(0)
        let nanoseconds = Atomic<UInt64>(0)
        let processorNanoseconds = Atomic<UInt64>(0)
        let isStopping = Atomic<Bool>(false)
    }

    /// Starts sending from an end of a topology; it stops by itself after `secondsMax` or `packetsMax`.
    ///
    /// Small batches make `sent` exact, large ones save calls. Measured with conntrack, a rule and a counter, on one of
    /// two shared processors, in thousands a second: 270 to 410 one by one, 430 to 530 by eight, 420 to 530 by 64.
    public init(
        _ frames: [RawFrame], from end: TopologyEnd, batchCount: Int = 8, secondsMax: Double = 60,
        packetsMax: UInt64 = 1 << 31
    ) throws(SystemError) {
        precondition(!frames.isEmpty && frames.count <= 65_536, "a flood has between 1 and 65536 frames")
        precondition((1...Int(MARTLET_BATCH_MAX)).contains(batchCount), "a batch has between 1 and 64 frames")
        precondition(packetsMax < UInt64(UInt32.max), "a sequence has 32 bits")
        self.frames = frames
        self.batchCount = batchCount
        let progress = Progress()
        self.progress = progress
        let socket = try PacketSocket(in: end.namespace, link: end.link, .nothing)
        let limits = (deadline: Deadline(seconds: secondsMax), packets: packetsMax)
        thread = try OwnThread {
            let memory = FrameMemory(frames, batchCount: batchCount)
            Self.send(memory, socket, progress, limits.deadline, limits.packets)
        }
    }

    deinit {
        stop()
    }

    /// How many frames the kernel has taken so far. At most `batchCount` more are under way.
    public var sent: UInt64 { progress.sent.load(ordering: .acquiring) }

    /// The flow that a sequence belongs to.
    public func flow(ofSequence sequence: UInt32) -> UInt32 { frames[Int(sequence) % frames.count].flow }

    /// Waits until at least `count` frames have been sent, or the time is over; whether they were.
    public func waitUntilSent(_ count: UInt64, timeoutSeconds: Double = 30) -> Bool {
        let deadline = Deadline(seconds: timeoutSeconds)
        while sent < count && !deadline.hasPassed { usleep(200) }
        return sent >= count
    }

    /// Stops the thread and waits for it; every frame has gone its way when this returns.
    @discardableResult
    public func stop() -> FloodTotals {
        progress.isStopping.store(true, ordering: .releasing)
        thread.join()
        return FloodTotals(
            sent: sent, failures: progress.failures.load(ordering: .acquiring),
            seconds: Double(progress.nanoseconds.load(ordering: .acquiring)) / 1e9,
            processorSeconds: Double(progress.processorNanoseconds.load(ordering: .acquiring)) / 1e9)
    }

    private static func send(
        _ memory: borrowing FrameMemory, _ socket: PacketSocket, _ progress: Progress, _ deadline: Deadline,
        _ packetsMax: UInt64
    ) {
        // An unpinned flood is a slower one, and no less right.
        try? OwnThread.pin(to: OwnThread.firstProcessor)
        let started = (nanoseconds(CLOCK_MONOTONIC), nanoseconds(CLOCK_THREAD_CPUTIME_ID))
        var sent: UInt64 = 0
        while sent < packetsMax && !progress.isStopping.load(ordering: .acquiring) && !deadline.hasPassed {
            let batch = memory.batch(from: sent)
            let taken = martlet_send(socket.descriptor.number, batch.baseAddress, UInt32(batch.count), UInt32(sent))
            if taken > 0 {
                sent += UInt64(taken)
                progress.sent.store(sent, ordering: .releasing)
            } else {
                progress.failures.add(1, ordering: .relaxed)
            }
        }
        progress.nanoseconds.store(nanoseconds(CLOCK_MONOTONIC) - started.0, ordering: .releasing)
        progress.processorNanoseconds.store(
            nanoseconds(CLOCK_THREAD_CPUTIME_ID) - started.1, ordering: .releasing)
    }
}

/// The frames in memory that stays where it is, repeated so that a batch may begin at each of them.
private struct FrameMemory: ~Copyable {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let frames: UnsafeMutableBufferPointer<martlet_frame>
    private let count: Int
    private let batchCount: Int

    /// Copies the frames.
    init(_ frames: [RawFrame], batchCount: Int) {
        count = frames.count
        self.batchCount = batchCount
        let repeated = (0..<(frames.count + batchCount)).map { frames[$0 % frames.count] }
        bytes = .allocate(capacity: repeated.reduce(0) { $0 + $1.bytes.count })
        self.frames = .allocate(capacity: repeated.count)
        _ = bytes.initialize(from: repeated.flatMap(\.bytes))
        var offset = 0
        for (index, frame) in repeated.enumerated() {
            let place = bytes.baseAddress.map { $0 + offset }
            self.frames[index] = martlet_frame(
                bytes: place, count: UInt32(frame.bytes.count), sctp: UInt32(frame.sctpOffset))
            offset += frame.bytes.count
        }
    }

    deinit {
        bytes.deallocate()
        frames.deallocate()
    }

    /// The frames that come after the first `sent`.
    func batch(from sent: UInt64) -> UnsafeBufferPointer<martlet_frame> {
        let start = Int(sent % UInt64(count))
        return UnsafeBufferPointer(UnsafeMutableBufferPointer(rebasing: frames[start..<(start + batchCount)]))
    }
}

private func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

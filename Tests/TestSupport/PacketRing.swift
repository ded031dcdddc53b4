import CTestSystem
import Glibc

/// Frames that the kernel writes into memory we read: `PACKET_RX_RING` in version TPACKET_V3.
///
/// One thread reads it. A class, because it unmaps the memory with its last owner.
final class PacketRing: @unchecked Sendable {
    private let socket: PacketSocket
    private let memory: UnsafeMutableRawPointer
    private let blockCount: Int
    private let arrivals: UnsafeMutableBufferPointer<martlet_arrival>
    private var next = 0

    private static let blockBytes = 256 << 10
    /// A frame takes at least the two headers and the tag, so a block has fewer than this.
    private static let framesPerBlockMax = blockBytes / 80
    /// A block that is not full is handed over after so long.
    private static let patienceMilliseconds: UInt32 = 4

    /// A ring of about `bytes` that begins to catch everything that arrives at `end`.
    init(at end: TopologyEnd, bytes: Int) throws(SystemError) {
        blockCount = max(bytes / Self.blockBytes, 2)
        socket = try PacketSocket(in: end.namespace, link: end.link, .nothing)
        try Self.setUp(socket, blockCount: blockCount)
        let mapped = mmap(
            nil, blockCount * Self.blockBytes, PROT_READ | PROT_WRITE, MAP_SHARED, socket.descriptor.number, 0)
        guard let mapped, mapped != MAP_FAILED else { throw SystemError("map a packet ring") }
        memory = mapped
        arrivals = .allocate(capacity: Self.framesPerBlockMax)
        // Not before the ring is there, or frames would queue beside it.
        try socket.listen(.everything)
    }

    deinit {
        munmap(memory, blockCount * Self.blockBytes)
        arrivals.deallocate()
    }

    /// Hands the next block's frames to `body`, if the kernel has handed the block over; whether it has.
    func readBlock(_ body: (UnsafeBufferPointer<martlet_arrival>) -> Void) -> Bool {
        let block = memory + next * Self.blockBytes
        let count = martlet_read_block(block, arrivals.baseAddress, UInt32(arrivals.count))
        guard count >= 0 else { return false }
        next = (next + 1) % blockCount
        body(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(arrivals)[..<Int(count)]))
        return true
    }

    /// Waits for the next block, or until the time is over.
    func wait(milliseconds: Int32) {
        var polled = pollfd(fd: socket.descriptor.number, events: Int16(POLLIN), revents: 0)
        poll(&polled, 1, milliseconds)
    }

    /// What was caught and what was lost since it was last asked: `PACKET_STATISTICS`.
    func statistics() throws(SystemError) -> (caught: Int, lost: Int) {
        var statistics = tpacket_stats_v3()
        var size = socklen_t(MemoryLayout<tpacket_stats_v3>.size)
        let code = getsockopt(socket.descriptor.number, SOL_PACKET, PACKET_STATISTICS, &statistics, &size)
        _ = try SystemError.check(code, "PACKET_STATISTICS")
        // The kernel counts the lost ones among the packets.
        return (Int(statistics.tp_packets - statistics.tp_drops), Int(statistics.tp_drops))
    }

    private static func setUp(_ socket: PacketSocket, blockCount: Int) throws(SystemError) {
        var version = Int32(TPACKET_V3.rawValue)
        let size = socklen_t(MemoryLayout<Int32>.size)
        let versionCode = setsockopt(socket.descriptor.number, SOL_PACKET, PACKET_VERSION, &version, size)
        _ = try SystemError.check(versionCode, "PACKET_VERSION")
        var request = tpacket_req3()
        request.tp_block_size = UInt32(blockBytes)
        request.tp_block_nr = UInt32(blockCount)
        request.tp_frame_size = 2048
        request.tp_frame_nr = UInt32(blockBytes / 2048 * blockCount)
        request.tp_retire_blk_tov = patienceMilliseconds
        let requestSize = socklen_t(MemoryLayout<tpacket_req3>.size)
        let ringCode = setsockopt(socket.descriptor.number, SOL_PACKET, PACKET_RX_RING, &request, requestSize)
        _ = try SystemError.check(ringCode, "PACKET_RX_RING of \(blockCount) blocks")
    }
}

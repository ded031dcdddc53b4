import CTestSystem
import Glibc

/// Sends packets through the router of a topology and tells which came out on the other side.
///
/// No waiting for silence: a frame is taken through the router within the call that sends it, or is queued on the
/// processor of the sender, first come, first served. So after the frames a marker follows them to the router, and once
/// it is there, another one follows from the router to the far end. When that arrives, all that could has.
///
///     origin ──frames, marker──► router ──second marker──► target
///
/// A class, because it owns three sockets.
public final class PacketProbe {
    private let topology: Topology
    private let origin: TopologyEnd
    private let sender: PacketSocket
    private let routerEar: PacketSocket
    private let routerMouth: PacketSocket
    private let catcher: PacketSocket
    private var round: UInt32 = 0

    /// Sockets hold some two hundred frames that nobody has read.
    private static let framesInFlight = 64
    /// A probe that sends from one end (the client, unless said) to the other.
    public init(_ topology: Topology, fromServer: Bool = false) throws {
        self.topology = topology
        let (origin, target) = fromServer ? (topology.server, topology.client) : (topology.client, topology.server)
        self.origin = origin
        let marker = PacketSocket.Listening.etherType(Marker.etherType)
        sender = try PacketSocket(in: origin.namespace, link: origin.link, .nothing)
        routerEar = try PacketSocket(in: topology.router, link: origin.routerLink, marker)
        routerMouth = try PacketSocket(in: topology.router, link: target.routerLink, .nothing)
        catcher = try PacketSocket(in: target.namespace, link: target.link, .everything)
    }

    /// Whether each of the packets got through, in their order.
    public func arrivals(
        of packets: [RawPacket], timeoutSeconds: Double = 30
    ) throws(PacketProbeError) -> [Bool] {
        let deadline = Deadline(seconds: timeoutSeconds)
        var arrived: [Bool] = []
        for start in stride(from: 0, to: packets.count, by: Self.framesInFlight) {
            let some = packets[start..<min(start + Self.framesInFlight, packets.count)]
            arrived += try batch(Array(some), deadline)
        }
        return arrived
    }

    /// Whether one packet got through.
    public func arrives(_ packet: RawPacket, timeoutSeconds: Double = 30) throws(PacketProbeError) -> Bool {
        try arrivals(of: [packet], timeoutSeconds: timeoutSeconds)[0]
    }

    /// On the origin's thread, which is ours: a thread of the pool is not to be pinned.
    private func batch(_ packets: [RawPacket], _ deadline: Deadline) throws(PacketProbeError) -> [Bool] {
        round &+= 1
        return try origin.namespace.run { () throws(PacketProbeError) in
            try OwnThread.pinned(to: OwnThread.firstProcessor) { () throws(PacketProbeError) in
                try send(packets)
                return try collect(packets.count, deadline)
            }
        }
    }

    private func send(_ packets: [RawPacket]) throws(PacketProbeError) {
        for (index, packet) in packets.enumerated() {
            let tag = PacketTag(flow: UInt32(index), sequence: round)
            let frame = RawFrame(
                packet, tag: tag, from: origin.hardwareAddress, to: origin.routerHardwareAddress)
            try send(frame.bytes, sender)
        }
    }

    /// Reads at the router until the marker is there.
    private func skip(to marker: [UInt8], _ deadline: Deadline) throws(PacketProbeError) {
        while let frame = try receive(routerEar, deadline) {
            if frame == marker { return }
        }
        throw PacketProbeError.markerLost
    }

    private func collect(_ count: Int, _ deadline: Deadline) throws(PacketProbeError) -> [Bool] {
        let marker = Marker.frame(round)
        try send(marker, sender)
        try skip(to: marker, deadline)
        try send(marker, routerMouth)
        var arrived = [Bool](repeating: false, count: count)
        while let frame = try receive(catcher, deadline) {
            if frame == marker { return arrived }
            if let tag = PacketTag(endOf: frame), tag.sequence == round { arrived[Int(tag.flow)] = true }
        }
        throw PacketProbeError.markerLost
    }

    private func send(_ frame: [UInt8], _ socket: PacketSocket) throws(PacketProbeError) {
        do { try socket.send(frame) } catch { throw .system(error) }
    }

    private func receive(_ socket: PacketSocket, _ deadline: Deadline) throws(PacketProbeError) -> [UInt8]? {
        do { return try socket.receive(by: deadline) } catch { throw .system(error) }
    }
}

/// Why a probe has no answer.
public enum PacketProbeError: Error, Equatable, Sendable {
    /// A system call failed.
    case system(SystemError)
    /// The frame that ends a batch did not come through in time: the links are down, or the machine is overloaded.
    case markerLost
}

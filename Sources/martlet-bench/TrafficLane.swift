import Addresses
import Benchmarks
import Glibc
import NetlinkKernel
import Nftables
import TestSupport

/// What goes through a router.
enum Traffic {
    /// UDP packets, each from a port of its own.
    case newFlows
    /// UDP packets of one flow that was answered.
    case established
    /// TCP connections, made, accepted and closed.
    case connects

    /// What one of it is called.
    var name: String {
        switch self {
        case .newFlows: "a new flow"
        case .established: "an established packet"
        case .connects: "a TCP connection"
        }
    }

    /// How many there are in a round: few, so that the layouts take turns often. The longest layouts ask every policy.
    func count(_ load: TrafficLoad) -> Int {
        switch self {
        case .newFlows: min(4_000, 512_000 / load.policyCount)
        case .established: 8_000
        case .connects: min(250, 100_000 / load.policyCount)
        }
    }
}

/// One layout of the rules of a load, in a router of its own between a client and the pod.
///
///     client 10.1.0.2 ──► router, which has the rules ──► 10.2.0.2 pod
///
/// The namespaces end with it. A class, since it owns them.
final class TrafficLane {
    private static let flowPorts: ClosedRange<UInt16> = 1024...5_023
    private static let stayingPort: UInt16 = 40_000

    private let layout: TrafficLayout
    private let topology: Topology
    private let sockets: PodSockets
    private let newFrames: [RawFrame]
    private let stayingFrame: RawFrame

    /// Makes it, and throws unless its rules are there and let pass, and refuse, what they should.
    init(_ layout: TrafficLayout, _ load: TrafficLoad) throws {
        let topology = try Topology(answering: true)
        self.layout = layout
        self.topology = topology
        sockets = try PodSockets(at: topology.server.address4, in: topology.server.namespace)
        newFrames = Self.flowPorts.map {
            topology.frame(Self.packet(from: $0), flow: UInt32($0), from: topology.client)
        }
        stayingFrame = topology.frame(Self.packet(from: Self.stayingPort), flow: 0, from: topology.client)
        try layout.install(load, in: topology.router)
        try check()
    }

    /// Throws unless the client gets through by both protocols, and a stranger only where nothing refuses.
    func check() throws {
        try topology.forgetConnections()
        let segment = RawTransport.tcp(source: 4000, destination: PodSockets.port)
        let packets = [TrafficLoad.client, TrafficLoad.stranger].flatMap { source in
            [Self.packet(from: 4000, of: source), RawPacket(from: source.bytes, to: TrafficLoad.pod.bytes, segment)]
        }
        let arrived = try PacketProbe(topology).arrivals(of: packets)
        guard arrived == [true, true, !layout.refuses, !layout.refuses] else {
            throw BenchError.command("\(layout.name): UDP and TCP of the client, then of a stranger: \(arrived)")
        }
    }

    /// How long one takes, as the mean of many, all of which have to come through: what the thread that sends has of
    /// a core, since a packet is taken to the pod within the call that sends it.
    func time(_ traffic: Traffic, count: Int) throws -> Double {
        try topology.forgetConnections()
        switch traffic {
        case .newFlows: return try timeToSend(newFrames, count: count)
        case .established:
            try establish()
            return try timeToSend([stayingFrame], count: count)
        case .connects:
            let before = try received()
            let time = try sockets.timeToConnect(from: topology.client.namespace, count: count)
            // At least its first, its acknowledgement and its last.
            try expect(3 * count, since: before, orMore: true)
            return time
        }
    }

    private func timeToSend(_ frames: [RawFrame], count: Int) throws -> Double {
        precondition(count.isMultiple(of: 8) && (frames.count == 1 || count <= frames.count), "each flow once")
        let before = try received()
        let flood = try PacketFlood(frames, from: topology.client, packetsMax: UInt64(count))
        guard flood.waitUntilSent(UInt64(count)) else { throw BenchError.command("\(layout.name): too slow") }
        let totals = flood.stop()
        try expect(count, since: before)
        return totals.processorSeconds * 1e9 / Double(totals.sent)
    }

    /// Has a packet and its answer pass, and throws unless the kernel knows that there was one.
    private func establish() throws {
        let there = Self.packet(from: Self.stayingPort)
        let answer = RawTransport.udp(source: PodSockets.port, destination: Self.stayingPort)
        let back = RawPacket(from: there.destination, to: there.source, answer)
        let arrived = (
            try PacketProbe(topology).arrives(there), try PacketProbe(topology, fromServer: true).arrives(back)
        )
        let table = try topology.router.run { try ConntrackTable() }
        let isKnown = try table.connections(of: [TrafficLoad.client]).contains {
            $0.transport == .udp && $0.status.contains(.answered)
        }
        guard arrived == (true, true), isKnown == layout.follows else {
            throw BenchError.command("\(layout.name): the flow was not established")
        }
    }

    /// Throws unless so many packets reached the pod since then.
    private func expect(_ count: Int, since before: Int, orMore: Bool = false) throws {
        let deadline = Deadline(seconds: 5)
        var arrived = try received() - before
        while arrived < count, !deadline.hasPassed {
            usleep(500)
            arrived = try received() - before
        }
        guard arrived == count || orMore && arrived > count else {
            throw BenchError.command("\(layout.name): \(arrived) of \(count) packets reached the pod")
        }
    }

    private func received() throws -> Int {
        let text = topology.server.namespace.run { Machine.text(of: "/proc/thread-self/net/snmp") }
        guard let packets = ReceivedPackets(text) else { throw BenchError.command("/proc/net/snmp cannot be read") }
        return packets.count
    }

    private static func packet(from port: UInt16, of source: IPAddress = TrafficLoad.client) -> RawPacket {
        let transport = RawTransport.udp(source: port, destination: PodSockets.port)
        return RawPacket(from: source.bytes, to: TrafficLoad.pod.bytes, transport)
    }
}

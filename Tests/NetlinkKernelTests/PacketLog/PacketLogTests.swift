import Addresses
import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Real packets, logged by a rule that then drops them.
@Suite(.requiresKernel)
struct PacketLogTests {
    private static let group: UInt16 = 7

    private static let ruleset: Ruleset = {
        var ruleset = Ruleset()
        let log = Log(prefix: "denied ", group: group, snapLength: 128)
        ruleset.chains["forward"] = Chain([Rule(.log(log), .verdict(.drop))], base: BaseChain(.forward))
        return ruleset
    }()

    private func withTopology(_ body: (Topology) throws -> Void) throws {
        let topology = try Topology()
        defer { topology.close() }
        try topology.router.run { try NetlinkKernel() }.reach(Self.ruleset)
        try body(topology)
    }

    private func packet(_ topology: Topology, _ transport: RawTransport, isIPv6: Bool = false) -> RawPacket {
        isIPv6
            ? RawPacket(from: topology.client.address6, to: topology.server.address6, transport)
            : RawPacket(from: topology.client.address4, to: topology.server.address4, transport)
    }

    private static let transports: [(raw: RawTransport, read: Packet.Transport, source: UInt16?, flags: UInt8?)] = [
        (.tcp(source: 1, destination: 443), .tcp(destinationPort: 443), 1, 2),
        (.udp(source: 2, destination: 53), .udp(destinationPort: 53), 2, nil),
        (.sctp(source: 3, destination: 5), .sctp(destinationPort: 5), 3, nil),
        (.other(89), .other(TransportProtocol(rawValue: 89)), nil, nil),
    ]

    @Test(arguments: [false, true])
    func `each packet is read as it was sent, with its links and its rule's prefix`(_ isIPv6: Bool) throws {
        try withTopology { topology in
            let log = try topology.router.run { try PacketLog(group: Self.group) }
            let links = topology.router.run { [if_nametoindex("client0"), if_nametoindex("server0")] }
            let packets = Self.transports.map { packet(topology, $0.raw, isIPv6: isIPv6) }
            let arrivals = try PacketProbe(topology).arrivals(of: packets)
            #expect(!arrivals.contains(true))
            for (sent, expected) in zip(packets, Self.transports) {
                let logged = try #require(try log.next(timeoutMilliseconds: 20_000))
                #expect(logged.prefix == "denied " && logged.hook == .forward && logged.lostBefore == 0)
                #expect([logged.inputLink, logged.outputLink] == links)
                let headers = try #require(logged.headers)
                #expect(headers.source.bytes == sent.source && headers.destination.bytes == sent.destination)
                #expect(headers.transport == expected.read && headers.sourcePort == expected.source)
                #expect(headers.tcpFlags == expected.flags)
                let seconds = UInt64(time(nil))
                #expect((seconds - 60...seconds + 60).contains(logged.nanoseconds / 1_000_000_000))
            }
            let rest = try log.next(timeoutMilliseconds: 0)
            #expect(rest == nil && log.lostCount == 0)
        }
    }

    @Test func `no more of a packet is read than was asked for`() throws {
        try withTopology { topology in
            let log = try topology.router.run { try PacketLog(group: Self.group, .init(snapLength: 20)) }
            let probe = try PacketProbe(topology)
            let sent = [false, true].map { packet(topology, .tcp(source: 1, destination: 2), isIPv6: $0) }
            _ = try probe.arrivals(of: sent)
            let first = try log.next(timeoutMilliseconds: 20_000)
            #expect(first?.headers?.transport == .other(.tcp))
            #expect(first?.headers?.byteCount == 20 + 20 + 16)
            let second = try log.next(timeoutMilliseconds: 20_000)
            #expect(second != nil && second?.headers == nil)
        }
    }

    @Test func `of a flood that nobody reads each packet is read or counted as lost`() throws {
        try withTopology { topology in
            let options = PacketLog.Options(waitMilliseconds: 10, receiveByteCount: 1 << 14)
            let log = try topology.router.run { try PacketLog(group: Self.group, options) }
            let probe = try PacketProbe(topology)
            let one = packet(topology, .udp(source: 1, destination: 2))
            _ = try probe.arrivals(of: [RawPacket](repeating: one, count: 2000))
            usleep(100_000)
            var readCount: UInt64 = 0
            var lostBefore: UInt64 = 0
            func read(untilSilentFor milliseconds: Int32) throws {
                while let packet = try log.next(timeoutMilliseconds: milliseconds) {
                    readCount += 1
                    lostBefore += packet.lostBefore
                }
            }
            try read(untilSilentFor: 50)
            // The next one that comes through tells how many were lost before it.
            _ = try probe.arrives(one)
            try read(untilSilentFor: 500)
            #expect(readCount + log.lostCount == 2001)
            #expect(log.lostCount > 0 && lostBefore == log.lostCount)
        }
    }

    @Test func `a group that somebody has is refused, and free again when they let go of it`() throws {
        try withTopology { topology in
            var first: PacketLog? = try topology.router.run { try PacketLog(group: Self.group) }
            #expect(
                throws: KernelError.refusedRequest("bind log group 7, which another process may have", .notPermitted)
            ) {
                _ = try topology.router.run { try PacketLog(group: Self.group) }
            }
            #expect(first?.group == Self.group)
            first = nil
            _ = try topology.router.run { try PacketLog(group: Self.group) }
        }
    }

    @Test func `packets come by a stream`() async throws {
        let topology = try Topology()
        defer { topology.close() }
        try topology.router.run { try NetlinkKernel() }.reach(Self.ruleset)
        let stream = try topology.router.run { try PacketLog.packets(group: Self.group, .init(waitMilliseconds: 10)) }
        _ = try PacketProbe(topology).arrives(packet(topology, .tcp(source: 1, destination: 2)))
        var first: LoggedPacket?
        for await packet in stream {
            first = packet
            break
        }
        #expect(first?.headers?.transport == .tcp(destinationPort: 2))
    }
}

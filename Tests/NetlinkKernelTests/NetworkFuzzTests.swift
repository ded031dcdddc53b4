import Addresses
import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Messages about connections, logged packets and links that the kernel would never send.
@Suite(.requiresKernel)
struct NetworkFuzzTests {
    private static let count = rounds(8_000, long: 500_000)
    private static let addresses: Set<IPAddress> = [IPAddress(ipv4: 0x0a00_0001), IPAddress(ipv6: 0xfd00 << 112 | 1)]

    /// What the kernel says of two connections, of links and of routes, and what it would say of a packet.
    private func captured() throws -> [[UInt8]] {
        try Lab.run { lab in
            let connections = Self.addresses.sorted().map { address in
                TrackedConnection(
                    address, IPAddress(family: address.family, bits: address.bits + 1), .tcp,
                    .ports(source: 1, destination: 2), answer: .ports(source: 2, destination: 1), mark: 5, zone: 3)
            }
            try ConnectionMaker(in: lab.namespace).make(connections)
            try lab.namespace.command(["ip", "link", "add", "br0", "type", "bridge"])
            let netfilter = FaultyPort(try lab.namespace.run { try NetlinkSocket() })
            let routes = FaultyPort(try lab.namespace.run { try NetlinkSocket(NETLINK_ROUTE) })
            (netfilter.received, routes.received) = ([], [])
            _ = try ConntrackTable(port: netfilter).connections(of: Self.addresses)
            let table = RoutedLinkTable(routes: routes, families: nil)
            _ = try lab.namespace.run { try table.findings(for: [IPAddress(ipv4: 0x7f00_0001), IPAddress(ipv6: 1)]) }
            let received = (netfilter.received ?? []) + (routes.received ?? [])
            return received.flatMap { $0.messages.map(\.bytes) }.filter { $0.count >= 28 } + [logged, logged]
        }
    }

    private var logged: [UInt8] {
        var writer = MessageWriter()
        writer.message(MessageKind(rawValue: 4 << 8), flags: 0, sequence: 0) { writer in
            writer.put(LogAttribute.header, [8, 0, 2, 0])
            writer.put(LogAttribute.time, [UInt8](repeating: 1, count: 16))
            writer.put(LogAttribute.inputLink, 3 as UInt32)
            writer.put(LogAttribute.prefix, "denied")
            writer.put(LogAttribute.sequence, 1 as UInt32)
            writer.put(LogAttribute.payload, [0x45] + [UInt8](repeating: 6, count: 59))
        }
        return writer.bytes
    }

    @Test func `mutated messages are read, or refused, by all that reads them`() throws {
        let corpus = try captured()
        #expect(corpus.count > 6)
        var mutator = Mutator(corpus, .forTest("network fuzz"))
        let readers = NetworkReaders(Self.addresses)
        for _ in 0..<Self.count { readers.read(mutator.next()) }
        #expect(readers.readCounts.count == 4 && readers.readCounts.values.allSatisfy { $0 > Self.count / 50 })
        #expect(readers.refusedCount > Self.count / 10)
    }

    @Test func `mutated datagrams end every conversation`() throws {
        var mutator = Mutator(try captured(), .forTest("network fuzz conversations"))
        var endings: Set<String> = []
        for _ in 0..<(Self.count / 50) {
            let script = (0..<4).map { _ in mutator.next() }
            do { _ = try ConntrackTable(port: ScriptedPort(script)).connections(of: Self.addresses) } catch {
                endings.insert("\(error)")
            }
            let table = RoutedLinkTable(routes: ScriptedPort(script), families: ScriptedPort(script))
            do { _ = try table.findings(for: Self.addresses) } catch { endings.insert("\(error)") }
        }
        #expect(endings.count >= 2)
    }
}

/// Everything that reads messages about connections, packets and links; each is given all of them.
private final class NetworkReaders {
    /// How many messages each reader took, by its name.
    private(set) var readCounts: [String: Int] = [:]
    /// How many times a reader refused one.
    private(set) var refusedCount = 0
    private let connections: ConnectionReader

    init(_ addresses: Set<IPAddress>) { connections = ConnectionReader(addresses) }

    func read(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { raw in
            var reader = MessageReader(raw)
            do throws(WireError) {
                while let message = try reader.next() { read(message) }
            } catch {
                refusedCount += 1
            }
        }
    }

    private func read(_ message: MessageReader.Message) {
        count("connection", message, .newConnection) { (message) throws(WireError) in
            try connections.connection(in: message) != nil
        }
        count("link", message, .newLink) { (message) throws(WireError) in try NetworkLink(message) != nil }
        count("packet", message, MessageKind(rawValue: 4 << 8)) { (message) throws(WireError) in
            var sequence = PacketSequence()
            try sequence.take(message, now: 1)
            return sequence.takePacket()?.headers != nil
        }
        count("route", message, .newRoute) { (message) throws(WireError) in
            var reply = RouteReply()
            for isForRoute in [false, true] { try reply.take(message, isForRoute: isForRoute) }
            return reply.answer != .none
        }
    }

    /// Has one reader read the message as if it were of its kind.
    private func count(
        _ name: String, _ message: MessageReader.Message, _ kind: MessageKind,
        _ body: (MessageReader.Message) throws(WireError) -> Bool
    ) {
        let asked = MessageReader.Message(
            kind: kind, flags: message.flags, sequence: message.sequence, port: message.port, payload: message.payload)
        do throws(WireError) {
            if try body(asked) { readCounts[name, default: 0] += 1 }
        } catch {
            refusedCount += 1
        }
    }
}

import Addresses
import CTestSystem
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Cutting real connections by their mark.
@Suite(.requiresKernel)
struct CutTests {
    private static let bit: UInt32 = 0x4000

    /// Marked connections are dropped before established ones pass.
    private static let ruleset: Ruleset = {
        var ruleset = Ruleset()
        let marked = Match([.connectionMark], .bits(mask: bit, equal: 0), isNegated: true)
        ruleset.chains["forward"] = Chain(
            [
                Rule(.match(marked), .verdict(.drop)),
                Rule(.match(states: [.established, .related]), .verdict(.accept)),
                Rule(.verdict(.accept)),
            ], base: BaseChain(.forward))
        return ruleset
    }()

    @Test(arguments: TestSocket.Kind.allCases, [false, true])
    func `a marked connection is cut both ways, whoever speaks, and another one is not`(
        _ kind: TestSocket.Kind, _ isIPv6: Bool
    ) throws {
        let topology = try Topology(answering: true)
        defer { topology.close() }
        try topology.router.run { try NetlinkKernel() }.reach(Self.ruleset)
        let table = try topology.router.run { try ConntrackTable() }
        let cut = try Pair(topology, kind, isIPv6)
        let kept = try Pair(topology, kind, isIPv6)
        for pair in [cut, kept] {
            #expect(try pair.carries("a", fromClient: true))
            #expect(try pair.carries("b", fromClient: false))
        }
        let client = try #require(IPAddress(bytes: isIPv6 ? topology.client.address6 : topology.client.address4))
        let found = try table.connections(of: [client])
        #expect(found.count == 2)
        let connection = try #require(found.first { cut.is($0) })
        #expect(connection.status.contains([.answered, .confirmed]))
        try table.setMark(Self.bit, mask: Self.bit, on: connection)
        #expect(try cut.carries("c", fromClient: true, seconds: 0.05) == false)
        #expect(try cut.carries("d", fromClient: false, seconds: 0.05) == false)
        #expect(try kept.carries("e", fromClient: true))
        #expect(try kept.carries("f", fromClient: false))
        try table.setMark(0, mask: Self.bit, on: connection)
        if kind == .datagrams { #expect(try cut.carries("g", fromClient: false)) }
    }
}

/// Two sockets that talk with each other through the router.
private struct Pair {
    private let client: TestSocket
    private let server: TestSocket
    private let clientPort: UInt16
    private let serverPort: UInt16

    init(_ topology: Topology, _ kind: TestSocket.Kind, _ isIPv6: Bool) throws {
        let address = isIPv6 ? topology.server.address6 : topology.server.address4
        let waiting = try TestSocket.waiting(in: topology.server.namespace, kind, at: address)
        serverPort = waiting.port
        client = try .connected(in: topology.client.namespace, kind, to: address, port: waiting.port)
        clientPort = client.port
        if kind == .datagrams { try client.send("hello") }
        server = try waiting.accepted(by: Deadline(seconds: 10))
        if kind == .datagrams { _ = try server.receive(by: Deadline(seconds: 10)) }
    }

    func `is`(_ connection: TrackedConnection) -> Bool {
        connection.original.detail == .ports(source: clientPort, destination: serverPort)
    }

    /// Whether what one side says reaches the other in this time.
    func carries(_ text: String, fromClient: Bool, seconds: Double = 10) throws -> Bool {
        let (from, to) = fromClient ? (client, server) : (server, client)
        try from.send(text)
        return try to.receive(by: Deadline(seconds: seconds)) == text
    }
}

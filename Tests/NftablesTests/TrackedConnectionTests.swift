import Addresses
import Nftables
import Testing

/// Connections as values.
struct TrackedConnectionTests {
    private static let connection = TrackedConnection(
        original: ConnectionTuple(from: "10.0.0.1", to: "10.0.0.2", .tcp, .ports(source: 1, destination: 80)),
        reply: ConnectionTuple(from: "10.0.0.3", to: "10.0.0.4", .tcp, .ports(source: 8080, destination: 2)))

    @Test func `it involves each of its four addresses and no other`() {
        for address in ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"] as [IPAddress] {
            #expect(Self.connection.involves([address, "10.0.0.9"]))
        }
        #expect(!Self.connection.involves(["10.0.0.5", "fd00::1"]))
        #expect(!Self.connection.involves([]))
    }

    @Test func `it has one family and one protocol`() {
        #expect(Self.connection.family == .ipv4 && Self.connection.transport == .tcp)
    }
}

/// Directions of connections.
struct ConnectionTupleTests {
    @Test func `only a protocol with ports has a destination port`() {
        #expect(tuple(.ports(source: 1, destination: 2)).destinationPort == 2)
        #expect(tuple(.icmp(type: 8, code: 0, identifier: 1)).destinationPort == nil)
        #expect(tuple(.none).destinationPort == nil)
    }

    @Test func `it is said in one line`() {
        let texts = [
            tuple(.ports(source: 1, destination: 2)), tuple(.icmp(type: 8, code: 0, identifier: 1)), tuple(.none),
        ].map(\.description)
        #expect(
            texts == [
                "udp 10.0.0.1 sport 1 to 10.0.0.2 dport 2", "udp 10.0.0.1 to 10.0.0.2 type 8 code 0 id 1",
                "udp 10.0.0.1 to 10.0.0.2",
            ])
    }

    private func tuple(_ detail: ConnectionTuple.Detail) -> ConnectionTuple {
        ConnectionTuple(from: "10.0.0.1", to: "10.0.0.2", .udp, detail)
    }
}

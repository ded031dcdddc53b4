import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import Testing

@testable import PolicyCompiler
@testable import PolicyEngine

/// Rows of bytes that are put together fast, against the slow way that says what they mean.
@Suite struct ElementsMembersTests {
    private let addresses = ["10.0.0.9", "10.0.0.1", "255.255.255.255", "fd00::1", "::", "fd00::ff"].map {
        address($0)
    }

    private func selector(_ app: String) -> PeerSelector {
        guard let selector = PeerSelector(.app(app), namespaces: nil, policyNamespace: "shop") else {
            preconditionFailure("a selector of one label means some pod")
        }
        return selector
    }

    private func members(_ addresses: [IPAddress], ports: [UInt16] = []) -> PeerMembers {
        var (members, change) = (PeerMembers(), MemberChange())
        if ports.isEmpty { for address in addresses { change.note(true, address) } }
        for (address, port) in zip(addresses, ports) {
            change.note(true, PeerMembers.Server(address: address, port: port))
        }
        members.update(change)
        return members
    }

    private func elements(_ rows: [(IPAddress, TransportProtocol, UInt16)], _ family: IPFamily) -> Elements {
        let layout = KeyLayout(portOf: family)
        return Elements(
            layout, rows.map { Element(.address($0.0), .transport($0.1), .port($0.2), layout: layout) })
    }

    @Test("layouts are an address, or an address with a protocol and a port", arguments: IPFamily.allCases)
    func layouts(_ family: IPFamily) {
        let address: FieldType = family == .ipv4 ? .ipv4Address : .ipv6Address
        #expect(KeyLayout(addressOf: family) == KeyLayout(address))
        #expect(KeyLayout(portOf: family) == KeyLayout(address, .transportProtocol, .port))
    }

    @Test("addresses of members are those elements, of one family", arguments: IPFamily.allCases)
    func plainAddresses(_ family: IPFamily) {
        let layout = KeyLayout(addressOf: family)
        let own = addresses.filter { $0.family == family }
        let expected = Elements(layout, own.map { Element(.address($0), layout: layout) })
        #expect(Elements(members(addresses), of: PeerQuery([selector("a")]), family) == expected)
        #expect(expected.count == 3)
    }

    @Test(
        "servers are their address, protocol and port, to the byte", arguments: IPFamily.allCases,
        PortedProtocol.allCases)
    func servers(_ family: IPFamily, _ transport: PortedProtocol) {
        let ports: [UInt16] = [80, 0x1234, 65535, 1, 0, 256]
        let query = PeerQuery(.init("http", transport), [selector("a")], .all)
        let rows = zip(addresses, ports).filter { $0.0.family == family }.map { ($0, transport.transport, $1) }
        #expect(Elements(members(addresses, ports: ports), of: query, family) == elements(rows, family))
    }

    @Test("openings are each member with the port that is open to it, each once", arguments: IPFamily.allCases)
    func openings(_ family: IPFamily) {
        let (a, b, c) = (PeerQuery([selector("a")]), PeerQuery([selector("b")]), PeerQuery([selector("c")]))
        let answers = [a: members(addresses), b: members(Array(addresses.prefix(4)))]
        let openings = [
            Opening(query: a, transport: .tcp, port: 80), Opening(query: b, transport: .tcp, port: 80),
            Opening(query: b, transport: .udp, port: 0xff01), Opening(query: c, transport: .tcp, port: 81),
        ]
        let own = addresses.filter { $0.family == family }
        let some = addresses.prefix(4).filter { $0.family == family }
        let rows =
            own.map { ($0, TransportProtocol.tcp, UInt16(80)) } + some.map { ($0, TransportProtocol.udp, 0xff01) }
        #expect(Elements(openings, answers, family) == elements(rows, family))
    }

    @Test("an element of a set of servers has these bytes, each field filled up to four")
    func bytes() {
        let query = PeerQuery(.init("http", .udp), [], .all)
        let row = Elements(members([address("10.1.2.3")], ports: [0x1f90]), of: query, .ipv4)
        #expect(row.bytes == [10, 1, 2, 3, 17, 0, 0, 0, 0x1f, 0x90, 0, 0])
    }
}

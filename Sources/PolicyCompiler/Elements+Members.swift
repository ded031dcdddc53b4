import Addresses
import Nftables
import PolicyEngine

extension KeyLayout {
    /// The layout of a set of addresses.
    init(addressOf family: IPFamily) { self.init(family == .ipv4 ? .ipv4Address : .ipv6Address) }

    /// The layout of a set of addresses, each with a protocol and a port.
    init(portOf family: IPFamily) {
        self.init(family == .ipv4 ? .ipv4Address : .ipv6Address, .transportProtocol, .port)
    }
}

extension Elements {
    /// The members of a query: their addresses, or where it names a port, addresses with their ports.
    init(_ members: PeerMembers, of query: PeerQuery, _ family: IPFamily) {
        guard let port = query.port else {
            self.init(members.addresses, family: family)
            return
        }
        let servers = members.servers.filter { $0.address.family == family }
        self.init(ports: servers.map { ($0.address, port.transport, $0.port) }, family)
    }

    /// The members of several queries, each with the port that is open to it.
    init(_ openings: [Opening], _ members: [PeerQuery: PeerMembers], _ family: IPFamily) {
        self.init(
            ports: openings.flatMap { opening in
                (members[opening.query]?.addresses ?? AddressList()).filter { $0.family == family }.map {
                    ($0, opening.transport, opening.port)
                }
            }, family)
    }

    private init(ports: [(IPAddress, PortedProtocol, UInt16)], _ family: IPFamily) {
        let padding: [UInt8] = [0, 0, 0]
        let rows = ports.flatMap { address, transport, port in
            address.bytes + [transport.transport.rawValue] + padding + Datum.port(port).bytes + padding.prefix(2)
        }
        self.init(KeyLayout(portOf: family), packed: rows)
    }
}

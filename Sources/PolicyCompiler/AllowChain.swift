import Addresses
import KubernetesModel
import Nftables
import PolicyEngine

/// The chain that lets pass what some allowances say, and the sets of fixed content that its rules ask.
///
/// Ports come before peers in a rule: comparing a number is cheaper than looking an address up.
struct AllowChain {
    let chain: Chain
    private(set) var sets: [String: NamedSet] = [:]
    /// The queries that its rules ask.
    let queries: [PeerQuery]
    /// The openings that are looked up at once; their sets depend on members.
    let openings: [Opening]

    private let allowances: [Allowance]

    /// The chain of these allowances, for a node of which these families are asked about.
    init(
        _ allowances: [Allowance], _ direction: Direction, _ families: [IPFamily],
        _ members: [PeerQuery: PeerMembers]
    ) {
        let split = Openings(allowances, members)
        openings = split.openings
        queries = split.rest.compactMap(\.query)
        self.allowances = allowances
        var rules: [Rule] = []
        var sets: [String: NamedSet] = [:]
        let writer = RuleWriter(direction: direction, families: families)
        if !openings.isEmpty { rules += writer.rules(for: openings) }
        for allowance in split.rest { rules += writer.rules(for: allowance, &sets) }
        chain = Chain(rules, comment: "allowed alike: \(Self.words(allowances))")
        self.sets = sets
    }

    /// The queries whose members decide how the rules are laid out.
    var queriesLayingOut: [PeerQuery] { Openings.mayApply(to: allowances) ? allowances.compactMap(\.query) : [] }

    private static func words(_ allowances: [Allowance]) -> String {
        allowances.map(\.description).joined(separator: "; ")
    }
}

/// Writes the rules of allowances in one direction.
private struct RuleWriter {
    let direction: Direction
    let families: [IPFamily]

    private func peer(_ family: IPFamily) -> Field { direction.peer(family) }

    func rules(for openings: [Opening]) -> [Rule] {
        families.map { family in
            Rule(
                .match(peer(family), .transportProtocol, .destinationPort(nil), in: Names.openings(openings, family)),
                .verdict(.accept))
        }
    }

    func rules(for allowance: Allowance, _ sets: inout [String: NamedSet]) -> [Rule] {
        switch allowance {
        case .traffic(let ports, let peers):
            let peers = self.peers(peers, &sets)
            // Blocks of another family than the node's need no rule, and so no set of ports either.
            if peers.isEmpty { return [] }
            let ports = statements(ports, &sets)
            return peers.map { Rule(ports + $0 + [.verdict(.accept)]) }
        case .servers(let query):
            return families.map { family in
                Rule(
                    .match(peer(family), .transportProtocol, .destinationPort(nil), in: Names.peers(query, family)),
                    .verdict(.accept))
            }
        }
    }

    private func statements(_ ports: AllowedPorts, _ sets: inout [String: NamedSet]) -> [Statement] {
        guard case .ports(let transport, let ports) = ports else { return [] }
        if ports == .all { return [.match(.transportProtocol, .transport(transport.transport))] }
        if let range = ports.ranges.first, ports.ranges.count == 1 {
            return [.match(.destinationPort(transport), DatumRange(PortRange(range)))]
        }
        let name = Names.ports(ports)
        sets[name] = NamedSet(Elements(ports))
        return [.match(.destinationPort(transport), in: name)]
    }

    private func peers(_ peers: AllowedPeers, _ sets: inout [String: NamedSet]) -> [[Statement]] {
        guard case .some(let query, let blocks) = peers else { return [[]] }
        var result: [[Statement]] = []
        for family in families {
            if let query { result.append([.match(peer(family), in: Names.peers(query, family))]) }
            let own = blocks.only(family)
            if own.isEmpty { continue }
            if let cidr = own.onlyCIDR {
                result.append(
                    cidr.prefixLength == 0 ? [.match(.family, .family(family))] : [.match(peer(family), cidr)])
            } else {
                let name = Names.blocks(own, family)
                sets[name] = NamedSet(
                    Elements(own, family: family), comment: own.shortTexts.joined(separator: ", "))
                result.append([.match(peer(family), in: name)])
            }
        }
        return result
    }
}

extension Direction {
    /// The field with the address of the pod whose policies are asked.
    func own(_ family: IPFamily) -> Field {
        switch self {
        case .ingress: .destinationAddress(family)
        case .egress: .sourceAddress(family)
        }
    }

    /// The field with the address of the other end.
    func peer(_ family: IPFamily) -> Field {
        switch self {
        case .ingress: .sourceAddress(family)
        case .egress: .destinationAddress(family)
        }
    }
}

extension AddressRanges {
    /// The addresses of one family.
    fileprivate func only(_ family: IPFamily) -> AddressRanges {
        switch family {
        case .ipv4: AddressRanges(ipv4: ipv4)
        case .ipv6: AddressRanges(ipv6: ipv6)
        }
    }

    /// The one CIDR that all the addresses are, if they are one.
    fileprivate var onlyCIDR: CIDR? {
        let cidrs = cidrs
        return cidrs.count == 1 ? cidrs[0] : nil
    }
}

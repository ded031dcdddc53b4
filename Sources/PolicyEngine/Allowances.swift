import Addresses
import KubernetesModel

/// Merges the rules of all policies that isolate a pod in one direction.
///
/// A rule for each set of peers, however many policies there are: first the peers of each range of ports are put
/// together, then the ranges of ports that have the same peers.
struct Allowances {
    /// What one entry of a rule's `ports` allows.
    private enum Ports: Hashable {
        case everything
        case range(PortedProtocol, PortRange)
        case name(PeerQuery.PortName)
    }

    /// What rules say of the peers of one entry; the blocks of all are put together once, since each time costs
    /// as much as there are.
    private struct Gathered {
        var isEveryone = false
        var selectors: Set<PeerSelector> = []
        var blocks: [ClosedRange<IPAddress>] = []

        var peers: Peers { Peers(isEveryone: isEveryone, selectors: selectors, blocks: AddressRanges(blocks)) }
    }

    /// The peers of one entry.
    fileprivate struct Peers: Hashable {
        var isEveryone = false
        var selectors: Set<PeerSelector> = []
        var blocks = AddressRanges()

        var isEmpty: Bool { !isEveryone && selectors.isEmpty && blocks.isEmpty }
    }

    private static let allPorts = PortRange(0...UInt16.max)

    private let direction: Direction
    private let pod: Pod
    private var gathered: [Ports: Gathered] = [:]

    /// What these policies allow a pod; names of ports that come in are those that it serves itself.
    static func merged(_ policies: [NetworkPolicy], _ direction: Direction, of pod: Pod) -> [Allowance] {
        var allowances = Allowances(direction, pod)
        for policy in policies {
            for rule in policy.rules(direction) ?? [] { allowances.add(rule, policy.key.namespace) }
        }
        return allowances.result
    }

    private init(_ direction: Direction, _ pod: Pod) {
        self.direction = direction
        self.pod = pod
    }

    private mutating func add(_ rule: PolicyRule, _ namespace: String) {
        let ports = rule.ports.isEmpty ? [.everything] : rule.ports.compactMap { self.ports($0) }
        for ports in Set(ports) { add(rule.peers, namespace, to: &gathered[ports, default: Gathered()]) }
    }

    private func ports(_ port: PolicyPort) -> Ports? {
        switch port.port {
        case .any: .range(port.transport, Self.allPorts)
        case .numbers(let range): .range(port.transport, range)
        case .named(let name) where direction == .egress: .name(PeerQuery.PortName(name, port.transport))
        case .named(let name): pod.number(of: name, port.transport).map { .range(port.transport, PortRange($0)) }
        }
    }

    private func add(_ peers: [PolicyPeer], _ namespace: String, to gathered: inout Gathered) {
        if peers.isEmpty { gathered.isEveryone = true }
        for peer in peers {
            switch peer {
            case .pods(let pods, let namespaces):
                if let selector = PeerSelector(pods, namespaces: namespaces, policyNamespace: namespace) {
                    gathered.selectors.insert(selector)
                }
            case .block(let block):
                gathered.blocks += AddressRanges([block.cidr]).subtracting(AddressRanges(block.except)).ranges
            }
        }
    }

    /// What was gathered, without what is allowed already by less.
    private var result: [Allowance] {
        let peers = gathered.mapValues(\.peers)
        let base = peers[.everything] ?? Peers()
        if base.isEveryone { return [.traffic(.everything, .everyone)] }
        var ranges: [Peers: [PortedProtocol: [PortRange]]] = [:]
        var servers: [PeerQuery] = []
        for (ports, gathered) in peers where ports != .everything {
            switch ports {
            case .everything: continue
            case .range(let transport, let range):
                let whole = range == Self.allPorts ? Peers() : peers[.range(transport, Self.allPorts)] ?? Peers()
                let left = gathered.without(base).without(whole)
                if !left.isEmpty { ranges[left, default: [:]][transport, default: []].append(range) }
            case .name(let name):
                let everyone = gathered.isEveryone
                servers.append(
                    PeerQuery(name, everyone ? [] : gathered.selectors, everyone ? .all : gathered.blocks))
            }
        }
        let traffic = ranges.flatMap { peers, byProtocol in
            byProtocol.map { transport, ranges in
                Allowance.traffic(.ports(transport, PortSet(ranges.map(\.range))), peers.allowed)
            }
        }
        let all = base.isEmpty ? [] : [Allowance.traffic(.everything, base.allowed)]
        return (all + traffic + servers.map { .servers($0) }).inOrder
    }
}

extension Allowances.Peers {
    /// These peers where others are allowed anyway.
    fileprivate func without(_ others: Self) -> Self {
        if others.isEveryone { return Self() }
        if isEveryone { return Self(isEveryone: true) }
        let blocks = blocks.isSubset(of: others.blocks) ? AddressRanges() : blocks
        return Self(selectors: selectors.subtracting(others.selectors), blocks: blocks)
    }

    /// The peers as rules will ask for them.
    fileprivate var allowed: AllowedPeers {
        isEveryone ? .everyone : .some(selectors.isEmpty ? nil : PeerQuery(selectors), blocks)
    }
}

extension [Allowance] {
    /// The order that rules stand in: the cheapest to ask first, and always the same.
    fileprivate var inOrder: [Allowance] {
        map { ($0.identity, $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }
}

extension Allowance {
    /// All that it is, in parts that no other allowance has.
    public var identity: [String] {
        switch self {
        case .traffic(let ports, .everyone): ["0"] + ports.identity
        case .traffic(let ports, .some(let query, let blocks)):
            ["1"] + ports.identity + ["\(blocks)"] + (query?.identity ?? [])
        case .servers(let query): ["2"] + query.identity
        }
    }
}

extension AllowedPorts {
    fileprivate var identity: [String] {
        switch self {
        case .everything: ["", ""]
        case .ports(let transport, let ports):
            [transport.rawValue, ports.ranges.map { "\(PortRange($0))" }.joined(separator: ",")]
        }
    }
}

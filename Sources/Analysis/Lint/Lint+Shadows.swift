import Addresses
import KubernetesModel

extension Lint {
    /// Policies that could all be removed at once, and nothing would change: wider ones isolate and allow the same.
    ///
    /// What is said is sure: a policy may add nothing without it being seen here. A policy that only denies is left
    /// alone but beside another such: it is there for the day when the others go.
    var shadowFindings: [Finding] {
        var shadowed: Set<Int> = []
        var findings: [Finding] = []
        for index in scene.policies.indices.reversed() {
            let policy = scene.policies[index]
            guard !policy.defects.hasError, policy.ingress != nil || policy.egress != nil else { continue }
            let wider = widerPolicies.wider(than: index) { other in
                !shadowed.contains(other) && !scene.policies[other].defects.hasError
                    && (!policy.isDenial || scene.policies[other].isDenial)
            }
            let others = wider.map { scene.policies[$0] }
            guard let by = Self.shadowers(of: policy, others) else { continue }
            shadowed.insert(index)
            findings.append(finding(policy, by))
        }
        return findings
    }

    private func finding(_ policy: NetworkPolicy, _ others: [ObjectKey]) -> Finding {
        let names = others.prefix(3).map(\.description).joined(separator: ", ")
        let more = others.count > 3 ? " and \(others.count - 3) more" : ""
        let what = policy.isDenial ? "isolates nothing that is not isolated" : "allows nothing that is not allowed"
        return Finding(
            .shadowed, .warning, policy.key, "\(what) by \(names)\(more), for at least the same pods",
            mend: "remove it, or narrow the others")
    }

    /// The policies that make one superfluous, out of wider ones; `nil` where they do not.
    private static func shadowers(of policy: NetworkPolicy, _ others: [NetworkPolicy]) -> [ObjectKey]? {
        var needed: Set<ObjectKey> = []
        for direction in Direction.allCases {
            guard let rules = policy.rules(direction) else { continue }
            let isolating = others.filter { $0.rules(direction) != nil }
            guard let first = isolating.first else { return nil }
            var found: Set<ObjectKey> = []
            for rule in rules {
                let peers = rule.peers.isEmpty ? [nil] : rule.peers.map { PolicyPeer?.some($0) }
                for peer in peers {
                    guard let by = coverers(of: peer, rule.ports, policy.key, direction, isolating) else { return nil }
                    found.formUnion(by)
                }
            }
            needed.formUnion(found.isEmpty ? [first.key] : found)
        }
        return needed.sorted()
    }

    /// The policies whose rules allow a peer at least some ports.
    private static func coverers(
        of peer: PolicyPeer?, _ ports: [PolicyPort], _ key: ObjectKey, _ direction: Direction,
        _ others: [NetworkPolicy]
    ) -> [ObjectKey]? {
        var gathered = GatheredPorts()
        var by: [ObjectKey] = []
        for other in others {
            for rule in other.rules(direction) ?? [] where rule.covers(peer, in: key.namespace) {
                gathered.add(rule.ports)
                if by.last != other.key { by.append(other.key) }
                if gathered.cover(ports) { return by }
            }
        }
        return nil
    }
}

/// The ports of several rules.
private struct GatheredPorts {
    private var isEverything = false
    private var numbers: [PortedProtocol: PortSet] = [:]
    private var names: Set<PolicyPort> = []

    mutating func add(_ ports: [PolicyPort]) {
        if ports.isEmpty { isEverything = true }
        for port in ports {
            switch port.port {
            case .any: numbers[port.transport] = .all
            case .numbers(let range):
                numbers[port.transport] = numbers[port.transport, default: PortSet()].union(PortSet([range]))
            case .named: names.insert(port)
            }
        }
    }

    /// Whether all of these are among them; without any, all traffic.
    func cover(_ ports: [PolicyPort]) -> Bool {
        if isEverything { return true }
        return !ports.isEmpty
            && ports.allSatisfy { port in
                let known = numbers[port.transport] ?? PortSet()
                switch port.port {
                case .any: return known == .all
                case .numbers(let range): return PortSet([range]).isSubset(of: known)
                case .named: return known == .all || names.contains(port)
                }
            }
    }
}

extension NetworkPolicy {
    /// Whether it allows nothing at all.
    fileprivate var isDenial: Bool { (ingress ?? []).isEmpty && (egress ?? []).isEmpty }
}

extension PolicyRule {
    /// Whether everyone whom a peer of a policy in a namespace means is surely one of this rule's.
    fileprivate func covers(_ peer: PolicyPeer?, in namespace: String) -> Bool {
        guard !peers.isEmpty, let peer else { return peers.isEmpty }
        switch peer {
        case .block(let block):
            let blocks = peers.compactMap { other -> AddressRanges? in
                guard case .block(let other) = other, other.cidr.overlaps(block.cidr) else { return nil }
                return other.addresses
            }
            return !blocks.isEmpty && block.addresses.isSubset(of: blocks.reduce(AddressRanges()) { $0.union($1) })
        case .pods(let pods, let namespaces):
            return peers.contains { other in
                guard case .pods(let otherPods, let otherNamespaces) = other, pods.implies(otherPods) else {
                    return false
                }
                let own = LabelSelector(matching: [Namespace.nameLabel: namespace])
                return switch (namespaces, otherNamespaces) {
                case (nil, nil): true
                case (nil, let those?): own.implies(those)
                case (let these?, nil): these.implies(own)
                case (let these?, let those?): these.implies(those)
                }
            }
        }
    }
}

extension IPBlock {
    /// The addresses it means.
    fileprivate var addresses: AddressRanges { AddressRanges([cidr]).subtracting(AddressRanges(except)) }
}

import Addresses
import KubernetesModel
import PolicyEngine

/// What one rule of a policy says of a flow, peer by peer and port by port.
struct RuleReading: Hashable {
    /// Why each peer is not the other end: none where it is. No peers at all mean everyone.
    let peers: [[PeerMiss]]
    /// Why each port is not the one that is asked for; `nil` where it is. No ports at all mean everything.
    let ports: [PortMiss?]

    /// Whether the other end is one of the peers.
    var hasPeer: Bool { peers.isEmpty || peers.contains([]) }
    /// Whether the port is one of the ports.
    var hasPort: Bool { ports.isEmpty || ports.contains(nil) }

    /// What the rule lacks; `nil` where it lets the flow pass.
    var lack: Judgement.Lack? {
        switch (hasPeer, hasPort) {
        case (true, true): nil
        case (false, true): .peer
        case (true, false): .port
        case (false, false): .both
        }
    }
}

/// One reason why a peer of a rule is not the other end.
enum PeerMiss: Hashable {
    /// The other end's address is not in the CIDR.
    case notInside(CIDR)
    /// It is, and is taken out again.
    case excepted(CIDR, by: CIDR)
    /// Selectors mean pods with a network of their own, and the other end is none.
    case noPod
    /// There is no namespace selector, and the pod is in another namespace than the policy.
    case otherNamespace(policy: String)
    /// The pod's namespace was not seen, so no selector matches it.
    case unknownNamespace
    /// The pod's namespace has not the label that is wanted, but this value of it or none.
    case namespaceLabel(LabelSelector.Requirement, has: String?)
    /// The pod has not the label that is wanted, but this value of it or none.
    case label(LabelSelector.Requirement, has: String?)
}

/// The reason why a port of a rule is not the one that is asked for.
enum PortMiss: Hashable {
    /// It is of another protocol.
    case otherProtocol
    /// It is another port.
    case otherNumber
    /// Its name is that of another port of the pod.
    case nameOfOther(UInt16)
    /// No port of the pod has this name in this protocol.
    case nameNotServed
    /// Only pods have ports with names, and the destination is none.
    case nameOfNoPod
    /// What is asked for has no ports.
    case portless
}

/// Reads rules for one flow. It shares no line with the Judge, who decides: what it says must fit, and tests see to it.
struct RuleReader {
    private let cluster: Cluster
    private let flow: Flow
    private let direction: Direction

    /// A reader of rules for a flow in one direction.
    init(_ cluster: Cluster, _ flow: Flow, _ direction: Direction) {
        (self.cluster, self.flow, self.direction) = (cluster, flow, direction)
    }

    /// What each rule of a policy says.
    func read(_ policy: NetworkPolicy) -> [RuleReading] {
        (policy.rules(direction) ?? []).map { rule in
            RuleReading(peers: rule.peers.map { misses($0, policy) }, ports: rule.ports.map(miss))
        }
    }

    private var otherAddress: IPAddress {
        switch direction {
        case .ingress: flow.source
        case .egress: flow.destination
        }
    }

    private func misses(_ peer: PolicyPeer, _ policy: NetworkPolicy) -> [PeerMiss] {
        switch peer {
        case .block(let block):
            if !block.cidr.contains(otherAddress) { return [.notInside(block.cidr)] }
            return block.except.first { $0.contains(otherAddress) }.map { [.excepted(block.cidr, by: $0)] } ?? []
        case .pods(let selector, let namespaces):
            guard let pod = cluster.owner(of: otherAddress) else { return [.noPod] }
            let missing = selector.requirements.filter { !$0.holds(of: pod.labels) }
            return namespaceMisses(pod.key.namespace, namespaces, policy)
                + missing.map { .label($0, has: pod.labels[$0.key]) }
        }
    }

    private func namespaceMisses(
        _ name: String, _ selector: LabelSelector?, _ policy: NetworkPolicy
    ) -> [PeerMiss] {
        guard let selector else {
            return name == policy.key.namespace ? [] : [.otherNamespace(policy: policy.key.namespace)]
        }
        guard let labels = cluster.namespaces[name]?.labels else { return [.unknownNamespace] }
        return selector.requirements.filter { !$0.holds(of: labels) }.map { .namespaceLabel($0, has: labels[$0.key]) }
    }

    private func miss(_ port: PolicyPort) -> PortMiss? {
        guard case .port(let transport, let number) = flow.traffic else { return .portless }
        if transport != port.transport { return .otherProtocol }
        switch port.port {
        case .any: return nil
        case .numbers(let range): return range.contains(number) ? nil : .otherNumber
        case .named(let name):
            guard let pod = cluster.owner(of: flow.destination) else { return .nameOfNoPod }
            guard let served = pod.number(of: name, transport) else { return .nameNotServed }
            return served == number ? nil : .nameOfOther(served)
        }
    }
}

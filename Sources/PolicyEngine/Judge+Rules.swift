import Addresses
import KubernetesModel

extension Judge {
    /// What one rule says of a flow.
    enum Finding {
        /// It lets it pass.
        case allows(Judgement.Permission)
        /// It does not, for want of this.
        case lacks(Judgement.Lack)

        /// What lets it pass, if anything.
        var permission: Judgement.Permission? {
            if case .allows(let permission) = self { permission } else { nil }
        }

        /// What is wanting, if anything.
        var lack: Judgement.Lack? {
            if case .lacks(let lack) = self { lack } else { nil }
        }
    }

    /// What each rule of a policy says of a flow.
    func findings(_ policy: NetworkPolicy, _ direction: Direction, _ meeting: Meeting) -> [Finding] {
        (policy.rules(direction) ?? []).enumerated().map { index, rule in
            let peer = rule.peers.firstIndex { isPeer($0, of: policy, direction, meeting) }
            let port = rule.ports.firstIndex { isPort($0, meeting) }
            switch (peer != nil || rule.peers.isEmpty, port != nil || rule.ports.isEmpty) {
            case (true, true): return .allows(.init(policy: policy.key, rule: index, peer: peer, port: port))
            case (false, true): return .lacks(.peer)
            case (true, false): return .lacks(.port)
            case (false, false): return .lacks(.both)
            }
        }
    }

    /// Whether an address is one of a node's own.
    func isAddress(_ address: IPAddress, of node: String) -> Bool {
        cluster.nodes[node]?.addresses.contains(address) ?? false
    }

    /// Whether the other end of a flow is this peer of a policy.
    func isPeer(
        _ peer: PolicyPeer, of policy: NetworkPolicy, _ direction: Direction, _ meeting: Meeting
    ) -> Bool {
        switch peer {
        case .block(let block):
            let address = meeting.otherAddress(direction)
            return block.cidr.contains(address) && !block.except.contains { $0.contains(address) }
        case .pods(let selector, let namespaces):
            guard let pod = meeting.other(direction), selector.matches(pod.labels) else { return false }
            guard let namespaces else { return pod.key.namespace == policy.key.namespace }
            return cluster.namespaces[pod.key.namespace].map { namespaces.matches($0.labels) } ?? false
        }
    }

    /// Whether the flow is for this port. In both directions a name is one that the receiving pod gave.
    private func isPort(_ port: PolicyPort, _ meeting: Meeting) -> Bool {
        guard case .port(port.transport, let number) = meeting.flow.traffic else { return false }
        switch port.port {
        case .any: return true
        case .numbers(let range): return range.contains(number)
        case .named(let name): return meeting.receiver?.number(of: name, port.transport) == number
        }
    }
}

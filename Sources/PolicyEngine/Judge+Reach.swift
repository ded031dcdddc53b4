public import Addresses
public import KubernetesModel

extension Judge {
    /// All that may pass from one address to another of its family: what ``judge(_:)`` says of every flow between them,
    /// but for neighbour discovery.
    public func reach(from source: IPAddress, to destination: IPAddress) -> Reach {
        reach(.egress, from: source, to: destination).intersection(reach(.ingress, from: source, to: destination))
    }

    /// The same as one end has it.
    public func reach(_ direction: Direction, from source: IPAddress, to destination: IPAddress) -> Reach {
        let meeting = meeting(Flow(from: source, to: destination, .other(protocolNumber: .max)))
        guard let subject = policed(direction, meeting) else { return .everything }
        let policies = policies(of: subject, direction)
        if policies.isEmpty { return .everything }
        var reach = Reach.nothing
        for policy in policies {
            for rule in policy.rules(direction) ?? [] where isMet(rule, of: policy, direction, meeting) {
                reach = reach.union(self.reach(rule.ports, meeting))
            }
        }
        return reach
    }

    private func isMet(_ rule: PolicyRule, of policy: NetworkPolicy, _ direction: Direction, _ meeting: Meeting) -> Bool
    {
        rule.peers.isEmpty || rule.peers.contains { isPeer($0, of: policy, direction, meeting) }
    }

    private func reach(_ ports: [PolicyPort], _ meeting: Meeting) -> Reach {
        if ports.isEmpty { return .everything }
        var sets: [PortedProtocol: PortSet] = [:]
        for port in ports {
            guard let numbers = numbers(port, meeting) else { continue }
            sets[port.transport] = sets[port.transport, default: PortSet()].union(numbers)
        }
        return Reach(sets)
    }

    private func numbers(_ port: PolicyPort, _ meeting: Meeting) -> PortSet? {
        switch port.port {
        case .any: .all
        case .numbers(let range): PortSet([range])
        case .named(let name): meeting.receiver?.number(of: name, port.transport).map { PortSet([PortRange($0)]) }
        }
    }
}

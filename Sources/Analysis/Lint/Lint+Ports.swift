import Addresses
import KubernetesModel
import PolicyEngine

extension Lint {
    /// What is to be said of the ports that a policy's rules name.
    func portFindings(_ policy: NetworkPolicy, _ selected: [Int]) -> [Finding] {
        let subjects = selected.filter { !scene.kinds[$0].isHostNetwork }
        return policy.placedRules.flatMap { rule in
            rule.ports.flatMap { port, path -> [Finding] in
                switch port.port {
                case .any: []
                case .named(let name):
                    blockFindings(rule, name, path) + nameFindings(rule, name, port.transport, path, subjects)
                case .numbers(let range):
                    range.lower == range.upper ? numberFindings(rule, range.lower, port.transport, path, subjects) : []
                }
            }
        }
    }

    /// A name that no pod which receives serves.
    private func nameFindings(
        _ rule: PlacedRule, _ name: String, _ transport: PortedProtocol, _ path: String, _ subjects: [Int]
    ) -> [Finding] {
        guard receives(rule, subjects, where: { _ in true }),
            !receives(rule, subjects, name, transport)
        else { return [] }
        let others = PortedProtocol.allCases.sorted().filter { other in
            receives(rule, subjects, name, other)
        }
        let upper = transport.rawValue.uppercased()
        let hint = others.isEmpty ? "" : ", but \(others[0].rawValue.uppercased()) port \(name) is"
        let who = rule.direction == .ingress ? "pod that the policy selects" : "peer"
        return [
            Finding(
                .namedPortUnserved, .warning, rule.policy, at: path,
                "\(upper) port \(name) is served by no \(who)\(hint)",
                mend: others.isEmpty
                    ? "name the port in the pods' containers, or write its number" : "correct the protocol")
        ]
    }

    private func blockFindings(_ rule: PlacedRule, _ name: String, _ path: String) -> [Finding] {
        let isOfBlock = rule.rule.peers.contains { if case .block = $0 { true } else { false } }
        guard rule.direction == .egress, isOfBlock else { return [] }
        return [
            Finding(
                .namedPortOfBlock, .warning, rule.policy, at: path,
                "only pods serve a port name, so of the ipBlock beside "
                    + "it no address outside of the cluster is allowed", mend: "write the number of port \(name)")
        ]
    }

    /// A number that leads to another at the pods that receive, where none of them is known to listen on it itself.
    private func numberFindings(
        _ rule: PlacedRule, _ number: UInt16, _ transport: PortedProtocol, _ path: String, _ subjects: [Int]
    ) -> [Finding] {
        // Of blocks and of everyone nobody can say which Service is meant.
        if rule.direction == .egress, !rule.namesPodsAlone { return [] }
        var led: ServicePorts.Lead?
        var isServed = false
        let allowed = rule.rule.ports.filter { $0.transport == transport }
        _ = receives(rule, subjects) { kind in
            for lead in servicePorts.leads[kind] where lead.transport == transport {
                if lead.target == number { isServed = true }
                if lead.number == number, lead.target != number, led == nil { led = lead }
            }
            if scene.kinds[kind].ports.contains(where: { $0.transport == transport && $0.number == number }) {
                isServed = true
            }
            return isServed
        }
        guard !isServed, let led, !allowed.contains(where: { $0.allows(led.target) }) else { return [] }
        return [
            Finding(
                .servicePort, .warning, rule.policy, at: path,
                "\(number) is the port of Service \(led.service), whose "
                    + "pods listen on \(led.target), and policies see that one", mend: "write \(led.target)")
        ]
    }

    /// Whether any pod that may receive by a rule serves a port name.
    private func receives(
        _ rule: PlacedRule, _ subjects: [Int], _ name: String, _ transport: PortedProtocol
    ) -> Bool {
        scene.servedNames.contains(PeerQuery.PortName(name, transport))
            && receives(rule, subjects) { scene.kinds[$0].serves(name, transport) }
    }

    /// Whether any pod that may receive by a rule meets a condition; of blocks and of everyone, any pod may.
    private func receives(_ rule: PlacedRule, _ subjects: [Int], where holds: (Int) -> Bool) -> Bool {
        switch rule.direction {
        case .ingress: return subjects.contains(where: holds)
        case .egress:
            if !rule.namesPodsAlone { return scene.kinds.indices.contains(where: holds) }
            return rule.rule.peers.contains { scene.contains($0, of: rule.policy, where: holds) }
        }
    }
}

extension PlacedRule {
    /// Whether all its peers are pods.
    fileprivate var namesPodsAlone: Bool {
        !rule.peers.isEmpty && rule.peers.allSatisfy { if case .pods = $0 { true } else { false } }
    }
}

extension PolicyPort {
    /// Whether a number is surely one of these.
    fileprivate func allows(_ number: UInt16) -> Bool {
        switch port {
        case .any, .named: true
        case .numbers(let range): range.contains(number)
        }
    }
}

import Addresses
import KubernetesModel
import PolicyEngine

/// Which of the cluster's DNS policies let pods ask.
struct DNSAccess {
    /// Over what a question may go.
    struct Ways: OptionSet, Hashable {
        let rawValue: UInt8
        static let udp = Ways(rawValue: 1)
        static let tcp = Ways(rawValue: 2)
        static let both: Ways = [.udp, .tcp]
    }

    /// A kind of pods that answer.
    private struct Server {
        let kind: Int
        let ports: [PortedProtocol: Set<UInt16>]
    }

    private static let namespaces = ["kube-system", "openshift-dns"]
    private static let labels: Labels = ["k8s-app": "kube-dns"]
    private static let ways: [(PortedProtocol, Ways)] = [(.udp, .udp), (.tcp, .tcp)]

    private let scene: LintScene
    private let servers: [Server]
    /// The kinds that answer themselves.
    let serverKinds: Set<Int>

    /// The DNS of a scene: the pods behind Services of the system's namespaces that have UDP port 53, and those with
    /// the usual label.
    init(_ scene: LintScene, _ services: ServicePorts) {
        self.scene = scene
        var servers: [Server] = []
        for (index, kind) in scene.kinds.enumerated() where Self.namespaces.contains(kind.namespace) {
            let leads = services.leads[index].filter { $0.number == 53 }
            let isKnown = kind.labels["k8s-app"] == "kube-dns"
            guard isKnown || leads.contains(where: { $0.transport == .udp }) else { continue }
            var ports: [PortedProtocol: Set<UInt16>] = leads.isEmpty ? [.udp: [53], .tcp: [53]] : [:]
            for lead in leads { ports[lead.transport, default: []].insert(lead.target) }
            servers.append(Server(kind: index, ports: ports))
        }
        self.servers = servers
        serverKinds = Set(servers.map(\.kind))
    }

    /// How the egress rules of a policy let pods ask, whoever they are.
    func ways(_ policy: NetworkPolicy) -> Ways {
        var ways: Ways = []
        for rule in policy.egress ?? [] where ways != .both {
            if servers.isEmpty {
                if mayMeanDNS(rule, policy.key) { ways.formUnion(Self.ways(of: rule.ports) { $0.mayBeDNS($1) }) }
            } else {
                for server in servers { ways.formUnion(self.ways(rule, policy.key, to: server)) }
            }
        }
        return ways
    }

    private func ways(_ rule: PolicyRule, _ policy: ObjectKey, to server: Server) -> Ways {
        let kind = scene.kinds[server.kind]
        let isMet =
            rule.peers.isEmpty
            || rule.peers.contains { peer in
                switch peer {
                case .block(let block):
                    kind.pods.contains { pod in
                        scene.inventory.standIns.contains(pod.key)
                            || pod.addresses.contains { block.contains($0) }
                    }
                case .pods(let pods, let namespaces):
                    // Pods on the network of their node are no peers, and their address is.
                    !kind.isHostNetwork && pods.matches(kind.labels)
                        && (namespaces.map { scene.namespaces.matching($0).contains(kind.namespace) }
                            ?? (kind.namespace == policy.namespace))
                }
            }
        guard isMet else { return [] }
        return Self.ways(of: rule.ports) { port, transport in
            guard let numbers = server.ports[transport] else { return true }
            switch port {
            case .any: return true
            case .numbers(let range): return numbers.contains { range.contains($0) }
            case .named(let name):
                return kind.ports.contains {
                    $0.name == name && $0.transport == transport && numbers.contains($0.number)
                }
            }
        }
    }

    /// Whether a rule may be for DNS, where nobody knows which pods answer.
    private func mayMeanDNS(_ rule: PolicyRule, _ policy: ObjectKey) -> Bool {
        rule.peers.isEmpty
            || rule.peers.contains { peer in
                switch peer {
                case .block: true
                case .pods(let pods, let namespaces):
                    pods.requirements.allSatisfy { $0.key != "k8s-app" || $0.holds(of: Self.labels) }
                        && (namespaces.map { selector in
                            Self.namespaces.contains { name in
                                let labels = Namespace(name).labels
                                return selector.requirements.allSatisfy {
                                    $0.key != Namespace.nameLabel || $0.holds(of: labels)
                                }
                            }
                        } ?? Self.namespaces.contains(policy.namespace))
                }
            }
    }

    /// The ways that ports allow, of those that lead to DNS.
    private static func ways(of ports: [PolicyPort], leads: (PolicyPort.Port, PortedProtocol) -> Bool) -> Ways {
        if ports.isEmpty { return .both }
        var result: Ways = []
        for (transport, way) in ways
        where ports.contains(where: { $0.transport == transport && leads($0.port, transport) }) {
            result.insert(way)
        }
        return result
    }
}

extension PolicyPort.Port {
    /// Whether a DNS server may listen there; behind Services some listen on 5353.
    fileprivate func mayBeDNS(_ transport: PortedProtocol) -> Bool {
        switch self {
        case .any, .named: true
        case .numbers(let range): range.contains(53) || range.contains(5353)
        }
    }
}

extension IPBlock {
    /// Whether an address is in it and not left out.
    fileprivate func contains(_ address: IPAddress) -> Bool {
        cidr.contains(address) && !except.contains { $0.contains(address) }
    }
}

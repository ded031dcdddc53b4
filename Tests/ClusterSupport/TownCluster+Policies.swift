import Addresses
public import KubernetesModel
import TestSupport

extension TownCluster {
    /// What a policy is there for: the first of each namespace denies, the others allow, every kind in turn.
    public func pattern(ofPolicy number: Int) -> PolicyPattern {
        let (namespace, kind) = (number % size.namespaceCount, number / size.namespaceCount)
        let allowances = PolicyPattern.allCases.filter { !PolicyPattern.denials.contains($0) }
        if kind == 0 { return PolicyPattern.denials[namespace % PolicyPattern.denials.count] }
        return allowances[(kind - 1 + namespace * 3) % allowances.count]
    }

    /// A policy.
    public func policy(_ number: Int) -> NetworkPolicy {
        let namespace = number % size.namespaceCount
        let pattern = pattern(ofPolicy: number)
        let key = ObjectKey(namespaceName(namespace), "\(pattern.rawValue)-\(number / size.namespaceCount)")
        var random = generator(of: "policy", number)
        switch pattern {
        case .denyIngress: return NetworkPolicy(key, ingress: [])
        case .denyEgress: return NetworkPolicy(key, egress: [])
        case .denyBoth: return NetworkPolicy(key, ingress: [], egress: [])
        case .dns:
            let servers = service(0, selector("k8s-app", "kube-dns"))
            return NetworkPolicy(key, egress: [PolicyRule([servers], ports: [port(.udp, 53), port(.tcp, 53)])])
        case .sameNamespace:
            let rules = [PolicyRule([.pods(.everything, namespaces: nil)])]
            return NetworkPolicy(key, ingress: rules, egress: rules)
        case .monitoring:
            return NetworkPolicy(key, ingress: [PolicyRule([service(1)], ports: [PolicyPort(.tcp, .named("metrics"))])])
        case .ingressController:
            let rule = PolicyRule(
                [service(2, selector("app", "ingress-nginx"))], ports: [PolicyPort(.tcp, .named("http"))])
            return NetworkPolicy(key, podSelector: selector("tier", "front"), ingress: [rule])
        case .applications: return applications(key, namespace, &random)
        case .teams: return NetworkPolicy(key, ingress: [PolicyRule(teams(namespace))])
        case .portRanges:
            let lower = 20_000 + 2_500 * UInt16.random(in: 0..<4, using: &random)
            let range = PolicyPort(.tcp, .numbers(PortRange(lower...lower + 500)))
            return NetworkPolicy(key, ingress: [PolicyRule(teams(namespace), ports: [range, port(.sctp, 3868)])])
        case .expressions: return expressions(key, namespace)
        case .outside: return NetworkPolicy(key, egress: [PolicyRule(blocks(&random)), PolicyRule([service(0)])])
        case .clients:
            return NetworkPolicy(
                key, podSelector: selector("tier", "front"),
                ingress: [PolicyRule(blocks(&random), ports: [port(.tcp, 443)])])
        }
    }

    /// One application reached by others of its namespace.
    private func applications(_ key: ObjectKey, _ namespace: Int, _ random: inout SeededGenerator) -> NetworkPolicy {
        let count = applicationCount(in: namespace)
        let first = Int.random(in: 0..<count, using: &random)
        let peers = (0..<size.peersPerRule).map { place in
            PolicyPeer.pods(selector("app", Self.applicationName((first + 1 + place) % count)), namespaces: nil)
        }
        return NetworkPolicy(
            key, podSelector: selector("app", Self.applicationName(first)),
            ingress: [PolicyRule(peers, ports: [port(.tcp, [5432, 6379, 8080][first % 3])])])
    }

    /// What is no canary, reached by what has a track, and by the pods behind of stages that are no trial.
    private func expressions(_ key: ObjectKey, _ namespace: Int) -> NetworkPolicy {
        let stages = LabelSelector([.init("env", .notIn(["dev", "test"])), .init("team", .exists)])
        let behind = LabelSelector([.init("tier", .in(["back", "data"]))])
        return NetworkPolicy(
            key, podSelector: LabelSelector([.init("track", .notIn(["canary"]))]),
            ingress: [
                PolicyRule([.pods(LabelSelector([.init("track", .exists)]), namespaces: nil)]),
                PolicyRule(
                    [.pods(behind, namespaces: LabelSelector(stages.requirements + team(Self.team(namespace))))],
                    ports: [port(.tcp, 8080)]),
            ])
    }

    /// The namespaces of the own team and of its neighbours.
    private func teams(_ namespace: Int) -> [PolicyPeer] {
        (0..<size.peersPerRule).map { place in
            .pods(.everything, namespaces: LabelSelector(team((Self.team(namespace) + place * 3) % Self.teamCount)))
        }
    }

    private func team(_ number: Int) -> [LabelSelector.Requirement] { [.init("team", .in(["team-\(number)"]))] }

    /// Pods of one of the cluster's services.
    private func service(_ number: Int, _ pods: LabelSelector = .everything) -> PolicyPeer {
        .pods(pods, namespaces: selector(Namespace.nameLabel, Self.services[number]))
    }

    /// Addresses outside, none of them in another; of the first some parts are left out.
    private func blocks(_ random: inout SeededGenerator) -> [PolicyPeer] {
        let start = UInt32.random(in: 0..<64, using: &random)
        return (0..<size.blocksPerRule).map { place in
            let number = start + UInt32(place)
            if size.isDualStack, place % 2 == 1 {
                let block = CIDR(IPAddress(ipv6: 0x2001_0db8 << 96 | UInt128(number) << 64), prefixLength: 64)
                return .block(IPBlock(block, except: [CIDR(block.address, prefixLength: 72)]))
            }
            // Public addresses from 20.0.0.0 on, in blocks of 1,024, of which parts of 64 are left out.
            let base = 0x1400_0000 + number << 10
            let except = (0..<UInt32(place == 0 ? size.exceptsPerBlock : 0)).map {
                CIDR(IPAddress(ipv4: base + 64 + ($0 % 15) << 6), prefixLength: 26)
            }
            return .block(IPBlock(CIDR(IPAddress(ipv4: base), prefixLength: 22), except: except))
        }
    }

    private func port(_ transport: PortedProtocol, _ number: UInt16) -> PolicyPort {
        PolicyPort(transport, .numbers(PortRange(number)))
    }

    private func selector(_ key: String, _ value: String) -> LabelSelector {
        LabelSelector(matching: Labels([key: value]))
    }
}

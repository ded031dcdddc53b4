import Addresses
public import KubernetesModel

extension ClusterGenerator {
    mutating func policy(_ index: Int) -> NetworkPolicy {
        let key = ObjectKey(pick(Self.namespaces + ["unseen"]), "policy-\(index)")
        var policy = NetworkPolicy(key, podSelector: chance(4) ? .everything : selector())
        let directions = Int.random(in: 0..<4, using: &random)
        if directions != 1 { policy.ingress = rules() }
        if directions != 0 { policy.egress = rules() }
        if chance(1) { broken(&policy) }
        return policy
    }

    /// As reading makes one that cannot be understood.
    private func broken(_ policy: inout NetworkPolicy) {
        policy.ingress = policy.ingress.map { _ in [] }
        policy.egress = policy.egress.map { _ in [] }
        policy.defects = [Defect(.error, at: "spec", "no policy could say this")]
    }

    private mutating func rules() -> [PolicyRule] {
        if chance(2) { return manyRules() }
        return (0..<Int.random(in: 0...3, using: &random)).map { _ in
            let peers = chance(2) ? [] : (0..<Int.random(in: 1...3, using: &random)).map { _ in peer() }
            let ports = chance(4) ? [] : (0..<Int.random(in: 1...pick([2, 4]), using: &random)).map { _ in port() }
            return PolicyRule(peers, ports: chance(2) ? [namedPort()] : ports)
        }
    }

    /// More single ports of different pods than have rules of their own.
    private mutating func manyRules() -> [PolicyRule] {
        (0..<14).map { index in
            let peer = PolicyPeer.pods(selector(), namespaces: chance(5) ? selector() : nil)
            let port = PolicyPort(pick(PortedProtocol.allCases), .numbers(PortRange(UInt16(76 + index))))
            return PolicyRule(
                chance(1) ? [peer, self.peer()] : [peer], ports: chance(1) ? [port, self.port()] : [port])
        }
    }

    private mutating func namedPort() -> PolicyPort {
        PolicyPort(pick(PortedProtocol.allCases), .named(pick(["http", "dns"])))
    }

    private mutating func peer() -> PolicyPeer {
        switch Int.random(in: 0..<5, using: &random) {
        case 0: .pods(selector(), namespaces: nil)
        case 1: .pods(.everything, namespaces: selector())
        case 2: .pods(selector(), namespaces: selector())
        default: .block(block())
        }
    }

    private mutating func block() -> IPBlock {
        switch Int.random(in: 0..<8, using: &random) {
        case 0: IPBlock(cidr("0.0.0.0/0"), except: chance(5) ? [cidr("10.0.0.0/29")] : [])
        case 1: IPBlock(cidr("::/0"), except: chance(5) ? [cidr("fd00::/112")] : [])
        case 2:
            IPBlock(cidr("10.0.0.0/16"), except: [cidr("10.0.0.4/30"), cidr("10.0.1.0/24")].filter { _ in chance(5) })
        case 3: IPBlock(cidr("10.0.\(pick([0, 1])).0/28"))
        case 4: IPBlock(cidr("fd00::/64"), except: [cidr("fd00::1:0/126")])
        case 5: IPBlock(cidr("192.168.0.0/\(pick([24, 31, 32]))"))
        case 6: IPBlock(CIDR(address("10.0.0.\(Int.random(in: 1...12, using: &random))")))
        default: IPBlock(cidr("203.0.113.0/\(pick([24, 25, 30]))"))
        }
    }

    private mutating func port() -> PolicyPort {
        let transport = pick(PortedProtocol.allCases)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return PolicyPort(transport)
        case 1, 2: return PolicyPort(transport, .named(pick(["http", "dns", "nobody"])))
        case 3:
            let lower: UInt16 = pick([53, 79, 80, 8000])
            return PolicyPort(transport, .numbers(PortRange(lower...lower + pick([0, 1, 2, 80]))))
        default: return PolicyPort(transport, .numbers(PortRange(pick([53, 79, 80, 81, 82, 8080, 65535]))))
        }
    }

    /// A selector of few keys and values.
    public mutating func selector() -> LabelSelector {
        LabelSelector(
            (0..<Int.random(in: 0...2, using: &random)).map { _ in
                let values = Array(
                    ["a", "b", "c"].shuffled(using: &random).prefix(Int.random(in: 1...2, using: &random)))
                let conditions: [LabelSelector.Condition] = [
                    .in(values), .in(values), .notIn(values), .exists, .doesNotExist,
                ]
                return .init(pick(["app", "app", "tier"]), pick(conditions))
            })
    }
}

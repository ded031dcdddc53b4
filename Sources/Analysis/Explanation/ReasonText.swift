import Addresses
import KubernetesModel
import PolicyEngine

/// What one policy says of a connection, rule by rule, for people.
struct ReasonText {
    /// How many CIDRs that do not match are shown where not all are asked for.
    private static let blocksMax = 2

    private let report: EndReport.PolicyReport
    private let direction: Direction
    private let flow: Flow
    private let other: Endpoint
    private let receiver: Endpoint
    private let namespace: String
    private let isVerbose: Bool

    /// The words of a policy at one end.
    init(
        _ report: EndReport.PolicyReport, _ end: EndReport, flow: Flow, other: Endpoint,
        receiver: Endpoint, namespace: String, verbose: Bool
    ) {
        self.report = report
        direction = end.direction
        (self.flow, self.other, self.receiver) = (flow, other, receiver)
        (self.namespace, isVerbose) = (namespace, verbose)
    }

    private var key: ObjectKey { report.policy.key }

    private var rules: [PolicyRule] { report.policy.rules(direction) ?? [] }

    private var peersField: String { direction == .ingress ? "from" : "to" }

    /// The rule that let it pass.
    func permission(_ permission: Judgement.Permission) -> [String] {
        guard rules.indices.contains(permission.rule), report.rules.indices.contains(permission.rule) else { return [] }
        return lines(permission.rule, rules[permission.rule], report.rules[permission.rule])
    }

    /// Why the policy lets nothing pass, or each rule with why it does not match, or that it does.
    var lines: [String] {
        let defects = report.policy.defects.filter { $0.severity == .error }
        if !defects.isEmpty { return ["\(key) cannot be read and allows nothing:"] + defects.map { "  \($0)" } }
        if report.rules.isEmpty { return ["\(key) allows nothing: it has no \(direction) rules"] }
        return zip(rules, report.rules).enumerated().flatMap { index, pair in lines(index, pair.0, pair.1) }
    }

    private func lines(_ index: Int, _ rule: PolicyRule, _ reading: RuleReading) -> [String] {
        let place = "\(key), \(direction)[\(index)]"
        let port = rule.ports.isEmpty ? "all ports" : "the port"
        let asked = flow.hasPort ? "the port" : "ICMP"
        switch reading.lack {
        case nil:
            let peer = reading.peers.firstIndex(of: []).map { "\(peersField)[\($0)] \(peerWords(rule.peers[$0]))" }
            let port = reading.ports.firstIndex(of: nil).map { "ports[\($0)] \(portWords(rule.ports[$0]))" }
            return ["\(place) allows it: \(peer ?? "everyone"); \(port ?? "all ports")"]
        case .peer: return ["\(place): \(port) would do, but not \(other.title)"] + peers(rule, reading)
        case .port:
            let peer = rule.peers.isEmpty ? "everyone" : other.title
            return ["\(place): \(peer) would do, but not \(asked)", ports(rule, reading)]
        case .both:
            return ["\(place): neither \(other.title) nor \(asked)"] + peers(rule, reading) + [ports(rule, reading)]
        }
    }

    /// Of long lists of CIDRs a few are enough, since they all say the same.
    private func peers(_ rule: PolicyRule, _ reading: RuleReading) -> [String] {
        let blocks = reading.peers.indices.filter { reading.peers[$0].isOutside }
        let cut = isVerbose || blocks.count <= Self.blocksMax + 1 ? [] : blocks.dropFirst(Self.blocksMax)
        let shown = reading.peers.indices.filter { !cut.contains($0) }
        let more = cut.isEmpty ? [] : ["  and \(cut.count) more CIDRs, none of which has \(otherAddress)"]
        return shown.flatMap { lines("  \(peersField)[\($0)]: ", reading.peers[$0].map(words)) } + more
    }

    /// Reasons below each other.
    private func lines(_ place: String, _ reasons: [String]) -> [String] {
        reasons.enumerated().map { ($0 == 0 ? place : String(repeating: " ", count: place.count)) + $1 }
    }

    private func ports(_ rule: PolicyRule, _ reading: RuleReading) -> String {
        guard case .port(let transport, let number) = flow.traffic else {
            return "  ports: a rule with ports lets only those pass, and no ICMP"
        }
        let wanted = zip(rule.ports, reading.ports).map { port, miss in "\(portWords(port))\(detail(miss))" }
        let isRightNumber = rule.ports.contains { port in
            if case .numbers(let range) = port.port {
                port.transport != transport && range.contains(number)
            } else {
                false
            }
        }
        let asked =
            "\(transport.title) \(number) is asked for\(isRightNumber ? ": the number is right, not the protocol" : "")"
        let shown = isVerbose || wanted.count < 14 ? wanted : wanted.prefix(12) + ["\(wanted.count - 12) more"]
        return "  ports: wants \(shown.listed("or")); \(asked)"
    }
}

extension ReasonText {
    private var isServed: String { "port of \(receiver.title)" }

    private func detail(_ miss: PortMiss?) -> String {
        switch miss {
        case .nameOfOther(let number): " (\(number) at \(receiver.title))"
        case .nameNotServed: " (no \(isServed) has this name and protocol)"
        case .nameOfNoPod: " (a name means a pod's port, and \(receiver.title) is no pod)"
        case .otherProtocol, .otherNumber, .portless, nil: ""
        }
    }

    private func words(_ miss: PeerMiss) -> String {
        switch miss {
        case .notInside(let cidr) where cidr.family != flow.source.family:
            return "wants \(cidr), and the connection is \(flow.source.family.title)"
        case .notInside(let cidr): return "wants \(cidr), and \(otherAddress) is not in it"
        case .excepted(let cidr, let except): return "wants \(cidr), but \(otherAddress) is excepted by \(except)"
        case .noPod: return "wants pods, and \(noPod)"
        case .otherNamespace(let wanted):
            return "wants pods of the policy's own namespace \(wanted), and \(other.title) is in \(namespace)"
        case .unknownNamespace: return "wants labels of the namespace, and nothing is known of namespace \(namespace)"
        case .namespaceLabel(let requirement, let value):
            return "wants a namespace with \(requirement.words), and \(namespace) \(has(requirement, value))"
        case .label(let requirement, let value):
            return "wants pods with \(requirement.words), and \(other.title) \(has(requirement, value))"
        }
    }

    private var otherAddress: String {
        if other.isMadeUp { return "the unknown address of \(other.title)" }
        return "\(direction == .ingress ? flow.source : flow.destination)"
    }

    private var noPod: String {
        switch other.role {
        case .hostNetwork: "\(other.title) uses the network of its node: policies see \(otherAddress)"
        case .node(let node): "\(otherAddress) is the address of node \(node)"
        case .pod, .outside: "\(otherAddress) is no pod's address"
        }
    }

    private func has(_ requirement: LabelSelector.Requirement, _ value: String?) -> String {
        value.map { "has \(requirement.key)=\($0)" } ?? "has no label \(requirement.key)"
    }

    private func peerWords(_ peer: PolicyPeer) -> String {
        switch peer {
        case .block(let block):
            return "\(block.cidr)" + (block.except.isEmpty ? "" : " except \(block.except.map(\.description).listed)")
        case .pods(let pods, let namespaces):
            return PeerSelector(pods, namespaces: namespaces, policyNamespace: key.namespace)?.description ?? "nobody"
        }
    }

    private func portWords(_ port: PolicyPort) -> String {
        switch port.port {
        case .any: "all of \(port.transport.title)"
        case .numbers(let range): "\(port.transport.title) \(range)"
        case .named(let name): "\(port.transport.title) \(name)"
        }
    }
}

extension LabelSelector.Requirement {
    /// What is wanted: `app=web`, `app in (a, b)`, `a label app`.
    var words: String {
        switch condition {
        case .in(let values):
            values.count == 1 ? "\(key)=\(values[0])" : "\(key) in (\(values.joined(separator: ", ")))"
        case .notIn(let values): "\(key) not in (\(values.joined(separator: ", ")))"
        case .exists: "a label \(key)"
        case .doesNotExist: "no label \(key)"
        }
    }
}

extension Flow {
    /// Whether it is for a port.
    fileprivate var hasPort: Bool {
        if case .port = traffic { true } else { false }
    }
}

extension [PeerMiss] {
    /// Whether the peer is a CIDR that has not the address.
    fileprivate var isOutside: Bool {
        if case .notInside? = first { true } else { false }
    }
}

import Addresses
import KubernetesModel

extension Judgement {
    /// What was judged and why, for people: the verdict first, then each end. Equal judgements have equal words.
    public var text: String {
        let verdict = isAllowed ? "allowed" : "denied"
        let title = "\(verdict): \(name(sender, flow.source)) -> \(name(receiver, flow.destination)), \(trafficText)"
        return ([title] + lines(.egress, egress) + lines(.ingress, ingress)).joined(separator: "\n")
    }

    private func lines(_ direction: Direction, _ end: End) -> [String] {
        let subject = direction == .egress ? sender?.description : receiver?.description
        let address = direction == .egress ? flow.source : flow.destination
        let title = "  \(direction) of \(subject ?? address.description):"
        switch end {
        case .unpoliced(let exemption): return ["\(title) allowed, \(exemption.text)"]
        case .notIsolated: return ["\(title) allowed, no policy isolates it in this direction"]
        case .allowed(let permission, let policies):
            return ["\(title) allowed, isolated by \(list(policies))", "    allowed by \(permission.text(direction))"]
        case .denied(let shortfalls):
            return ["\(title) denied, isolated by \(list(shortfalls.map(\.policy)))"]
                + (shortfalls.flatMap { $0.lines(direction) } + notes(direction)).map { "    \($0)" }
        }
    }

    /// What surprises those who take a node for nobody's business.
    private func notes(_ direction: Direction) -> [String] {
        guard direction == .egress, isToOwnNode else { return [] }
        return ["\(flow.destination) is the pod's own node, which egress rules speak of as of any other address"]
    }

    /// `shop/web (10.0.0.5)`, or the address alone.
    private func name(_ pod: ObjectKey?, _ address: IPAddress) -> String {
        pod.map { "\($0) (\(address))" } ?? "\(address)"
    }

    private var trafficText: String {
        switch flow.traffic {
        case .port(let transport, let number): "\(transport) port \(number)"
        case .icmp(let type): "\(flow.source.family == .ipv4 ? "icmp" : "icmpv6") type \(type)"
        case .other(let number): "protocol \(number)"
        }
    }

    private func list(_ keys: [ObjectKey]) -> String { keys.map(\.description).joined(separator: ", ") }
}

extension Judgement.Exemption {
    fileprivate var text: String {
        switch self {
        case .outside: "the address is no pod's"
        case .itself: "a pod always reaches itself"
        case .ownNode: "a node always reaches its own pods"
        case .toOwnNode: "what pods send to their own node is not policed here"
        case .neighbourDiscovery: "neighbour discovery always passes"
        }
    }
}

extension Judgement.Permission {
    /// `shop/allow-web, ingress[1], from[0], ports[1]`.
    fileprivate func text(_ direction: Direction) -> String {
        let peer = peer.map { "\(direction.peersField)[\($0)]" } ?? "all peers"
        let port = port.map { "ports[\($0)]" } ?? "all ports"
        return "\(policy), \(direction)[\(rule)], \(peer), \(port)"
    }
}

extension Judgement.Shortfall {
    fileprivate func lines(_ direction: Direction) -> [String] {
        let lacks = rules.enumerated().map { "\(policy), \(direction)[\($0)]: \($1.text(direction))" }
        let reasons = defects.map { "\(policy): cannot be read at \($0)" }
        return lacks + reasons + (lacks.isEmpty && reasons.isEmpty ? ["\(policy): has no \(direction) rules"] : [])
    }
}

extension Judgement.Lack {
    fileprivate func text(_ direction: Direction) -> String {
        switch self {
        case .peer: "nothing in `\(direction.peersField)` matches"
        case .port: "nothing in `ports` matches"
        case .both: "nothing in `\(direction.peersField)` and nothing in `ports` matches"
        }
    }
}

extension Direction {
    /// What the API calls the peers of a rule.
    fileprivate var peersField: String {
        switch self {
        case .ingress: "from"
        case .egress: "to"
        }
    }
}

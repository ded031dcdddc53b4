import Addresses
import KubernetesModel
import Nftables
import PolicyEngine

/// One answer for people.
struct AnswerText {
    private let answer: Answer
    private let explanation: Explanation
    private let isVerbose: Bool

    /// The text of one of the answers of an explanation.
    init(_ answer: Answer, _ explanation: Explanation, verbose: Bool) {
        (self.answer, self.explanation, isVerbose) = (answer, explanation, verbose)
    }

    /// The verdict with both ends, and the way through the rules.
    var sections: [[String]] {
        [[title] + (alike + bystander + deviation).map { "  \($0)" } + answer.ends.flatMap(lines) + ports, way]
    }

    private var title: String {
        let place = explanation.node.map { " by node \($0)" } ?? ""
        let ends = "\(name(source, \.source)) -> \(name(destination, \.destination))"
        guard let reach = answer.first.reach else {
            return "\(answer.isAllowed ? "ALLOWED" : "DENIED")\(place): \(ends), \(answer.first.pairing.traffic)"
        }
        return "\(answer.isAllowed ? "OPEN" : "CLOSED")\(place): \(ends): \(reach.words)"
    }

    private var source: Endpoint { answer.first.pairing.source }
    private var destination: Endpoint { answer.first.pairing.destination }

    /// An end with its addresses, so far as somebody knows them.
    private func name(_ end: Endpoint, _ address: KeyPath<Flow, IPAddress>) -> String {
        let addresses = answer.shownFlows.map { $0[keyPath: address].description }.joined(separator: ", ")
        switch end.role {
        case .outside: return end.title
        case .node(let node):
            return end.title == "node \(node)" ? "\(end.title) (\(addresses))" : "\(end.title) (node \(node))"
        case .hostNetwork: return "\(end.title) (\(addresses), the address of its node)"
        case .pod: return end.isMadeUp ? end.title : "\(end.title) (\(addresses))"
        }
    }

    /// Whom else this answer is for.
    private var alike: [String] {
        guard answer.pairs.count > 1 else { return [] }
        let (sources, destinations) = answer.parties
        let (from, to) = (sources.dropFirst().map(\.title), destinations.dropFirst().map(\.title))
        if to.isEmpty { return ["the same from \(from.listed(max: isVerbose ? .max - 1 : 3))"] }
        if from.isEmpty { return ["the same to \(to.listed(max: isVerbose ? .max - 1 : 3))"] }
        let others = answer.pairs.dropFirst().map { "\($0.source.title) -> \($0.destination.title)" }
        if isVerbose || others.count <= 3 { return ["the same for \(others.listed)"] }
        return [
            "the same for \(others.count) more pairs of \(sources.count) senders and \(destinations.count) receivers"
        ]
    }

    /// A node that has neither of the pods has no say.
    private var bystander: [String] {
        guard let node = explanation.node, answer.ends.allSatisfy({ $0.enforcedElsewhere != nil || $0.isUnpoliced }),
            answer.ends.contains(where: { $0.enforcedElsewhere != nil })
        else { return [] }
        return ["node \(node) has none of the pods, so it lets everything between them pass"]
    }

    /// What the node does otherwise than the policies say.
    private var deviation: [String] {
        let node = explanation.practice.node.map { "node \($0)" } ?? "the node"
        if let drop = answer.first.drop { return ["\(node) drops it whatever policies say: \(drop)"] }
        guard !answer.isAllowed, let leniency = explanation.practice.leniency else { return [] }
        return ["it passes \(node) all the same, which \(leniency)"]
    }

    private func subject(_ report: EndReport) -> Endpoint { report.direction == .egress ? source : destination }

    private func other(_ report: EndReport) -> Endpoint { report.direction == .egress ? destination : source }

    /// What one end says and why.
    private func lines(_ report: EndReport) -> [String] {
        let title = "  \(report.direction) of \(subject(report).title): "
        if let node = report.enforcedElsewhere {
            let verdict =
                report.reach.map { "lets \($0.words) pass" } ?? (report.end.isAllowed ? "allows it" : "denies it")
            return ["\(title)not enforced by node \(explanation.node ?? "") but by node \(node), which \(verdict)"]
        }
        let isolation = "    isolated by \(report.end.isolating.map(\.description).listed)"
        switch report.end {
        case .unpoliced(let exemption): return ["\(title)allowed, \(words(exemption, subject(report)))"]
        case .notIsolated: return ["\(title)allowed, no policy isolates it in this direction"]
        case .allowed, .denied:
            if let reach = report.reach { return ["\(title)lets \(reach.words) pass", isolation] }
            let verdict = report.isAllowed ? "allowed" : "denied, no rule allows it"
            return ["\(title)\(verdict)", isolation] + rules(report).map { "    \($0)" }
        }
    }

    private func words(_ exemption: Judgement.Exemption, _ end: Endpoint) -> String {
        switch exemption {
        case .itself: "a pod always reaches itself"
        case .ownNode: "a node always reaches its own pods, as for their probes"
        case .toOwnNode: "what pods send to their own node is not policed, by --own-node=allow"
        case .neighbourDiscovery: "neighbour discovery always passes"
        case .outside:
            switch end.role {
            case .hostNetwork: "it uses the network of its node, and policies do not isolate such pods"
            case .node: "policies isolate pods, not nodes"
            case .pod, .outside: "policies isolate pods, and this is no pod's address"
            }
        }
    }

    /// What the policies of one end say, rule by rule.
    func details(_ report: EndReport) -> [String] { rules(report) }

    private func rules(_ report: EndReport) -> [String] {
        if case .allowed(let permission, _) = report.end, !isVerbose {
            return report.policies.filter { $0.policy.key == permission.policy }.flatMap { policy in
                reasons(policy, report).permission(permission)
            }
        }
        return report.policies.flatMap { reasons($0, report).lines }
    }

    private func reasons(_ policy: EndReport.PolicyReport, _ report: EndReport) -> ReasonText {
        ReasonText(
            policy, report, flow: answer.first.flow, other: other(report),
            receiver: destination, namespace: other(report).pod?.namespace ?? "", verbose: isVerbose)
    }

    /// Ports that have a name, and whether they are open, where all are asked about.
    private var ports: [String] {
        guard let reach = answer.first.reach, !reach.isEverything else { return [] }
        let named = explanation.namedPorts(answer.first)
        if named.isEmpty { return [] }
        return ["  of the ports with a name:"]
            + named.map { "    \($0.title): \(reach.allows($0.traffic) ? "open" : "closed")" }
    }

    private var way: [String] {
        let shown = isVerbose ? answer.walks : Array(answer.walks.prefix(1))
        return shown.flatMap { walk in
            let family = answer.walks.count > 1 ? "\(walk.packet.source.family.title), " : ""
            let node = explanation.node.map { " of node \($0)" } ?? ""
            return ["  rules\(node) (\(family)\(walk.title)):"] + walk.lines(verbose: isVerbose).map { "    \($0)" }
        }
    }
}

extension Reach {
    /// `everything`, `nothing`, or such as `TCP 80, TCP 8000-9000, UDP 53`.
    var words: String {
        if isEverything { return "everything" }
        let texts = PortedProtocol.allCases.flatMap { transport in
            // There is no port 0 that anybody asks for.
            ports(of: transport).intersection(PortSet([1...UInt16.max])).portRanges.map { range in
                range.lower == 1 && range.upper == .max ? "all of \(transport.title)" : "\(transport.title) \(range)"
            }
        }
        return texts.isEmpty ? "nothing" : texts.joined(separator: ", ")
    }
}

extension Explanation {
    /// A port that has a name.
    struct NamedPort: Hashable {
        let title: String
        let traffic: Traffic
    }

    /// The ports to which the receiver, or the Service before it, gave names; a Service's lead to the pod's.
    func namedPorts(_ connection: JudgedFlow) -> [NamedPort] {
        guard let pod = connection.pairing.destination.pod.flatMap({ inventory.cluster.pods[$0] }) else { return [] }
        guard case .service(let key) = question.destination, let service = inventory.services[key] else {
            return pod.ports.map { port in
                NamedPort(
                    title: "\(port.name) (\(port.transport.title) \(port.number))",
                    traffic: .port(port.transport, port.number))
            }
        }
        return service.ports.compactMap { port in
            service.number(of: port, at: pod).map { number in
                let lead = number == port.number ? "" : ", at the pod \(number)"
                return NamedPort(
                    title: "Service port \(port.title)\(lead)", traffic: .port(port.transport, number))
            }
        }
    }
}

import Addresses
import KubernetesModel
import PolicyEngine

/// Finds remedies for connections that one end denies.
struct RemedyFinder {
    /// What connections share that one change may open: what is sent, and who isolates the pod.
    private struct Cause: Hashable {
        let traffic: AskedTraffic
        let policies: [ObjectKey]
    }

    private let inventory: Inventory
    private let direction: Direction
    private let connections: [JudgedFlow]
    private let report: EndReport
    /// Policies that are suggested already.
    private let suggested: [ObjectKey]

    /// For connections of one cause, of which there is at least one.
    private init(
        _ connections: [JudgedFlow], _ direction: Direction, in inventory: Inventory, suggested: [ObjectKey]
    ) {
        report = connections[0].report(direction)
        (self.inventory, self.direction, self.connections) = (inventory, direction, connections)
        self.suggested = suggested
    }

    /// What opens all of these connections, one change for each cause, those of senders first; none where all ports
    /// are asked about, since nobody wants all of them open.
    static func remedies(_ connections: [JudgedFlow], in inventory: Inventory) -> [Remedy] {
        var remedies: [Remedy] = []
        for direction in [Direction.egress, .ingress] {
            let denied = connections.filter { !$0.report(direction).isAllowed && $0.pairing.traffic != .anything }
            var causes: [Cause] = []
            var groups: [Cause: [JudgedFlow]] = [:]
            for connection in denied {
                let policies = connection.report(direction).end.isolating
                let cause = Cause(traffic: connection.pairing.traffic, policies: policies)
                if groups[cause] == nil { causes.append(cause) }
                groups[cause, default: []].append(connection)
            }
            for group in causes.compactMap({ groups[$0] }) {
                let suggested = remedies.map(\.policy)
                remedies.append(RemedyFinder(group, direction, in: inventory, suggested: suggested).remedy)
            }
        }
        return remedies
    }

    /// The remedy: in a policy that speaks of just these pods, or else a policy of its own.
    private var remedy: Remedy {
        if let (policy, rule) = openRule {
            return Remedy(
                direction: direction, place: .peer(of: policy.key, rule: rule),
                yaml: YAMLText(peers.flatMap(\.yaml.item.lines)), remarks: remarks(policy))
        }
        if let policy = fitting.first?.policy {
            return Remedy(
                direction: direction, place: .rule(of: policy.key), yaml: rule.item, remarks: remarks(policy))
        }
        return Remedy(direction: direction, place: .policy(newKey), yaml: newPolicy, remarks: remarks(nil))
    }

    /// Policies to which a rule more belongs: they can be read, speak of some pods only, and allow something already.
    private var fitting: [EndReport.PolicyReport] {
        let found = report.policies.filter { report in
            !report.policy.defects.hasError && !report.rules.isEmpty && !report.policy.podSelector.requirements.isEmpty
        }
        return found.filter { $0.rules.contains { $0.lack == .peer } } + found
    }

    /// The rule that lacks only the peer and is about this port alone, so that one peer more opens nothing else.
    private var openRule: (NetworkPolicy, Int)? {
        for report in fitting {
            let rules = report.policy.rules(direction) ?? []
            for (index, reading) in report.rules.enumerated()
            where reading.lack == .peer && isExact(rules[index].ports) {
                return (report.policy, index)
            }
        }
        return nil
    }

    private func isExact(_ ports: [PolicyPort]) -> Bool {
        switch connections[0].pairing.traffic {
        case .port(let transport, let number):
            ports == [PolicyPort(transport, .numbers(PortRange(number)))]
        case .echo: ports.isEmpty
        case .anything: false
        }
    }

    private var rule: YAMLText {
        let field = report.peersField
        let peers = YAMLText(field, items: peers.map(\.yaml))
        guard case .port(let transport, let number) = connections[0].pairing.traffic else { return peers }
        let port = YAMLText("protocol", transport.title) + YAMLText("port", "\(number)")
        return peers + YAMLText("ports", items: [port])
    }

    private func other(_ connection: JudgedFlow) -> Endpoint {
        direction == .egress ? connection.pairing.destination : connection.pairing.source
    }

    private var subjects: [Pod] {
        let ends = connections.map { direction == .egress ? $0.pairing.source : $0.pairing.destination }
        return Set(ends.compactMap(\.pod)).sorted().compactMap { inventory.cluster.pods[$0] }
    }

    private var namespace: String { subjects.first?.key.namespace ?? "" }
}

extension RemedyFinder {
    /// The other ends as peers, each once: pods by their labels, all else by its address.
    private var peers: [RemedyPeer] {
        connections.reduce(into: []) { peers, connection in
            let peer = peer(connection)
            if !peers.contains(peer) { peers.append(peer) }
        }
    }

    private func peer(_ connection: JudgedFlow) -> RemedyPeer {
        let other = other(connection)
        let address = direction == .egress ? connection.flow.destination : connection.flow.source
        guard other.role == .pod, let pod = other.pod.flatMap({ inventory.cluster.pods[$0] }) else {
            return .address(address)
        }
        let labels = StableLabels(pod.labels).labels
        if pod.key.namespace == namespace { return .pods(labels, namespace: nil) }
        // No selector matches a namespace that nobody described.
        let isKnown = inventory.cluster.namespaces[pod.key.namespace] != nil
        return isKnown ? .pods(labels, namespace: pod.key.namespace) : .address(address)
    }

    private var newKey: ObjectKey {
        let others = Set(connections.map { nameWord(of: other($0)) })
        let first = others.min() ?? ""
        let base = "allow-\(report.peersField)-\(others.count > 1 ? "others" : first)"
        let taken = inventory.cluster.policies(in: namespace)
        let free = (1...taken.count + suggested.count + 1).lazy.map { number in
            ObjectKey(namespace, number == 1 ? base : "\(base)-\(number)")
        }
        return free.first { taken[$0.name] == nil && !suggested.contains($0) } ?? ObjectKey(namespace, base)
    }

    /// Part of the name of an object, whoever the end is.
    private func nameWord(of end: Endpoint) -> String {
        let text = end.pod.map { inventory.workload(of: $0).key.name } ?? end.addresses.first?.description ?? ""
        let plain = text.lowercased().utf8.map { byte in
            (48...57).contains(byte) || (97...122).contains(byte) ? byte : UInt8(ascii: "-")
        }
        let words = String(decoding: plain, as: UTF8.self).split(separator: "-")
        return words.isEmpty
            ? "other"
            : words.reduce("") { name, word in
                name.utf8.count + word.utf8.count > 40 ? name : name.isEmpty ? String(word) : "\(name)-\(word)"
            }
    }

    private var newPolicy: YAMLText {
        let key = newKey
        let metadata =
            YAMLText("name", YAMLText.scalar(key.name)) + YAMLText("namespace", YAMLText.scalar(key.namespace))
        let types = YAMLText("policyTypes", items: [YAMLText([direction == .ingress ? "Ingress" : "Egress"])])
        return YAMLText("apiVersion", "networking.k8s.io/v1") + YAMLText("kind", "NetworkPolicy")
            + YAMLText("metadata", metadata)
            + YAMLText("spec", selector + types + YAMLText(direction.rawValue, items: [rule]))
    }

    /// Pods like these, but none that is not isolated yet: a policy that selects others would close them.
    private var selector: YAMLText {
        let labels = StableLabels(common: subjects).labels
        let left = report.policies.map { report in
            report.policy.podSelector.requirements.filter { requirement in
                !labels.contains { $0.key == requirement.key }
            }
        }
        let needed = left.min { $0.count < $1.count } ?? []
        let expressions = needed.map { YAMLText(requirement: $0) }
        if expressions.isEmpty { return YAMLText(selector: "podSelector", labels) }
        let matching = labels.isEmpty ? YAMLText() : YAMLText("matchLabels", YAMLText(matching: labels))
        return YAMLText("podSelector", matching + YAMLText("matchExpressions", items: expressions))
    }

    private func remarks(_ policy: NetworkPolicy?) -> [String] {
        var remarks: [String] = []
        let unreadable = report.policies.filter { $0.policy.defects.hasError }.map(\.policy.key.description)
        if !unreadable.isEmpty { remarks.append("first mend \(unreadable.listed), which may say this already") }
        if connections[0].pairing.traffic == .echo {
            remarks.append("only a rule without ports lets ping through, and it opens every port too")
        }
        if peers.contains(where: \.isWholeNamespace) {
            remarks.append("the pod at the other end has no lasting labels: this is for all pods of its namespace")
        }
        let nodes = Set(connections.compactMap { other($0).node }).sorted()
        if !nodes.isEmpty {
            remarks.append(
                "the address is that of node\(nodes.count > 1 ? "s" : "") \(nodes.listed): "
                    + "this is for all that uses its network"
            )
        }
        if let policy, let others = otherPods(policy) { remarks.append(others) }
        return remarks
    }

    /// Other pods that a policy selects, for which a change of it opens the same.
    private func otherPods(_ policy: NetworkPolicy) -> String? {
        let labels = StableLabels(common: subjects)
        let others = inventory.cluster.pods.values.filter { pod in
            pod.key.namespace == policy.key.namespace && pod.isOnPodNetwork && policy.podSelector.matches(pod.labels)
                && !labels.labels.allSatisfy { pod.labels[$0.key] == $0.value }
        }
        if others.isEmpty { return nil }
        let names = Set(others.map { inventory.workload(of: $0.key).askedName }).sorted()
        return "\(policy.key) selects \(names.listed(max: 3)) too: it opens there as well"
    }
}

extension Endpoint {
    /// The node whose address this is.
    var node: String? {
        switch role {
        case .hostNetwork(let node), .node(let node): node
        case .pod, .outside: nil
        }
    }
}

import Addresses
import KubernetesModel
import PolicyEngine

/// What those who look for a fault overlook most often.
struct Hints {
    /// One sentence each.
    let all: [String]

    /// What there is to say beside some answers.
    init(_ answers: [Answer], _ inventory: Inventory, policesOwnNode: Bool) {
        let judge = Judge(inventory.cluster, policesOwnNode: policesOwnNode)
        var all: [String] = []
        for hint in answers.flatMap({ Self.hints($0, inventory, judge) }) where !all.contains(hint) { all.append(hint) }
        self.all = all
    }

    private static func hints(_ answer: Answer, _ inventory: Inventory, _ judge: Judge) -> [String] {
        [ownNode(answer), port53(answer), names(answer, inventory, judge), changedSource(answer)].compactMap { $0 }
    }

    /// The API's text leaves open whether a pod's own node may be closed to it.
    private static func ownNode(_ answer: Answer) -> String? {
        let connection = answer.first
        guard connection.isToOwnNode, !connection.egress.end.isolating.isEmpty else { return nil }
        return
            "\(connection.flow.destination) is the address of the node that \(connection.pairing.source.title) runs "
            + "on: what pods send to their own node is policed as egress, unless the agent runs with --own-node=allow"
    }

    private static func port53(_ answer: Answer) -> String? {
        guard !answer.isAllowed, case .port(let transport, 53) = answer.first.pairing.traffic else { return nil }
        let other = transport == .udp ? "TCP" : "UDP"
        return "names are looked up over UDP 53 and, where answers are long, TCP 53: allow \(other) 53 as well"
    }

    /// A client that cannot look up the name fails before it connects.
    private static func names(_ answer: Answer, _ inventory: Inventory, _ judge: Judge) -> String? {
        let source = answer.first.pairing.source
        if case .port(_, 53) = answer.first.pairing.traffic { return nil }
        guard !answer.first.egress.end.isolating.isEmpty, let pod = source.pod else { return nil }
        let servers = inventory.cluster.pods.values.filter { $0.isNameServer && $0.isOnPodNetwork }.map(\.key).sorted()
        let flows = servers.flatMap { server in
            inventory.cluster.flows(from: .pod(pod), to: .pod(server), .port(.udp, 53))
        }
        guard let server = servers.first, !flows.isEmpty, !flows.contains(where: { judge.judge($0).isAllowed }) else {
            return nil
        }
        return "\(source.title) cannot look up names: UDP 53 to \(server) is denied as well"
    }

    /// What comes through a node may have its address.
    private static func changedSource(_ answer: Answer) -> String? {
        let connection = answer.first
        guard connection.pairing.source.role == .outside, !connection.ingress.end.isolating.isEmpty else { return nil }
        return
            "a NodePort or load balancer may put a node's address in the place of \(connection.flow.source): ask about "
            + "that one too"
    }
}

extension Pod {
    /// Whether it is one of those that look up names for the cluster, by the labels that these have everywhere.
    fileprivate var isNameServer: Bool {
        ["kube-dns", "coredns"].contains(labels["k8s-app"]) || labels["app.kubernetes.io/name"] == "coredns"
    }
}

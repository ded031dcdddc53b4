import Addresses
import KubernetesModel
import Nftables
import PolicyEngine

/// What holds for one connection or for several that are alike.
struct Answer {
    /// The connections, in order; the first stands for all.
    let connections: [JudgedFlow]
    /// The ways of their first packets: one for each family, IPv4 first.
    let walks: [RuleWalk]

    /// The one that is shown.
    var first: JudgedFlow { connections[0] }
    /// Whether they pass.
    var isAllowed: Bool { first.isAllowed }
    /// What the ends say.
    var ends: [EndReport] { [first.egress, first.ingress] }

    /// Connections that are alike, each kind once: first what is denied, otherwise in their order.
    static func grouped(_ connections: [JudgedFlow], _ walk: (Flow) -> RuleWalk) -> [Answer] {
        var places: [JudgedFlow.Likeness: Int] = [:]
        var groups: [[JudgedFlow]] = []
        for connection in connections {
            if let place = places[connection.likeness] {
                groups[place].append(connection)
            } else {
                places[connection.likeness] = groups.count
                groups.append([connection])
            }
        }
        let answers = groups.map { group in
            let shown = group.filter { $0.pairing == group[0].pairing }
            return Answer(
                connections: group, walks: shown[0].pairing.traffic == .anything ? [] : shown.map { walk($0.flow) })
        }
        return answers.filter { !$0.isAllowed } + answers.filter(\.isAllowed)
    }

    /// The senders and receivers, each once, in order.
    var parties: (sources: [Endpoint], destinations: [Endpoint]) {
        (Self.unique(connections.map(\.pairing.source)), Self.unique(connections.map(\.pairing.destination)))
    }

    /// The pairs of ends, each once, in order.
    var pairs: [Pairings.Pairing] { Self.unique(connections.map(\.pairing)) }

    /// The flows of the pair that is shown, one of each family.
    var shownFlows: [Flow] { connections.filter { $0.pairing == first.pairing }.map(\.flow) }

    private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return values.filter { seen.insert($0).inserted }
    }
}

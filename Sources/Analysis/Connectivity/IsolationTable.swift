import Addresses
import KubernetesModel
import PolicyEngine

/// What each isolated kind of pods is let pass, with every kind of other ends.
struct IsolationTable {
    /// What the ends of a kind have alike.
    private struct Kind: Hashable {
        let family: IPFamily
        let ports: [Pod.NamedPort]
        let isolations: [Direction: Int]
        let peers: [Bool]
        let node: String?
        let alone: IPAddress?
    }

    /// What isolates in one direction; port names of what comes in are the pod's own.
    private struct Isolation: Hashable {
        let direction: Direction
        let policies: [ObjectKey]
        let ports: [Pod.NamedPort]
    }

    private let alphabet: PolicyAlphabet
    private var known: [PolicyAlphabet.Traits: Int] = [:]
    private var kinds = Numbering<Kind>()
    private var isolations = Numbering<Isolation>()
    private var rows: [[Reach]] = []

    /// A table without kinds.
    init(_ alphabet: PolicyAlphabet) { self.alphabet = alphabet }

    /// The number of the kind of an address, which a pod has or nobody.
    mutating func kind(of address: IPAddress, _ pod: Pod?) -> Int {
        let traits = alphabet.traits(of: address, pod)
        if let known = known[traits] { return known }
        var isolations: [Direction: Int] = [:]
        for direction in Direction.allCases {
            let policies = pod.map { self.policies(of: $0, direction) } ?? []
            if policies.isEmpty { continue }
            let ports = direction == .ingress ? traits.ports : []
            isolations[direction] = self.isolations.number(
                of: Isolation(direction: direction, policies: policies, ports: ports))
        }
        let kind = Kind(
            family: traits.family, ports: traits.ports, isolations: isolations,
            peers: alphabet.peers.map { alphabet.isMeant(address, pod, by: $0) }, node: traits.node,
            alone: traits.alone)
        let number = kinds.number(of: kind)
        known[traits] = number
        return number
    }

    /// Works out what passes, when all kinds are known.
    mutating func fill() {
        rows = isolations.values.map { isolation in
            let rules = rules(of: isolation)
            return kinds.values.map { other in
                rules.reduce(Reach.nothing) { reach, rule in
                    guard !reach.isEverything, rule.peers?.contains(where: { other.peers[$0] }) ?? true else {
                        return reach
                    }
                    return reach.union(rule.reach(to: isolation.direction == .ingress ? isolation.ports : other.ports))
                }
            }
        }
    }

    /// What the isolation of a kind lets pass with another.
    func reach(_ direction: Direction, of subject: Int, with other: Int) -> Reach {
        kinds.values[subject].isolations[direction].map { rows[$0][other] } ?? .everything
    }

    /// How pods of a kind stand to policies in one direction.
    func side(_ direction: Direction, of kind: Int) -> Standing.Side {
        let kind = kinds.values[kind]
        guard let number = kind.isolations[direction] else {
            return Standing.Side(policies: [], hasUnisolated: true, open: .everything)
        }
        let isolation = isolations.values[number]
        let open = rules(of: isolation).filter { $0.means[kind.family] ?? false }.reduce(Reach.nothing) {
            $0.union($1.reach(to: isolation.ports))
        }
        return Standing.Side(policies: isolation.policies, hasUnisolated: false, open: open)
    }

    private func rules(of isolation: Isolation) -> [PolicyAlphabet.Rule] {
        isolation.policies.flatMap { alphabet.rules[$0]?[isolation.direction] ?? [] }
    }

    private func policies(of pod: Pod, _ direction: Direction) -> [ObjectKey] {
        (alphabet.policies[pod.key.namespace] ?? []).filter {
            $0.podSelector.matches(pod.labels) && $0.rules(direction) != nil
        }.map(\.key)
    }
}

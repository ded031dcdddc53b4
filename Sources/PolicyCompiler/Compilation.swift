import Addresses
import KubernetesModel
public import Nftables
import PolicyEngine

/// A compiled policy, with its parts.
public struct Compilation: Sendable {
    /// The ruleset.
    public private(set) var ruleset: Ruleset

    let options: PolicyCompiler.Options
    private var policy: NodePolicy
    private let facts: NodeFacts
    private let families: [IPFamily]
    private var pods: [ObjectKey: [Direction: PodRules]] = [:]
    private var allows: [String: AllowChain] = [:]
    private var names: [PeerQuery: [IPFamily: String]] = [:]
    /// The queries whose members decide how rules are laid out.
    private var layingOut: Set<PeerQuery> = []

    /// Compiles a policy, taking over what is equal in another compilation.
    init(
        _ policy: NodePolicy, _ facts: NodeFacts, _ options: PolicyCompiler.Options, reusing previous: Compilation?
    ) {
        self.policy = policy
        self.facts = facts
        self.options = options
        families = policy.families(facts)
        ruleset = Ruleset(table: options.table, comment: "NetworkPolicies of this node, written by martlet")
        let base = BaseChains(families, options, facts)
        (ruleset.chains, ruleset.sets) = (base.chains, base.sets)
        let other = previous.flatMap { $0.families == families ? $0 : nil }
        addDispatch()
        var chainNames = AllowNames()
        for pod in policy.pods.values {
            for direction in Direction.allCases {
                if let isolation = pod.isolation(direction) { add(pod, isolation, direction, other, &chainNames) }
            }
        }
        for query in Set(allows.values.flatMap(\.queries)) {
            set(policy.members[query] ?? PeerMembers(), of: query, previous)
        }
        for allow in allows.values {
            setOpenings(allow.openings)
            layingOut.formUnion(allow.queriesLayingOut)
        }
    }

    /// The same where at most members of queries are others, which is what most changes are; `nil` where that is not
    /// all.
    func updated(for new: NodePolicy, _ facts: NodeFacts) -> Compilation? {
        guard new.pods == policy.pods, facts == self.facts else { return nil }
        let queries = new.queriesAnswered(otherwiseThan: policy)
        // Where members decide how rules are laid out, they are laid out again.
        if queries.contains(where: { layingOut.contains($0) }) { return nil }
        var result = updated(with: new)
        for query in queries where names[query] != nil {
            result.set(new.members[query] ?? PeerMembers(), of: query, self)
        }
        return result
    }

    /// The same for a policy that changes none of its rules and sets.
    private func updated(with new: NodePolicy) -> Compilation {
        var result = self
        result.policy = new
        return result
    }
}

extension Compilation {
    /// The maps that lead to the chains of pods, and the sets of those that are dropped behind them.
    private mutating func addDispatch() {
        for direction in Direction.allCases {
            for family in families {
                let layout = KeyLayout(addressOf: family)
                let isolated = policy.pods.values.filter { $0.isolation(direction) != nil }
                let chains = isolated.flatMap { pod in
                    pod.addresses.filter { $0.family == family }.map {
                        (Element(.address($0), layout: layout), Verdict.jump(Names.chain(of: pod.key, direction)))
                    }
                }
                ruleset.maps[Names.pods(direction, family)] = VerdictMap(
                    layout, Dictionary(uniqueKeysWithValues: chains), comment: "isolated pods, to their chains")
                if options.denial == .pass { continue }
                ruleset.sets[Names.isolated(direction, family)] = NamedSet(
                    Elements(addresses: facts.lingering.union(isolated.flatMap(\.addresses)), family: family),
                    comment: "isolated pods: what their chain did not accept is dropped")
            }
        }
        guard facts.unknownPods == .deny else { return }
        let unknown = facts.podRanges.subtracting(AddressRanges(policy.pods.values.flatMap(\.addresses)))
        for family in families {
            ruleset.sets[Names.unknown(family)] = NamedSet(
                Elements(unknown, family: family), comment: "addresses for pods that no known pod has")
        }
    }

    private mutating func add(
        _ pod: PodPolicy, _ isolation: Isolation, _ direction: Direction, _ previous: Compilation?,
        _ names: inout AllowNames
    ) {
        let known = previous?.policy.pods[pod.key] == pod ? previous?.pods[pod.key]?[direction] : nil
        let allow = known?.allow ?? names.name(isolation.allowances, direction)
        if let allow { use(allow, isolation.allowances, direction, previous) }
        let rules = known ?? PodRules(pod, isolation, direction, allow: allow, options)
        pods[pod.key, default: [:]][direction] = rules
        ruleset.counters.insert(rules.counter)
        ruleset.chains[rules.name] = rules.chain
        if let (name, chain) = DenialLogging(options).chain(for: pod.key, direction) { ruleset.chains[name] = chain }
    }

    /// Makes the shared chain of this name where it is not there.
    private mutating func use(
        _ name: String, _ allowances: [Allowance], _ direction: Direction, _ previous: Compilation?
    ) {
        guard allows[name] == nil else { return }
        let known = Openings.mayApply(to: allowances) ? nil : previous?.allows[name]
        let allow = known ?? AllowChain(allowances, direction, families, policy.members)
        allows[name] = allow
        ruleset.chains[name] = allow.chain
        ruleset.sets.merge(allow.sets) { $1 }
    }

    private mutating func set(_ members: PeerMembers, of query: PeerQuery, _ previous: Compilation?) {
        let names =
            previous?.names[query]
            ?? Dictionary(uniqueKeysWithValues: IPFamily.allCases.map { ($0, Names.peers(query, $0)) })
        if self.names[query] == nil { self.names[query] = names }
        let isSame = previous?.policy.members[query] == members
        for family in families {
            guard let name = names[family] else { continue }
            let known = previous?.ruleset.sets[name]
            let elements = isSame ? known?.elements : nil
            ruleset.sets[name] = NamedSet(
                elements ?? Elements(members, of: query, family),
                keeping: known?.comment ?? LimitedText(query.description))
        }
    }

    private mutating func setOpenings(_ openings: [Opening]) {
        for family in families where !openings.isEmpty {
            ruleset.sets[Names.openings(openings, family)] = NamedSet(
                Elements(openings, policy.members, family), comment: "pods with the ports that are open to them")
        }
    }
}

/// The names of the chains of what is allowed, each worked out once: they are hashes, and pods are allowed alike.
private struct AllowNames {
    private var known: [Direction: [[Allowance]: String]] = [:]

    /// The name of the chain that says all this; `nil` where nothing is allowed.
    mutating func name(_ allowances: [Allowance], _ direction: Direction) -> String? {
        if allowances.isEmpty { return nil }
        if let name = known[direction]?[allowances] { return name }
        let name = Names.allow(allowances, direction)
        known[direction, default: [:]][allowances] = name
        return name
    }
}

extension NodePolicy {
    /// The families of the addresses that are asked about: those of isolated pods, and of unknown ones.
    fileprivate func families(_ facts: NodeFacts) -> [IPFamily] {
        let isolated = pods.values.filter { $0.ingress != nil || $0.egress != nil }
        return IPFamily.allCases.filter { family in
            isolated.contains { $0.addresses.contains { $0.family == family } }
                || facts.lingering.contains { $0.family == family }
                || facts.unknownPods == .deny && facts.podRanges.ranges.contains { $0.lowerBound.family == family }
        }
    }
}

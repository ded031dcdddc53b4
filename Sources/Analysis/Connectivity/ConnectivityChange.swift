public import Addresses
public import PolicyEngine

/// What is otherwise in one connectivity than in another.
public struct ConnectivityChange: Sendable {
    /// How a connection differs.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Something else passes.
        case changed
        /// Something passes where nothing did.
        case added
        /// Nothing passes where something did.
        case removed
    }

    /// One connection that differs.
    public struct Entry: Hashable, Sendable {
        /// Who sends.
        public let source: ConnectionEnd
        /// Who receives.
        public let destination: ConnectionEnd
        /// What passed.
        public let old: Reach
        /// What passes.
        public let new: Reach
        /// The family that this is about, where the other one differs otherwise.
        public let family: IPFamily?
        /// Which of the ends was not there before, or is gone.
        public let note: String

        /// How it differs.
        public var kind: Kind { old.isNothing ? .added : new.isNothing ? .removed : .changed }
    }

    /// What differs: what changed, what was added, what was removed, each in the order of connections.
    public let entries: [Entry]
    /// The pods of both, as they stand opposite one another.
    let pairs: [SubjectPair]

    /// What is otherwise in the second than in the first.
    public init(from old: Connectivity, to new: Connectivity) {
        pairs = SubjectPair.pairs(old, new)
        let comparison = ConnectivityComparison(pairs, old, new)
        let found = comparison.entries
        entries = Kind.allCases.flatMap { kind in
            found.filter { $0.kind == kind }.sorted {
                Connection($0.source, $0.destination, $0.new, family: $0.family)
                    < Connection($1.source, $1.destination, $1.new, family: $1.family)
            }
        }
    }
}

/// Pods of a workload before and after; `nil` where they were not there or are gone.
struct SubjectPair: Sendable {
    /// What they are called.
    let group: PodGroup
    let old: Connectivity.Subject?
    let new: Connectivity.Subject?

    /// Who stands opposite whom, in order. Where the pods of a workload fare differently, those that are in both.
    static func pairs(_ old: Connectivity, _ new: Connectivity) -> [SubjectPair] {
        let before = Dictionary(grouping: old.subjects, by: \.group.workload)
        let after = Dictionary(grouping: new.subjects, by: \.group.workload)
        return Set(before.keys).union(after.keys).sorted().flatMap { name in
            pairs(before[name] ?? [], after[name] ?? [])
        }
    }

    private static func pairs(_ old: [Connectivity.Subject], _ new: [Connectivity.Subject]) -> [SubjectPair] {
        var result: [SubjectPair] = []
        for before in old {
            for after in new {
                if let group = common(before.group, after.group) {
                    result.append(SubjectPair(group: group, old: before, new: after))
                }
            }
        }
        let (paired, pairedNew) = (Set(result.compactMap(\.old)), Set(result.compactMap(\.new)))
        result += old.filter { !paired.contains($0) }.map { SubjectPair(group: $0.group, old: $0, new: nil) }
        result += new.filter { !pairedNew.contains($0) }.map { SubjectPair(group: $0.group, old: nil, new: $0) }
        return result.sorted { $0.group < $1.group }
    }

    /// The pods that two groups of one workload have to do with one another.
    private static func common(_ old: PodGroup, _ new: PodGroup) -> PodGroup? {
        if new.isWhole { return old.isWhole ? new : old }
        if old.isWhole { return new }
        let pods = Set(old.pods).intersection(new.pods).sorted()
        return pods.isEmpty ? nil : PodGroup(new.workload, pods: pods, isWhole: false)
    }
}

public import Addresses
public import PolicyEngine

/// Who can reach whom: all that may pass between workloads, and between them and the addresses outside.
///
/// Pods that use their node's network are neither subjects nor peers of policies and are not listed, and neither are
/// nodes. A workload stands opposite itself only where it has several pods: then it is one of them and another.
public struct Connectivity: Sendable {
    /// Pods that fare alike, with how they stand to policies.
    public struct Subject: Hashable, Sendable {
        /// The pods.
        public let group: PodGroup
        /// How they stand to policies, in each family in which they have addresses; empty where that is not known.
        public let standings: [IPFamily: Standing]
        /// The families in which they have addresses.
        public let families: Set<IPFamily>
    }

    /// All workloads, in order; one whose pods differ in what they reach is several.
    public internal(set) var subjects: [Subject]
    /// What may pass, in order; what may not is not listed.
    public internal(set) var connections: [Connection]
    /// What the connections were cut down to; `nil` where they are all.
    var focus: Set<PodGroup>?
    /// The families of the pods' addresses.
    public let families: [IPFamily]
    /// What is left out, in words.
    public let notes: [String]

    /// What the policies of an inventory let pass. Pods without an address are left out: ``Inventory/populated()``
    /// gives each one.
    public init(_ inventory: Inventory) { self.init(inventory, PolicyReach(inventory.cluster)) }

    /// What the rules of a table let pass, among the pods of an inventory.
    public init(_ inventory: Inventory, _ rules: TracedReach) {
        self.init(inventory, TracedSource(rules, inventory.cluster))
    }

    /// What somebody says passes between two addresses, asked about every pair of pods. It must not tell addresses
    /// apart that are no pod's but at the bounds of these ranges.
    public init(
        _ inventory: Inventory, telling ranges: [ClosedRange<IPAddress>],
        reach: @escaping (IPAddress, IPAddress) -> Reach
    ) {
        self.init(inventory, AskedReach(cells: AddressCells(cutting: ranges), ask: reach))
    }

    /// What a source says, asked once for each two kinds of ends.
    init(_ inventory: Inventory, _ source: some ReachSource) {
        let members = PodMembers(inventory)
        let table = ReachTable(members, source, inventory.cluster)
        families = members.families
        notes = members.notes
        subjects = table.units.map { unit in
            Subject(group: unit.group, standings: unit.standings, families: Set(unit.kinds.keys))
        }
        connections = ConnectionLister(table).connections
    }
}

/// A source that tells every address from every other.
private struct AskedReach: ReachSource {
    let cells: AddressCells
    let ask: (IPAddress, IPAddress) -> Reach

    func kind(of address: IPAddress) -> IPAddress { address }
    func reach(from source: IPAddress, to destination: IPAddress) -> Reach { ask(source, destination) }
    func standing(of address: IPAddress) -> Standing? { nil }
}

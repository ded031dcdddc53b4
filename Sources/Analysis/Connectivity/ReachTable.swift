import Addresses
import KubernetesModel
import PolicyEngine

/// What passes between every two kinds of ends, asked once for each, and which pods have which kinds.
struct ReachTable {
    /// Pods of a workload that fare alike.
    struct Unit {
        var group: PodGroup
        /// Their kind in each family.
        let kinds: [IPFamily: Int]
        /// Another kind of some of them, where policies tell them apart though they fare alike.
        var others: [IPFamily: Int] = [:]
        var standings: [IPFamily: Standing]
    }

    /// A piece of the address space outside.
    struct Piece {
        let range: ClosedRange<IPAddress>
        /// `nil` where all its addresses are pods' or nodes', so that it is not outside at all.
        let kind: Int?
    }

    /// The pods, in order.
    private(set) var units: [Unit] = []
    /// The pieces of each family, in order and without gaps.
    private(set) var pieces: [IPFamily: [Piece]] = [:]
    /// What may pass, by number; 0 is nothing.
    private(set) var reaches = Numbering<Reach>()

    private var columns: [IPFamily: KindColumns] = [:]

    /// Asks about all pairs of kinds.
    init(_ members: PodMembers, _ source: some ReachSource, _ cluster: Cluster) {
        _ = reaches.number(of: .nothing)
        let taken = Set(
            cluster.pods.values.flatMap(\.addresses).filter { cluster.owner(of: $0) != nil }
                + cluster.nodes.values.flatMap(\.addresses))
        var kindOf: [IPAddress: Int] = [:]
        for family in members.families {
            var kinds = ActorKinds(source)
            for member in members.workloads.lazy.flatMap(\.members) {
                guard let address = member.addresses[family] else { continue }
                kindOf[address] = kinds.add(address, isPod: true)
            }
            pieces[family] = source.cells.ranges(family).map { range in
                Piece(range: range, kind: range.first(notIn: taken).map { kinds.add($0, isPod: false) })
            }
            columns[family] = KindColumns(kinds.actors, source, &reaches)
        }
        for (name, all) in members.workloads {
            let units = units(of: name, all, source, kindOf)
            self.units += merged(units)
        }
    }

    /// The number of what passes from one kind to another.
    func reach(_ family: IPFamily, from source: Int, to destination: Int) -> Int {
        columns[family]?[source, destination] ?? 0
    }

    /// The pods of one workload, put together by their kinds.
    private func units(
        of name: WorkloadName, _ members: [PodMembers.Member], _ source: some ReachSource, _ kindOf: [IPAddress: Int]
    ) -> [Unit] {
        var numbering = Numbering<[IPFamily: Int]>()
        var pods: [[PodMembers.Member]] = []
        for member in members {
            let number = numbering.number(of: member.addresses.compactMapValues { kindOf[$0] })
            if number == pods.count { pods.append([]) }
            pods[number].append(member)
        }
        return zip(numbering.values, pods).map { kinds, members in
            let standings = members[0].addresses.compactMapValues { source.standing(of: $0) }
            return Unit(group: PodGroup(name, pods: members.map(\.pod.key)), kinds: kinds, standings: standings)
        }
    }

    /// The same with those put together that fare alike though policies tell them apart.
    private func merged(_ units: [Unit]) -> [Unit] {
        if units.count == 1 { return units }
        var result: [Unit] = []
        for unit in units {
            if let index = result.firstIndex(where: { isLike($0, unit) }) {
                result[index].join(unit)
            } else {
                result.append(unit)
            }
        }
        let isWhole = result.count == 1
        return result.map { unit in
            var unit = unit
            unit.group = PodGroup(unit.group.workload, pods: unit.group.pods.sorted(), isWhole: isWhole)
            return unit
        }.sorted { $0.group < $1.group }
    }

    /// Whether two reach the same and are reached by the same, one by the other too.
    private func isLike(_ left: Unit, _ right: Unit) -> Bool {
        left.kinds.keys == right.kinds.keys
            && left.standings.allSatisfy { family, standing in right.standings[family]?.isLike(standing) ?? false }
            && left.kinds.allSatisfy { family, kind in
                guard let other = right.kinds[family] else { return false }
                return columns[family]?.areAlike(kind, other) ?? true
            }
    }
}

extension ReachTable.Unit {
    fileprivate mutating func join(_ other: Self) {
        group = PodGroup(group.workload, pods: group.pods + other.group.pods)
        for (family, kind) in other.kinds where kind != kinds[family] { others[family] = kind }
        standings.merge(other.standings) { $0.adding($1) }
    }
}

/// The kinds of one family, each with one or two addresses that stand for it.
private struct ActorKinds<Source: ReachSource> {
    private(set) var actors: [KindColumns.Actor] = []
    private let source: Source
    private var kinds = Numbering<Identity>()

    private struct Identity: Hashable {
        let kind: Source.Kind
        let isPod: Bool
    }

    init(_ source: Source) { self.source = source }

    mutating func add(_ address: IPAddress, isPod: Bool) -> Int {
        let kind = kinds.number(of: Identity(kind: source.kind(of: address), isPod: isPod))
        if kind == actors.count { actors.append(KindColumns.Actor(isPod: isPod)) }
        if actors[kind].addresses.count < 2 { actors[kind].addresses.append(address) }
        return kind
    }
}

/// What passes between the kinds of one family, as numbers.
struct KindColumns {
    /// Ends that fare alike.
    struct Actor {
        /// Whether they are pods.
        let isPod: Bool
        /// One or two of their addresses: with two it is known what passes from one of a kind to another.
        var addresses: [IPAddress] = []
    }

    /// Between two addresses outside nothing is asked, and of a pod alone in its kind nothing is known of itself.
    private static let unknown: Int32 = -1
    private let count: Int
    private let cells: [Int32]

    /// Asks about all pairs.
    init(_ actors: [Actor], _ source: some ReachSource, _ reaches: inout Numbering<Reach>) {
        count = actors.count
        var cells: [Int32] = []
        cells.reserveCapacity(count * count)
        for (from, sender) in actors.enumerated() {
            for (to, receiver) in actors.enumerated() {
                let target = from == to ? receiver.addresses.dropFirst().first : receiver.addresses.first
                guard let origin = sender.addresses.first, let target, sender.isPod || receiver.isPod else {
                    cells.append(Self.unknown)
                    continue
                }
                cells.append(Int32(reaches.number(of: source.reach(from: origin, to: target))))
            }
        }
        self.cells = cells
    }

    /// The number of what passes from one kind to another; nothing where that is not known.
    subscript(source: Int, destination: Int) -> Int { Int(max(0, cells[source * count + destination])) }

    /// Whether two kinds fare alike with all others, and one with the other as each with itself.
    func areAlike(_ left: Int, _ right: Int) -> Bool {
        if left == right { return true }
        let isLikeElsewhere = (0..<count).allSatisfy { other in
            other == left || other == right
                || self[left, other] == self[right, other] && self[other, left] == self[other, right]
        }
        let among = [(left, left), (left, right), (right, left), (right, right)].map { cells[$0 * count + $1] }
        return isLikeElsewhere && Set(among.filter { $0 != Self.unknown }).count <= 1
    }
}

import Addresses
import PolicyEngine

/// Lists what a table says, in order.
struct ConnectionLister {
    /// What may pass, in order.
    private(set) var connections: [Connection] = []

    private let table: ReachTable
    private let ends: [ConnectionEnd]

    /// Lists all connections.
    init(_ table: ReachTable) {
        self.table = table
        ends = table.units.map { .pods($0.group) }
        for index in table.units.indices { listOutside(to: index) }
        connections.sort()
        for source in table.units.indices {
            listOutside(from: source)
            for destination in table.units.indices { listPods(source, destination) }
        }
    }

    private mutating func listPods(_ source: Int, _ destination: Int) {
        let (from, to) = (table.units[source], table.units[destination])
        if source == destination, from.group.pods.count == 1 { return }
        var found: [(IPFamily, Int)] = []
        for family in IPFamily.allCases {
            guard let sender = from.kinds[family], let receiver = to.kinds[family] else { continue }
            found.append((family, among(from, family, sender, receiver, isSame: source == destination)))
        }
        if let first = found.first, found.allSatisfy({ $0.1 == first.1 }) {
            add(ends[source], ends[destination], first.1)
        } else {
            for (family, reach) in found { add(ends[source], ends[destination], reach, family) }
        }
    }

    /// Of a unit of several kinds it is the same between any two of its pods, but only two kinds may be able to say.
    private func among(_ unit: ReachTable.Unit, _ family: IPFamily, _ from: Int, _ to: Int, isSame: Bool) -> Int {
        guard isSame, let another = unit.others[family] else { return table.reach(family, from: from, to: to) }
        return table.reach(family, from: from, to: another)
    }

    private mutating func listOutside(to index: Int) {
        for (family, kind) in table.units[index].kinds {
            for (range, reach) in ranges(family, { table.reach(family, from: $0, to: kind) }) {
                add(.outside(range), ends[index], reach)
            }
        }
    }

    private mutating func listOutside(from index: Int) {
        for (family, kind) in table.units[index].kinds.sorted(by: { $0.key < $1.key }) {
            for (range, reach) in ranges(family, { table.reach(family, from: kind, to: $0) }) {
                add(ends[index], .outside(range), reach)
            }
        }
    }

    /// Neighbouring pieces with the same answer as one; those that hold nothing outside go with their neighbours.
    private func ranges(_ family: IPFamily, _ reach: (Int) -> Int) -> [(ClosedRange<IPAddress>, Int)] {
        var result: [(ClosedRange<IPAddress>, Int)] = []
        var pending: IPAddress?
        for piece in table.pieces[family] ?? [] {
            let answer = piece.kind.map(reach) ?? result.last?.1
            guard let answer else {
                pending = pending ?? piece.range.lowerBound
                continue
            }
            let lower = pending ?? piece.range.lowerBound
            pending = nil
            if let last = result.last, last.1 == answer {
                result[result.count - 1].0 = last.0.lowerBound...piece.range.upperBound
            } else {
                result.append((lower...piece.range.upperBound, answer))
            }
        }
        return result
    }

    private mutating func add(
        _ source: ConnectionEnd, _ destination: ConnectionEnd, _ reach: Int, _ family: IPFamily? = nil
    ) {
        let reach = table.reaches.values[reach]
        if !reach.isNothing { connections.append(Connection(source, destination, reach, family: family)) }
    }
}

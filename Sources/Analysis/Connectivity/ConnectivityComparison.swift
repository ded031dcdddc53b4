import Addresses
import KubernetesModel
import PolicyEngine

/// Compares two connectivities, pods by pods and address by address.
struct ConnectivityComparison {
    /// What differs, in no order.
    private(set) var entries: [ConnectivityChange.Entry] = []

    private let pairs: [SubjectPair]
    private let sides: (old: Side, new: Side)

    /// What passed and what passes.
    private struct Difference: Hashable {
        var old = Reach.nothing
        var new = Reach.nothing
    }

    /// Two pairs, by number.
    fileprivate struct Ends: Hashable {
        let source: Int
        let destination: Int
    }

    /// One connectivity, by the numbers of its subjects.
    fileprivate struct Side {
        var between: [Ends: [IPFamily: Reach]] = [:]
        var outside: [Direction: [Int: [(range: ClosedRange<IPAddress>, reach: Reach)]]] = [:]
        var numbers: [PodGroup: Int] = [:]
    }

    /// Compares what stands opposite one another.
    init(_ pairs: [SubjectPair], _ old: Connectivity, _ new: Connectivity) {
        self.pairs = pairs
        sides = (Side(old), Side(new))
        comparePods()
        for direction in Direction.allCases {
            for index in pairs.indices { compareOutside(direction, index) }
        }
    }

    private mutating func comparePods() {
        var differences: [Ends: [IPFamily: Difference]] = [:]
        gather(sides.old, \.old, \.old, &differences)
        gather(sides.new, \.new, \.new, &differences)
        for (ends, byFamily) in differences {
            let (source, destination) = (pairs[ends.source], pairs[ends.destination])
            // A workload of one pod has no other to reach; that it has several now opens nothing.
            if ends.source == ends.destination, source.isScaledFromOrToOne { continue }
            let families = source.families(with: destination).sorted()
            let found = families.map { (key: $0, value: byFamily[$0] ?? Difference()) }
            let agree = Set(found.map(\.value)).count == 1
            for (family, difference) in found.prefix(agree ? 1 : found.count) where difference.old != difference.new {
                add(
                    .pods(source.group), .pods(destination.group), difference, agree ? nil : family,
                    ends.source == ends.destination ? [source] : [source, destination])
            }
        }
    }

    /// Notes what one side says of each two pairs.
    private func gather(
        _ side: Side, _ subject: KeyPath<SubjectPair, Connectivity.Subject?>,
        _ place: WritableKeyPath<Difference, Reach>, _ differences: inout [Ends: [IPFamily: Difference]]
    ) {
        var places: [Int: [Int]] = [:]
        for (index, pair) in pairs.enumerated() {
            guard let group = pair[keyPath: subject]?.group, let number = side.numbers[group] else { continue }
            places[number, default: []].append(index)
        }
        for (ends, byFamily) in side.between {
            for source in places[ends.source] ?? [] {
                for destination in places[ends.destination] ?? [] {
                    for (family, reach) in byFamily {
                        let ends = Ends(source: source, destination: destination)
                        differences[ends, default: [:]][family, default: Difference()][keyPath: place] = reach
                    }
                }
            }
        }
    }

    private mutating func compareOutside(_ direction: Direction, _ index: Int) {
        let pair = pairs[index]
        let old = pair.old.flatMap { sides.old.numbers[$0.group] }.flatMap { sides.old.outside[direction]?[$0] } ?? []
        let new = pair.new.flatMap { sides.new.numbers[$0.group] }.flatMap { sides.new.outside[direction]?[$0] } ?? []
        if old.isEmpty, new.isEmpty { return }
        let cells = AddressCells(cutting: (old + new).map(\.range))
        for family in IPFamily.allCases {
            let ranges = cells.ranges(family)
            var differences = [Difference](repeating: Difference(), count: ranges.count)
            for (range, reach) in old where range.lowerBound.family == family {
                for cell in cells.cells(in: range) { differences[cell].old = reach }
            }
            for (range, reach) in new where range.lowerBound.family == family {
                for cell in cells.cells(in: range) { differences[cell].new = reach }
            }
            addOutside(direction, pair, ranges, differences)
        }
    }

    private mutating func addOutside(
        _ direction: Direction, _ pair: SubjectPair, _ ranges: [ClosedRange<IPAddress>], _ differences: [Difference]
    ) {
        var start = 0
        for index in ranges.indices {
            let isLast = index + 1 == ranges.count || differences[index + 1] != differences[index]
            guard isLast else { continue }
            let outside = ConnectionEnd.outside(ranges[start].lowerBound...ranges[index].upperBound)
            start = index + 1
            if differences[index].old == differences[index].new { continue }
            switch direction {
            case .ingress: add(outside, .pods(pair.group), differences[index], nil, [pair])
            case .egress: add(.pods(pair.group), outside, differences[index], nil, [pair])
            }
        }
    }

    private mutating func add(
        _ source: ConnectionEnd, _ destination: ConnectionEnd, _ difference: Difference, _ family: IPFamily?,
        _ pairs: [SubjectPair]
    ) {
        let notes = [("added", pairs.filter { $0.old == nil }), ("removed", pairs.filter { $0.new == nil })]
        let note = notes.filter { !$0.1.isEmpty }.map { word, pairs in
            let names = pairs.map(\.group.description).joined(separator: " and ")
            return "workload\(pairs.count == 1 ? "" : "s") \(names) \(word)"
        }
        entries.append(
            ConnectivityChange.Entry(
                source: source, destination: destination, old: difference.old, new: difference.new, family: family,
                note: note.joined(separator: ", ")))
    }
}

extension ConnectivityComparison.Side {
    fileprivate init(_ connectivity: Connectivity) {
        let subjects = connectivity.subjects
        numbers = Dictionary(subjects.enumerated().map { ($1.group, $0) }) { first, _ in first }
        for connection in connectivity.connections {
            switch (connection.source, connection.destination) {
            case (.pods(let source), .pods(let destination)):
                guard let from = numbers[source], let to = numbers[destination] else { continue }
                let shared = subjects[from].families.intersection(subjects[to].families)
                for family in connection.family.map({ [$0] }) ?? shared {
                    between[.init(source: from, destination: to), default: [:]][family] = connection.reach
                }
            case (.outside(let range), .pods(let group)):
                numbers[group].map {
                    outside[.ingress, default: [:]][$0, default: []].append((range, connection.reach))
                }
            case (.pods(let group), .outside(let range)):
                numbers[group].map { outside[.egress, default: [:]][$0, default: []].append((range, connection.reach)) }
            case (.outside, .outside): continue
            }
        }
    }
}

extension SubjectPair {
    /// The families in which something may have passed, or may pass now, to others.
    fileprivate func families(with other: SubjectPair) -> Set<IPFamily> {
        let sides = [(old, other.old), (new, other.new)]
        return sides.reduce(into: []) { families, side in
            families.formUnion((side.0?.families ?? []).intersection(side.1?.families ?? []))
        }
    }

    /// Whether there is one pod on either side where there are others on the other.
    fileprivate var isScaledFromOrToOne: Bool {
        guard let old, let new else { return false }
        return old.group.pods.count == 1 || new.group.pods.count == 1
    }
}

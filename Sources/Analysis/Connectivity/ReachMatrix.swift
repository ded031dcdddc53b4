import Addresses
import KubernetesModel

/// A table of who reaches whom: a row for each sender, a column for each receiver, grouped by namespace.
struct ReachMatrix {
    /// A sender and receiver.
    struct End {
        /// What stands beside its row.
        let label: String
        /// What it is in full.
        let name: String
        /// Its namespace; `nil` for addresses outside.
        let namespace: String?
        /// Whether a row and column of it are complete, so that an empty cell says that nothing passes.
        let isComplete: Bool
    }

    /// A place in the table.
    struct Place: Hashable {
        let row: Int
        let column: Int
    }

    /// Who, in order: outside first, then namespaces.
    private(set) var ends: [End] = []
    /// What passes, in words; places where nothing does are left out.
    private(set) var cells: [Place: String] = [:]

    /// The table of a connectivity.
    init(_ connectivity: Connectivity) {
        let outside = OutsideGroups(connectivity.connections)
        ends = outside.groups.map { group in
            End(
                label: group.shortName, name: group.rangeTexts.joined(separator: ", "), namespace: nil,
                isComplete: connectivity.focus == nil)
        }
        var places: [PodGroup: Int] = [:]
        for subject in connectivity.subjects {
            let group = subject.group
            places[group] = ends.count
            let name = "\(group)"
            ends.append(
                End(
                    label: String(name.drop { $0 != "/" }.dropFirst()), name: name,
                    namespace: group.workload.key.namespace.withoutControls,
                    isComplete: connectivity.focus?.contains(group) ?? true))
        }
        for connection in connectivity.connections {
            for row in Self.places(connection.source, places, outside) {
                for column in Self.places(connection.destination, places, outside) {
                    let place = Place(row: row, column: column)
                    guard let words = cells[place], words != connection.conn else {
                        cells[place] = connection.conn
                        continue
                    }
                    cells[place] = "\(words) + \(connection.conn)"
                }
            }
        }
    }

    /// Whether an empty cell says that nothing passes.
    func isKnown(_ place: Place) -> Bool {
        let (from, to) = (ends[place.row], ends[place.column])
        return place.row != place.column && (from.isComplete || to.isComplete)
            && (from.namespace != nil || to.namespace != nil)
    }

    private static func places(
        _ end: ConnectionEnd, _ places: [PodGroup: Int], _ outside: OutsideGroups
    ) -> [Int] {
        switch end {
        case .pods(let group): places[group].map { [$0] } ?? []
        case .outside(let range): outside.groups(in: range)
        }
    }
}

/// The addresses outside, put together by what they reach and are reached by.
private struct OutsideGroups {
    /// Who they are, in order.
    private(set) var groups: [AddressRanges] = []
    private var groupOf: [IPFamily: [Int?]] = [:]
    private let cells: AddressCells

    /// The groups that connections tell apart, without those that have none.
    init(_ connections: [Connection]) {
        let outer = connections.filter { $0.source.range != nil || $0.destination.range != nil }
        let cells = AddressCells(cutting: outer.flatMap { [$0.source.range, $0.destination.range].compactMap { $0 } })
        self.cells = cells
        var profiles: [IPFamily: [[Int]]] = [:]
        for family in IPFamily.allCases {
            profiles[family] = [[Int]](repeating: [], count: cells.ranges(family).count)
        }
        var faces = Numbering<Face>()
        for connection in outer {
            guard let range = connection.source.range ?? connection.destination.range else { continue }
            let face = faces.number(of: Face(connection))
            let family = range.lowerBound.family
            for cell in cells.cells(in: range) {
                profiles[family]?[cell].append(face)
            }
        }
        var numbering = Numbering<[Int]>()
        var members: [[ClosedRange<IPAddress>]] = []
        for family in IPFamily.allCases {
            groupOf[family] = zip(cells.ranges(family), profiles[family] ?? []).map { range, profile in
                if profile.isEmpty { return nil }
                let group = numbering.number(of: Set(profile).sorted())
                if group == members.count { members.append([]) }
                members[group].append(range)
                return group
            }
        }
        groups = members.map { AddressRanges($0) }
    }

    /// The groups of the addresses of a range.
    func groups(in range: ClosedRange<IPAddress>) -> [Int] {
        let all = groupOf[range.lowerBound.family] ?? []
        return Set(all[cells.cells(in: range)].compactMap { $0 }).sorted()
    }

    /// What a connection says of the addresses at one of its ends.
    private struct Face: Hashable {
        let isSource: Bool
        let other: ConnectionEnd
        let conn: String

        init(_ connection: Connection) {
            isSource = connection.source.range != nil
            other = isSource ? connection.destination : connection.source
            conn = connection.conn
        }
    }
}

extension ConnectionEnd {
    /// The addresses, where it is outside.
    fileprivate var range: ClosedRange<IPAddress>? {
        if case .outside(let range) = self { range } else { nil }
    }
}

extension AddressRanges {
    /// What people call them: `anywhere`, `all IPv4`, `10.0.0.0/8, 192.0.2.7`, `IPv4 without 10.0.0.0/8`.
    fileprivate var shortName: String {
        if self == .all { return "anywhere" }
        return IPFamily.allCases.compactMap { family -> String? in
            let all = AddressRanges([ClosedRange<IPAddress>.all(family)])
            let own = intersection(all)
            if own.isEmpty { return nil }
            if own == all { return "all \(family.name)" }
            let (texts, others) = (own.shortTexts, all.subtracting(own).shortTexts)
            if others.count < texts.count, others.count <= 2 {
                return "\(family.name) without \(others.joined(separator: ", "))"
            }
            let more = texts.count > 2 ? " +\(texts.count - 2)" : ""
            return texts.prefix(2).joined(separator: ", ") + more
        }.joined(separator: ", ")
    }
}

public import Addresses
public import JSON
public import KubernetesModel
public import PolicyEngine

/// What is open to everyone, and which workloads no policy isolates.
public struct Exposure: Sendable {
    /// Something open.
    public struct Opening: Hashable, Sendable {
        /// The pods.
        public let group: PodGroup
        /// Whether it is what they receive or what they send.
        public let direction: Direction
        /// All addresses of a family that are outside; `nil` for every pod of the cluster, also those still to come.
        public let outside: ClosedRange<IPAddress>?
        /// What may pass, as the policies of these pods say.
        public let reach: Reach
        /// The family, where the other one differs.
        public let family: IPFamily?
    }

    /// Pods that no policy isolates in a direction.
    public struct Gap: Hashable, Sendable {
        /// The pods.
        public let group: PodGroup
        /// The direction.
        public let direction: Direction
    }

    /// What is open, by direction, then by workload.
    public let openings: [Opening]
    /// What is not isolated, in order.
    public let gaps: [Gap]

    /// What is open of a connectivity; of a focused one only what it is focused on.
    public init(_ connectivity: Connectivity) {
        let subjects = connectivity.subjects.filter { connectivity.focus?.contains($0.group) ?? true }
        let wide = connectivity.connections.filter { $0.isAboutAllOutside }
        openings = [Direction.egress, .ingress].flatMap { direction in
            let outside = Dictionary(grouping: wide.filter { $0.subject(direction) != nil }) { $0.subject(direction) }
            return subjects.flatMap { subject in
                (outside[subject.group] ?? []).map { Opening(subject.group, direction, $0) }
                    + subject.openToCluster(direction)
            }
        }
        gaps = subjects.flatMap { subject in
            [Direction.egress, .ingress].filter { direction in
                subject.standings.values.contains { !$0.side(direction).isIsolated }
            }.map { Gap(group: subject.group, direction: $0) }
        }
    }
}

extension Exposure {
    /// The openings of each direction, and below them what is not protected.
    public var text: String {
        let sections = [Direction.egress, .ingress].map { direction in
            let lines = openings.filter { $0.direction == direction }.map { "\($0)\n" }
            return "\(direction.title) Exposure:\n\(lines.joined())\n"
        }
        let unprotected = gaps.map { "\($0.group) is not protected on \($0.direction.title)\n" }
        return "Exposure Analysis Result:\n\(sections.joined())"
            + "Workloads not protected by network policies:\n\(unprotected.joined())"
    }

    /// The same as an object of arrays: `egress`, `ingress` and `unprotected`.
    public var json: JSONValue {
        func array(_ direction: Direction) -> JSONValue {
            .array(openings.filter { $0.direction == direction }.map(\.json))
        }
        let unprotected = gaps.map { gap -> JSONValue in
            .members(["workload": .string("\(gap.group)"), "direction": .string(gap.direction.rawValue)])
        }
        return .members(["egress": array(.egress), "ingress": array(.ingress), "unprotected": .array(unprotected)])
    }

    /// The openings as comma-separated values.
    public var csv: String { table.csv }

    /// The openings as a table of Markdown.
    public var markdown: String { table.markdown }

    private var table: DelimitedTable {
        DelimitedTable(header: ["src", "dst", "conn"], rows: openings.map { [$0.source, $0.destination, $0.conn] })
    }
}

extension Exposure.Opening: CustomStringConvertible {
    /// `shop/web[Deployment] <= entire-cluster : TCP 80`.
    public var description: String { "\(group) \(direction == .egress ? "=>" : "<=") \(other) : \(conn)" }

    fileprivate init(_ group: PodGroup, _ direction: Direction, _ connection: Connection) {
        let end = direction == .egress ? connection.destination : connection.source
        let range: ClosedRange<IPAddress>? = if case .outside(let range) = end { range } else { nil }
        self.init(group: group, direction: direction, outside: range, reach: connection.reach, family: nil)
    }

    private var other: String { outside.map { "\(ConnectionEnd.outside($0))" } ?? "entire-cluster" }
    fileprivate var source: String { direction == .egress ? "\(group)" : other }
    fileprivate var destination: String { direction == .egress ? other : "\(group)" }
    fileprivate var conn: String { reach.description + (family.map { " (\($0.name))" } ?? "") }

    fileprivate var json: JSONValue {
        .members([
            "src": .string(source), "dst": .string(destination), "conn": .string("\(reach)"),
            "family": family.map { .string($0.name) },
        ])
    }
}

extension Connectivity.Subject {
    /// What passes with every pod of the cluster, in one line where the families agree.
    fileprivate func openToCluster(_ direction: Direction) -> [Exposure.Opening] {
        let found = standings.sorted { $0.key < $1.key }.map { ($0.key, $0.value.side(direction).open) }
        let agree = Set(found.map(\.1)).count == 1
        return found.prefix(agree ? 1 : found.count).filter { !$0.1.isNothing }.map { family, reach in
            Exposure.Opening(
                group: group, direction: direction, outside: nil, reach: reach, family: agree ? nil : family)
        }
    }
}

extension Connection {
    /// Whether one end is all addresses outside.
    fileprivate var isAboutAllOutside: Bool {
        [source, destination].contains { end in
            guard case .outside(let range) = end else { return false }
            return range == .all(range.lowerBound.family)
        }
    }

    /// The pods of which it is the egress or the ingress, where the other end is outside.
    fileprivate func subject(_ direction: Direction) -> PodGroup? {
        switch direction {
        case .egress: destination.group == nil ? source.group : nil
        case .ingress: source.group == nil ? destination.group : nil
        }
    }
}

extension Direction {
    /// The word at the head of a section.
    fileprivate var title: String {
        switch self {
        case .egress: "Egress"
        case .ingress: "Ingress"
        }
    }
}

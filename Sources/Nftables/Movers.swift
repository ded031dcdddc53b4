/// The members of a round that leave one set and join another, as when a pod's labels change.
///
/// What both sets allow must stay allowed: such a member joins before it leaves.
struct Movers {
    private let moving: [String: (joining: Elements, leaving: Elements)]

    /// The movers between these sets.
    init(_ round: Round, between sets: Set<String>) {
        let changing = round.members.filter { sets.contains($0.key) }
        var leaving: [KeyLayout: Elements] = [:]
        for change in changing.values { leaving.add(change.leaving) }
        var moving: [KeyLayout: Elements] = [:]
        for change in changing.values {
            if let left = leaving[change.joining.layout] { moving.add(change.joining.intersection(left)) }
        }
        self.moving = changing.compactMapValues { change in
            guard let movers = moving[change.joining.layout] else { return nil }
            return (change.joining.intersection(movers), change.leaving.intersection(movers))
        }
    }

    /// Whether nobody moves.
    var isEmpty: Bool { moving.values.allSatisfy { $0.joining.isEmpty && $0.leaving.isEmpty } }

    /// Whether a set would lose a member before the switch that another gets only behind it, with these values between.
    func areTorn(_ between: [String: Elements]) -> Bool {
        var (early, late): ([KeyLayout: Elements], [KeyLayout: Elements]) = ([:], [:])
        for (set, change) in moving {
            guard let elements = between[set] else { continue }
            early.add(change.leaving.subtracting(elements))
            late.add(change.joining.subtracting(elements))
        }
        return early.contains { layout, leaving in late[layout].map { !$0.intersection(leaving).isEmpty } ?? false }
    }
}

extension [KeyLayout: Elements] {
    fileprivate mutating func add(_ elements: Elements) {
        if elements.isEmpty { return }
        self[elements.layout] = self[elements.layout]?.union(elements) ?? elements
    }
}

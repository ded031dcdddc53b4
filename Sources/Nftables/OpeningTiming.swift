/// When the members of sets that open join and leave, and which elements of maps change before them.
///
/// An element of a map that leads packets away from a set must change before anybody joins the set or leaves it: the
/// old way would open to who joins, and lose who leaves and is let in another way from now on. One that leads packets
/// to a set must change behind. So where a round has both, the switch falls in two:
///
///     elements that lead away ─► members join ─► members leave ─► elements that lead to ─►
///
/// An element that does both leaves no order. The sets on its way are copied.
struct OpeningTiming {
    /// What each set holds when.
    private(set) var passages: [String: Passage] = [:]
    /// The sets that are copied.
    private(set) var copied: Set<String> = []
    /// The keys of maps that change before the members of sets do.
    private(set) var retiring: [String: Set<Element>] = [:]

    private let round: Round
    private let analysis: PassageAnalysis

    /// The timing for a round.
    init(_ round: Round, _ analysis: PassageAnalysis) {
        self.round = round
        self.analysis = analysis
        let sets = round.sets.filter { analysis.opens($0) }
        let interferences = Dictionary(uniqueKeysWithValues: sets.map { ($0, analysis.interference(with: $0)) })
        let ways = analysis.ways(to: sets.filter { interferences[$0]?.contains(.rulesChange) == false })
        let movers = Movers(round, between: sets)
        for set in sets { passages[set] = passage(of: set, interferences[set] ?? [], !movers.isEmpty) }
        let between = passages.mapValues(\.switched)
        let isTorn = interferences.values.contains([.oldWayChanges, .newWayAppears]) || movers.areTorn(between)
        if isTorn { split(ways, interferences) }
    }

    private func passage(of set: String, _ interference: Interference, _ hasMovers: Bool) -> Passage? {
        guard let old = round.old.sets[set]?.elements, let new = round.new.sets[set]?.elements else { return nil }
        let between: Elements
        switch (interference.contains(.oldWayChanges), interference.contains(.newWayAppears)) {
        case _ where interference.contains(.rulesChange), (true, true): between = old.common(with: new)
        case (false, true): between = new
        case (true, false): between = old
        case (false, false):
            guard let all = old.joined(with: new) else { return .atSwitch(from: old, to: new) }
            between = all
        }
        // A hook that comes relies on what has left: nobody may stay for those who join elsewhere.
        let mayStay = !(interference.contains(.rulesChange) && !round.renewedHooks.isEmpty)
        return .opening(between, from: old, to: new, hasMovers: hasMovers && mayStay)
    }

    private mutating func split(_ ways: [WayChange], _ interferences: [String: Interference]) {
        for way in ways where !way.from.isEmpty && !way.to.isEmpty { copied.formUnion(way.from.union(way.to)) }
        for way in ways where !way.from.isEmpty { retiring[way.change.map, default: []].insert(way.change.key) }
        for (set, interference) in interferences where !interference.isEmpty && !interference.contains(.rulesChange) {
            guard let old = round.old.sets[set]?.elements, let new = round.new.sets[set]?.elements else { continue }
            passages[set] = .midway(from: old, to: new)
        }
    }
}

/// The sets that an element of a map leads packets away from, and those it leads packets to.
struct WayChange {
    let change: KeyChange
    let from: Set<String>
    let to: Set<String>
}

/// Connections that say the same, from each of some ends to each of others.
struct ConnectionBundle {
    /// What passes from one end to another, in words.
    struct Passage: Hashable {
        let source: ConnectionEnd
        let destination: ConnectionEnd
        let words: String

        /// What passes from one end to another.
        init(_ source: ConnectionEnd, _ destination: ConnectionEnd, _ words: String) {
            (self.source, self.destination, self.words) = (source, destination, words)
        }
    }

    private let sources: [ConnectionEnd]
    private let destinations: [ConnectionEnd]
    private let words: String
    /// Whether those that are on both sides are left out opposite themselves.
    private let isAmongOthers: Bool

    /// All of these, in as few bundles as putting together by source, or by destination, leaves.
    static func bundles(_ passages: [Passage]) -> [ConnectionBundle] {
        let bySource = bundles(passages, { ($0.source, $0.destination) }) { ($0, $1) }
        let byDestination = bundles(passages, { ($0.destination, $0.source) }) { ($1, $0) }
        let best = byDestination.count < bySource.count ? byDestination : bySource
        return best.sorted { ($0.sources, $0.destinations, $0.words) < ($1.sources, $1.destinations, $1.words) }
    }

    /// `a, b => c and 3 more : TCP 80`.
    func text(_ names: EndNames, namesMax: Int) -> String {
        let (from, to) = (names.list(sources, namesMax: namesMax), names.list(destinations, namesMax: namesMax))
        return "\(from) => \(to)\(isAmongOthers ? " (not to themselves)" : "") : \(words)"
    }

    /// First those with the same other ends are put together, then those that have them but for themselves.
    private static func bundles(
        _ passages: [Passage], _ split: (Passage) -> (ConnectionEnd, ConnectionEnd),
        _ order: ([ConnectionEnd], [ConnectionEnd]) -> ([ConnectionEnd], [ConnectionEnd])
    ) -> [ConnectionBundle] {
        var others: [Near: Set<ConnectionEnd>] = [:]
        for passage in passages {
            let (near, far) = split(passage)
            others[Near(ends: [near], words: passage.words), default: []].insert(far)
        }
        let alike = Dictionary(grouping: others.keys) { Far(ends: others[$0] ?? [], words: $0.words) }
        var result: [ConnectionBundle] = []
        var single: [Far: [ConnectionEnd]] = [:]
        for (far, nears) in alike {
            let ends = nears.flatMap(\.ends)
            if let only = ends.first, ends.count == 1, !far.ends.contains(only) {
                single[Far(ends: far.ends.union([only]), words: far.words), default: []].append(only)
            } else {
                result.append(bundle(ends, far.ends, far.words, false, order))
            }
        }
        for (far, nears) in single {
            let isAlone = nears.count == 1
            let ends = isAlone ? far.ends.subtracting(nears) : far.ends
            result.append(bundle(nears, ends, far.words, !isAlone, order))
        }
        return result
    }

    private static func bundle(
        _ nears: [ConnectionEnd], _ fars: Set<ConnectionEnd>, _ words: String, _ isAmongOthers: Bool,
        _ order: ([ConnectionEnd], [ConnectionEnd]) -> ([ConnectionEnd], [ConnectionEnd])
    ) -> ConnectionBundle {
        let (sources, destinations) = order(nears.sorted(), fars.sorted())
        return ConnectionBundle(
            sources: sources, destinations: destinations, words: words, isAmongOthers: isAmongOthers)
    }

    private struct Near: Hashable {
        let ends: [ConnectionEnd]
        let words: String
    }

    private struct Far: Hashable {
        let ends: Set<ConnectionEnd>
        let words: String
    }
}

/// Orders lists of ends by their first difference.
private func < (
    left: ([ConnectionEnd], [ConnectionEnd], String), right: ([ConnectionEnd], [ConnectionEnd], String)
) -> Bool {
    if left.0 != right.0 { return left.0.lexicographicallyPrecedes(right.0) }
    if left.1 != right.1 { return left.1.lexicographicallyPrecedes(right.1) }
    return left.2 < right.2
}

import KubernetesModel
import PolicyEngine

extension ConnectivityChange {
    /// Whether the same passes in both, and the same pods are isolated.
    public var isEmpty: Bool {
        entries.isEmpty && isolationLines(isGained: true).isEmpty && isolationLines(isGained: false).isEmpty
    }

    /// What differs in few words: which workloads are isolated from now on or no longer, and by which policies; what
    /// opens, all of it; and what closes, where there is much of it in numbers.
    public var summary: String {
        let sections = [
            ("Isolated from now on:", isolationLines(isGained: true)),
            ("No longer isolated:", isolationLines(isGained: false)),
            ("Opens:", lines(entries.compactMap(\.opened), namesMax: .max)),
            ("Closes:", lines(entries.compactMap(\.closed), namesMax: 4)),
        ]
        let texts = sections.filter { !$0.1.isEmpty }.map { title, lines in
            "\(title)\n" + lines.map { "  \($0)\n" }.joined()
        }
        return texts.isEmpty ? "Nothing changes.\n" : texts.joined()
    }

    private func lines(_ passages: [ConnectionBundle.Passage], namesMax: Int) -> [String] {
        let names = names
        return ConnectionBundle.bundles(passages).map { $0.text(names, namesMax: namesMax) }
    }

    private var names: EndNames { EndNames(pairs.map(\.group)) }

    /// Who is isolated now and was not, or the other way round; of the first, many are a number.
    private func isolationLines(isGained: Bool) -> [String] {
        var found: [IsolationChange: [ConnectionEnd]] = [:]
        for pair in pairs {
            var policies: [Direction: [ObjectKey]] = [:]
            for direction in Direction.allCases {
                guard let old = pair.old?.side(direction), let new = pair.new?.side(direction),
                    old.isIsolated != new.isIsolated, new.isIsolated == isGained
                else { continue }
                policies[direction] = isGained ? new.policies : old.policies
            }
            if policies.isEmpty { continue }
            found[IsolationChange(policies: policies), default: []].append(.pods(pair.group))
        }
        return found.sorted { $0.value.lexicographicallyPrecedes($1.value) }.map { change, ends in
            "\(names.list(ends, namesMax: isGained ? 4 : .max)): \(change.text(isGained ? "by" : "was by"))"
        }
    }
}

/// In which directions pods are isolated, and by which policies.
private struct IsolationChange: Hashable {
    let policies: [Direction: [ObjectKey]]

    /// `ingress and egress by shop/deny-all`.
    func text(_ word: String) -> String {
        let directions = Direction.allCases.filter { policies[$0] != nil }
        let lists = directions.map { (policies[$0] ?? []).map(\.description.withoutControls).joined(separator: ", ") }
        if Set(lists).count == 1 {
            return "\(directions.map(\.rawValue).joined(separator: " and ")), \(word) \(lists[0])"
        }
        return zip(directions, lists).map { "\($0), \(word) \($1)" }.joined(separator: "; ")
    }
}

extension Connectivity.Subject {
    /// How the pods stand in one direction; `nil` where that is not known.
    fileprivate func side(_ direction: Direction) -> Standing.Side? {
        standings.min { $0.key < $1.key }?.value.side(direction)
    }
}

extension ConnectivityChange.Entry {
    /// What passes now and did not.
    fileprivate var opened: ConnectionBundle.Passage? { gain(from: old, to: new, "was") }

    /// What passed and does not now.
    fileprivate var closed: ConnectionBundle.Passage? { gain(from: new, to: old, "now") }

    private func gain(from less: Reach, to more: Reach, _ word: String) -> ConnectionBundle.Passage? {
        let gain = more.isEverything && !less.isEverything ? .everything : more.subtracting(less)
        if gain.isNothing { return nil }
        let rest = less.isNothing ? "" : " (\(word) \(less))"
        let family = family.map { " (\($0.name))" } ?? ""
        return ConnectionBundle.Passage(source, destination, "\(gain)\(rest)\(family)")
    }
}

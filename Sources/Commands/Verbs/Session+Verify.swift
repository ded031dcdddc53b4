import Analysis
import JSON
import Manifests
import Nftables

extension Session {
    /// `martlet verify`: what in the kernel is not as it should be.
    func verify() throws(Failure) -> ExitCode {
        try expectNoOperands()
        if let kept = try agentRuleset() { return try verify(kept) }
        let (manifests, choices) = try read()
        let inventory = manifests.inventory.withImpliedNamespaces()
        return end(try verify(try ruleset(inventory, hostScope(of: inventory, choices), choices)), manifests)
    }

    private func verify(_ wanted: Ruleset) throws(Failure) -> ExitCode {
        let drift = RulesetComparison(from: try observe(), to: wanted)
        if isJSON {
            try write(.members(["inSync": .bool(drift.isEmpty), "drift": drift.json]))
        } else if drift.isEmpty {
            try write("in sync: table inet \(wanted.table) holds what it should (\(wanted.sizeText))\n")
        } else {
            try write("drift: \(drift.objects.count.of("object")) of table inet \(wanted.table)\n")
            for object in drift.objects { try write("  \(object.driftText)\n") }
        }
        return drift.isEmpty ? .yes : .no
    }
}

extension ObjectDifference {
    /// `missing: chain a`, `unexpected: set b`, `changed: set c, 2 lines missing, 1 line unexpected`.
    fileprivate var driftText: String {
        switch presence {
        case .added: return "missing: \(title)"
        case .removed: return "unexpected: \(title)"
        case .changed:
            let missing = lines.filter(\.isAdded).count
            let noun = kind == .chain ? "rule" : "element"
            let parts = [
                missing > 0 ? "\(missing.of(noun)) missing" : nil,
                missing < lines.count ? "\((lines.count - missing).of(noun)) unexpected" : nil,
            ]
            return "changed: \(title), " + parts.compactMap { $0 }.joined(separator: ", ")
        }
    }
}

import Analysis
import Manifests
import Nftables

extension Session {
    /// `martlet dump`: the ruleset that policies and pods become.
    func dump() throws(Failure) -> ExitCode {
        try expectNoOperands()
        if let kept = try agentRuleset() {
            try show(kept)
            return .yes
        }
        let (manifests, choices) = try read()
        let inventory = manifests.inventory.withImpliedNamespaces()
        try show(try ruleset(inventory, scope(of: inventory), choices))
        return end(.yes, manifests)
    }

    private func show(_ ruleset: Ruleset) throws(Failure) {
        if isJSON { try write(ruleset.json) } else { try write(ruleset) }
    }

    /// Writes a ruleset as text, in parts that are worth a call each.
    private func write(_ ruleset: Ruleset) throws(Failure) {
        var waiting = ""
        try ruleset.write { (block) throws(Failure) in
            waiting += block
            guard waiting.utf8.count >= 1 << 20 else { return }
            try write(waiting)
            waiting.removeAll(keepingCapacity: true)
        }
        try write(waiting)
    }
}

import Analysis
import JSON
import Manifests
import PolicyEngine
import Nftables

extension Session {
    /// `martlet diff`: what would change, in the kernel or from old manifests to new ones.
    func diff() throws(Failure) -> ExitCode {
        try expectNoOperands()
        return arguments.has(.from) || arguments.has(.to) ? try diffOfManifests() : try diffOfKernel()
    }

    private func diffOfManifests() throws(Failure) -> ExitCode {
        if arguments.has(.filename) { throw misused("-f and --from exclude each other: write --from OLD --to NEW") }
        guard arguments.has(.from), arguments.has(.to) else {
            throw misused("--from and --to belong together: write --from OLD --to NEW")
        }
        let (old, new) = (try read(arguments.all(.from)), try read(arguments.all(.to)))
        let inventories = [old, new].map { $0.inventory.withImpliedNamespaces() }
        let (before, after) = (inventories[0], inventories[1])
        if arguments.has(.summary) {
            return end(try show(ConnectivityChange(from: connectivity(before), to: connectivity(after))), old, new)
        }
        let choices = try choices()
        let comparison = RulesetComparison(
            from: try ruleset(before, scope(of: before), choices), to: try ruleset(after, scope(of: after), choices))
        return end(try show(comparison), old, new)
    }

    private func diffOfKernel() throws(Failure) -> ExitCode {
        if !arguments.has(.summary), let kept = try agentRuleset() {
            return try show(RulesetComparison(from: try observe(), to: kept))
        }
        let (manifests, choices) = try read()
        let inventory = manifests.inventory.withImpliedNamespaces()
        let scope = try hostScope(of: inventory, choices)
        let wanted = try ruleset(inventory, scope, choices)
        if arguments.has(.summary) {
            let seen = try observe() ?? Ruleset(table: wanted.table)
            return end(try show(RulesetSummary(from: seen, to: wanted, inventory, node: scope.node)), manifests)
        }
        return end(try show(RulesetComparison(from: try observe(), to: wanted)), manifests)
    }

    private func show(_ summary: RulesetSummary) throws(Failure) -> ExitCode {
        if isJSON { try write(summary.json) } else { try write(summary.text) }
        return summary.isEmpty ? .yes : .no
    }

    /// Who can reach whom by manifests; as far as one node goes, what begins or ends there.
    private func connectivity(_ inventory: Inventory) -> Connectivity {
        let connectivity = Connectivity(inventory.populated())
        return arguments.value(.node).map { connectivity.focused(on: inventory.cluster.pods(on: $0)) } ?? connectivity
    }

    private func show(_ change: ConnectivityChange) throws(Failure) -> ExitCode {
        if isJSON { try write(change.json) } else { try write(change.summary) }
        return change.isEmpty ? .yes : .no
    }

    private func show(_ comparison: RulesetComparison) throws(Failure) -> ExitCode {
        if isJSON {
            try write(.members(["different": .bool(!comparison.isEmpty), "objects": comparison.json]))
        } else {
            try write(painted(comparison.text))
        }
        return comparison.isEmpty ? .yes : .no
    }
}

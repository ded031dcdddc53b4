import Analysis
import JSON
import Manifests
import Nftables

extension Session {
    /// `martlet apply`: makes the kernel's table what it should be, once. Where an agent keeps it, that does it.
    func apply() throws(Failure) -> ExitCode {
        try expectNoOperands()
        if let answer = try synchronise() { return try showSynchronised(answer) }
        let (manifests, choices) = try read()
        try refuseGaps(manifests)
        let inventory = manifests.inventory.withImpliedNamespaces()
        let scope = try hostScope(of: inventory, choices)
        let wanted = try ruleset(inventory, scope, choices)
        let isTrial = arguments.has(.dryRun)
        let phases = try besideNoAgent(.twoMasters) { () throws(Failure) in
            isTrial ? try tryOut(wanted) : try program(wanted)
        }
        try report(phases, isTrial, "table inet \(wanted.table) holds what it should", wanted)
        return end(.yes, manifests)
    }

    /// `martlet cleanup`: removes the table.
    func cleanup() throws(Failure) -> ExitCode {
        try expectNoOperands()
        let isTrial = arguments.has(.dryRun)
        let phases = try besideNoAgent(.wouldComeBack) { () throws(Failure) in
            isTrial ? try tryOut(nil) : try program(nil)
        }
        try report(phases, isTrial, "there is no table inet martlet", nil)
        return .yes
    }

    /// Without a document that may be a policy, something would be open that was closed.
    private func refuseGaps(_ manifests: Manifests) throws(Failure) {
        guard manifests.unreadableCount > 0, !arguments.has(.partial) else { return }
        throw .other(
            "nothing was applied: \(manifests.unreadableCount.of("document")) could not be read, and a policy that is "
                + "missing would open what it closed. Mend what is told above, or write --partial to apply the rest")
    }

    private func report(_ phases: [Phase], _ isTrial: Bool, _ state: String, _ wanted: Ruleset?) throws(Failure) {
        if isJSON {
            return try write(
                .members([
                    "changed": .bool(!phases.isEmpty && !isTrial), "dryRun": .bool(isTrial), "phases": phases.json,
                ]))
        }
        try write(phases.text)
        let size = wanted.map { " (\($0.sizeText))" } ?? ""
        say(
            phases.isEmpty
                ? "nothing to do: \(state)\(size)"
                : isTrial ? "the kernel would take this; nothing was changed" : "done: \(state)\(size)")
    }
}

extension Ruleset {
    /// `12 chains, 3 sets, 2 maps, 41 rules`.
    var sizeText: String {
        let rules = chains.values.reduce(0) { $0 + $1.rules.count }
        return "\(chains.count.of("chain")), \(rules.of("rule")), \(sets.count.of("set")), \(maps.count.of("map"))"
    }
}

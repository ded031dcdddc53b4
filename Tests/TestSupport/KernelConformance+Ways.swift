import Nftables

extension KernelConformance {
    /// Whole ways between random rulesets.
    static let ways = [
        KernelConformance("reaches each of many random rulesets, by edits") { kernel in
            try wander(kernel, name: "edits", count: rounds(25, long: 25)) { generator, ruleset in
                generator.mutated(ruleset, editsMax: 5)
            }
        },
        KernelConformance("reaches each of many random rulesets from the one before, whatever that was") { kernel in
            try wander(kernel, name: "anew", count: rounds(15, long: 15)) { generator, _ in generator.ruleset() }
        },
        KernelConformance("follows a small node through its events") { kernel in
            var random = SeededGenerator.forTest("KernelConformance.node")
            var layout = PodLayout.random(&random)
            for _ in 0..<rounds(40, long: 40) {
                layout = layout.after(PodLayout.Event.allCases.randomElement(using: &random) ?? .podAdded, &random)
                try move(kernel, to: layout.ruleset)
            }
        },
    ]

    private static func wander(
        _ kernel: any Kernel, name: String, count: Int, _ next: (inout RulesetGenerator, Ruleset) -> Ruleset
    ) throws {
        var generator = RulesetGenerator(.forTest("KernelConformance.\(name)"))
        var ruleset = generator.ruleset()
        for step in 0..<count {
            do {
                try move(kernel, to: ruleset)
            } catch {
                throw Failure(description: "\(generator.seed), step \(step): \(error)\n\(ruleset.text)")
            }
            ruleset = next(&generator, ruleset)
        }
        try move(kernel, to: nil)
    }
}

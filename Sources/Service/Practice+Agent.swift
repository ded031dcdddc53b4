public import Analysis
internal import PolicyCompiler
public import PolicyEngine

extension Practice {
    /// How an agent practises what its owner chose, by what it knows of its node, in the cluster that it knows.
    public init(_ choices: RuleChoices, _ known: AgentFacts, in cluster: Cluster) {
        self.init(facts: known.facts)
        compiler = choices.compiler
        facts.policesOwnNode = choices.policesOwnNode
        // The cluster was asked for a moment before, and a pod may have taken such an address between the two.
        facts.lingering = facts.lingering.filter { cluster.owner(of: $0) == nil }
        (node, leniency, isOpen) = (known.node, known.leniency, known.isOpen)
    }
}

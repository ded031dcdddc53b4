import Addresses
public import Nftables
public import PolicyCompiler
public import PolicyEngine

/// How policies become rules where a question is asked: as usual, or as an agent does it now.
public struct Practice: Sendable {
    /// What its owner chose of how policies become rules.
    public var compiler = PolicyCompiler.Options()
    /// What is known of the node beside its policies.
    public var facts: NodeFacts
    /// The node that this is known of; `nil` where nothing is.
    public var node: String?
    /// Why what policies deny passes there, said of the node, such as `only audits`; `nil` where it does not.
    public var leniency: String?
    /// Whether there are no rules at all.
    public var isOpen = false

    /// What is usual, on nodes of which this is known.
    public init(facts: NodeFacts = NodeFacts()) { self.facts = facts }

    /// What the rules know of the node.
    var factsInForce: NodeFacts {
        if isOpen { return NodeFacts() }
        return leniency == nil ? facts : NodeFacts(podRanges: facts.podRanges, policesOwnNode: facts.policesOwnNode)
    }

    /// The rules for a policy.
    public func ruleset(of policy: NodePolicy) -> Ruleset {
        PolicyCompiler(compiler).ruleset(of: isOpen ? NodePolicy() : policy, factsInForce)
    }

    /// The same as far as another node is concerned, of which nothing is known but what all have in common.
    func asked(of node: String?) -> Practice {
        guard let node, node != self.node else { return self }
        return Practice(facts: NodeFacts(policesOwnNode: facts.policesOwnNode))
    }
}

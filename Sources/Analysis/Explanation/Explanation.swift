public import Addresses
import KubernetesModel
public import Nftables
import PolicyCompiler
import PolicyEngine

/// The answer to a question: whether it passes, why, what would open it, and what the rules do with it.
///
///     Question ──Pairings──► JudgedFlow ──Judge──► why at each end ──► Answer, Remedy
///                                 └──PacketTracer──► what the rules do ──► Disagreement
public struct Explanation: Sendable {
    /// Whether what was asked about passes.
    public enum Verdict: String, Hashable, Sendable {
        /// All of it does; where all ports are asked about, some port of each.
        case allowed
        /// Some of it does: other pods or another family of addresses do not.
        case partly
        /// None of it does.
        case denied
    }

    /// What was asked.
    public let question: Question
    /// The node whose part it is; `nil` for the whole cluster.
    public let node: String?
    /// Where the policies and the rules do not agree; never, unless something is broken.
    public let disagreements: [Disagreement]

    /// The answers that differ, what is denied first.
    let answers: [Answer]
    /// What would open what is denied.
    let remedies: [Remedy]
    /// What was taken for granted.
    let notes: [String]
    /// What to look at besides.
    let hints: [String]
    /// Whether the rules were given, not made of the policies.
    let areRulesGiven: Bool
    /// How the policies became rules.
    let practice: Practice
    /// The cluster and its names.
    let inventory: Inventory

    /// Answers a question in a cluster, or as far as one node enforces it, for some families of addresses. The rules
    /// are those that the policies are compiled into, or those that are given, such as the ones in a kernel.
    public init(
        _ question: Question, in inventory: Inventory, node: String? = nil,
        families: Set<IPFamily> = Set(IPFamily.allCases), practice: Practice = Practice(), rules: Ruleset? = nil
    ) throws(QuestionError) {
        try Self.check(node, inventory)
        let pairings = try Pairings(question, in: inventory, families: families)
        let practice = practice.asked(of: node)
        let policy = Resolver.policy(of: node, in: inventory.cluster)
        let judge = FlowJudge(inventory.cluster, policy, node: node, practice)
        let ruleset = rules ?? practice.ruleset(of: policy)
        let tracer = PacketTracer(ruleset)
        let connections = pairings.all.flatMap { pairing in
            IPFamily.allCases.filter(families.contains).compactMap { judge.connection(pairing, $0) }
        }
        self.question = question
        self.node = node
        self.practice = practice
        self.inventory = inventory
        areRulesGiven = rules != nil
        answers = Answer.grouped(connections) { judge.walk($0, in: ruleset, tracer) }
        let isLenient = practice.leniency != nil
        disagreements = connections.flatMap { connection in
            connection.disagreements(isLenient: isLenient) { tracer.verdict(judge.packet($0)) }
        }
        remedies = RemedyFinder.remedies(connections, in: inventory)
        notes = question.notes + pairings.notes
        hints = Hints(answers, inventory, policesOwnNode: practice.facts.policesOwnNode).all
    }

    /// Whether all that was asked about passes.
    public var isAllowed: Bool { verdict == .allowed }

    /// Whether all, some or none of what was asked about passes.
    public var verdict: Verdict {
        if answers.allSatisfy(\.isAllowed) { return .allowed }
        return answers.contains(where: \.isAllowed) ? .partly : .denied
    }

    private static func check(_ node: String?, _ inventory: Inventory) throws(QuestionError) {
        guard let node else { return }
        let known = Set(inventory.cluster.nodes.keys).union(inventory.cluster.pods.values.map(\.node)).subtracting([""])
        if known.contains(node) { return }
        let hint = known.isEmpty ? "no node is known" : Array(known).thereAre(max: 8)
        throw QuestionError(.node, of: node, "there is no such node: \(hint)")
    }
}

extension JudgedFlow {
    /// What the rules do otherwise than the policies say; where all ports are asked about, at the edges of each range.
    /// Where what they deny passes by choice, everything is to pass.
    fileprivate func disagreements(isLenient: Bool, _ outcome: (Flow) -> Trace.Outcome) -> [Disagreement] {
        let probes = reach.map(probes) ?? [(flow, isAllowed)]
        return probes.compactMap { flow, isAllowed in
            let outcome = outcome(flow)
            if (outcome == .accepted) == (isAllowed || isLenient) { return nil }
            return Disagreement(flow: flow, isAllowed: isAllowed, outcome: outcome)
        }
    }

    private func probes(_ reach: Reach) -> [(Flow, Bool)] {
        let edges = PortedProtocol.allCases.flatMap { transport in
            let ranges = reach.ports(of: transport).ranges
            let ports = ranges.flatMap { [$0.lowerBound &- 1, $0.lowerBound, $0.upperBound, $0.upperBound &+ 1] }
            return Set(ports + [1]).sorted().map { Traffic.port(transport, $0) }
        }
        return (edges + [.other(protocolNumber: 253)]).map {
            (Flow(from: flow.source, to: flow.destination, $0), reach.allows($0))
        }
    }
}

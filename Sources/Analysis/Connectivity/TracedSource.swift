import Addresses
import KubernetesModel
import PolicyEngine

/// The rules of a table as somebody who can be asked about addresses, and which addresses they cannot tell apart.
///
/// Two addresses are of one kind where every set, map and rule answers alike for both. The chain of a pod names its own
/// address and counter, so chains that a map leads to are compared without these.
struct TracedSource: ReachSource {
    let cells: AddressCells
    private let rules: TracedReach
    private let cluster: Cluster
    private let questions: AddressQuestions

    /// The rules of a table, among the pods of a cluster.
    init(_ rules: TracedReach, _ cluster: Cluster) {
        self.rules = rules
        self.cluster = cluster
        questions = AddressQuestions(rules.ruleset)
        cells = AddressCells(cutting: questions.ranges)
    }

    /// What the rules are told about an address.
    func kind(of address: IPAddress) -> AddressQuestions.Answers { questions.answers(for: address) }

    /// What the rules let pass.
    func reach(from source: IPAddress, to destination: IPAddress) -> Reach {
        rules.reach(from: source, to: destination)
    }

    /// Rules do not say which policies they come from.
    func standing(of address: IPAddress) -> Standing? { nil }
}

import Addresses
import Analysis
import Manifests
import Service

extension Session {
    /// `martlet explain`: why a connection passes or does not.
    func explain() throws(Failure) -> ExitCode {
        guard arguments.operands.count == 2 else {
            throw misused("write who sends and who receives: martlet explain SRC DST[:PORT[/PROTO]]")
        }
        let (manifests, choices) = try read()
        let inventory = manifests.inventory.withImpliedNamespaces().populated()
        let practice = try practice(choices, in: inventory.cluster)
        let explanation = try Failure.wrapping(Failure.question) { () throws(QuestionError) in
            try Explanation(
                Question(source: arguments.operands[0], destination: arguments.operands[1], in: inventory),
                in: inventory, node: arguments.value(.node), families: families, practice: practice)
        }
        if isJSON {
            try write(explanation.json)
        } else {
            try write(explanation.text(verbose: arguments.has(.verbose)))
        }
        try noteMode(choices)
        for disagreement in explanation.disagreements { say("BUG: \(disagreement.text)") }
        guard explanation.disagreements.isEmpty else { return .failure }
        return end(explanation.isAllowed ? .yes : .denied, manifests)
    }

    /// The families that are asked about; both of them where none is named.
    private var families: Set<IPFamily> {
        let named = [(Option.ipv4, IPFamily.ipv4), (Option.ipv6, IPFamily.ipv6)].filter { arguments.has($0.0) }
        return named.isEmpty ? Set(IPFamily.allCases) : Set(named.map(\.1))
    }
}

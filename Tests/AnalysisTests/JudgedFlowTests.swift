import Addresses
import ClusterSupport
import JSON
import KubernetesModel
import Nftables
import PolicyCases
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct JudgedFlowTests {
    @Test(
        "of a random cluster every answer is the Judge's, and the rules agree",
        arguments: 0..<UInt64(rounds(6, long: 24)))
    func agrees(_ seed: UInt64) throws {
        var questions = RandomQuestions(seed: seed)
        let judge = Judge(questions.inventory.cluster)
        var answered = 0
        for _ in 0..<20 {
            let asked = questions.next()
            guard !asked.flows.isEmpty else {
                #expect(throws: QuestionError.self) { try Explanation(asked, in: questions.inventory) }
                continue
            }
            answered += 1
            let explanation = try Explanation(asked, in: questions.inventory)
            let verdicts = Set(asked.flows.map { judge.judge($0).isAllowed })
            let wanted: Explanation.Verdict = verdicts.count > 1 ? .partly : verdicts == [true] ? .allowed : .denied
            #expect(explanation.verdict == wanted, "seed \(seed): \(asked)")
            #expect(explanation.disagreements == [], "seed \(seed): \(asked)")
            checkText(explanation)
        }
        #expect(answered > 5)
    }

    /// Whoever reads only the first word is told the truth, and a program reads the same.
    private func checkText(_ explanation: Explanation) {
        let words = ["allowed": "ALLOWED", "partly": "PARTLY DENIED", "denied": "DENIED"]
        let lines = explanation.text(verbose: true).split(separator: "\n").filter { !$0.hasPrefix("note: ") }
        #expect(lines.first?.hasPrefix(words[explanation.verdict.rawValue] ?? "?") ?? false, "\(lines)")
        #expect(explanation.json.text.hasPrefix("{\"verdict\":\"\(explanation.verdict.rawValue)\""))
        #expect(explanation.text().split(separator: "\n").count <= lines.count + explanation.notes.count)
    }

    @Test("of one node the answer is what that node does", arguments: 0..<UInt64(rounds(4, long: 16)))
    func agreesOnNode(_ seed: UInt64) throws {
        var questions = RandomQuestions(seed: seed)
        let view = NodeView(questions.inventory.cluster)
        for _ in 0..<20 {
            let asked = questions.next()
            if asked.flows.isEmpty { continue }
            let explanation = try Explanation(asked, in: questions.inventory, node: questions.node)
            let verdicts = Set(asked.flows.map(view.lets))
            #expect(explanation.isAllowed == (verdicts == [true]), "seed \(seed): \(asked)")
            #expect(explanation.disagreements == [], "seed \(seed): \(asked)")
        }
    }

    @Test("where pods may send to their own node, the rules agree too", arguments: 0..<UInt64(rounds(3, long: 12)))
    func agreesWithOpenNode(_ seed: UInt64) throws {
        var questions = RandomQuestions(seed: seed)
        let judge = Judge(questions.inventory.cluster, policesOwnNode: false)
        for _ in 0..<20 {
            let asked = questions.next()
            if asked.flows.isEmpty { continue }
            let explanation = try Explanation(
                asked, in: questions.inventory, practice: Practice(facts: NodeFacts(policesOwnNode: false)))
            #expect(explanation.isAllowed == asked.flows.allSatisfy { judge.judge($0).isAllowed })
            #expect(explanation.disagreements == [], "seed \(seed): \(asked)")
        }
    }

    @Test("without a port the open ones are those that the Judge lets pass", arguments: 0..<UInt64(rounds(5, long: 20)))
    func reaches(_ seed: UInt64) throws {
        var questions = RandomQuestions(seed: seed)
        let judge = Judge(questions.inventory.cluster)
        for _ in 0..<20 {
            let asked = questions.next()
            if asked.flows.isEmpty || asked.source == asked.destination { continue }
            let end = String(asked.destination.prefix { $0 != ":" || asked.destination.hasPrefix("[") })
            let bare = end.hasPrefix("[") ? String(end[...(end.lastIndex(of: "]") ?? end.startIndex)]) : end
            let to = bare.replacing("/ICMP", with: "")
            let question = try Question(source: asked.source, destination: to, in: questions.inventory)
            let explanation = try Explanation(question, in: questions.inventory)
            #expect(explanation.disagreements == [], "seed \(seed): \(asked.source) \(to)")
            for connection in explanation.answers.flatMap(\.connections) {
                let flow = connection.flow
                #expect(connection.reach == judge.reach(from: flow.source, to: flow.destination))
            }
        }
    }

    @Test("the written cases are answered as their tables say", arguments: PolicyCase.Family.allCases)
    func cases(_ family: PolicyCase.Family) throws {
        for (number, policyCase) in PolicyCase.all.enumerated() where policyCase.family == family {
            var cluster = Cluster()
            for event in CaseWorld.events { cluster.apply(event) }
            for step in policyCase.steps {
                for change in step.changes { cluster.apply(change) }
                for probe in Probe.all.prefix(family == .portProtocol ? 6 : 1) {
                    check(cluster, step.expected[probe], probe, "\(policyCase)")
                }
            }
            guard let last = policyCase.steps.last else { continue }
            let (from, to) = (number % Grid.size, (number * 5 + 3) % Grid.size)
            let destination = "\(CaseWorld.pods[to]):80"
            let inventory = Inventory(cluster: cluster)
            guard last.expected[Probe.all[0]][from: from, to: to] != .absent else { continue }
            let question = try Question(source: "\(CaseWorld.pods[from])", destination: destination, in: inventory)
            #expect(try Explanation(question, in: inventory).disagreements == [], "\(policyCase)")
        }
    }

    private func check(_ cluster: Cluster, _ expected: Grid, _ probe: Probe, _ name: String) {
        let inventory = Inventory(cluster: cluster)
        let judge = FlowJudge(cluster, NodePolicy(), node: nil, Practice())
        let found = Grid { from, to in
            let ends = [from, to].map { place in
                cluster.pods[CaseWorld.pods[place]].flatMap { try? Endpoint($0, in: inventory) }
            }
            guard let source = ends[0], let destination = ends[1] else { return .absent }
            let traffic = AskedTraffic.port(probe.transport, probe.port)
            let pairing = Pairings.Pairing(source: source, destination: destination, traffic: traffic)
            return judge.connection(pairing, .ipv4).map { $0.isAllowed ? .allowed : .denied } ?? .absent
        }
        #expect(found == expected, "\(name), \(probe)")
    }
}

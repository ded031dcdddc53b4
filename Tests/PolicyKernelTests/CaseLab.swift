import Addresses
import KubernetesModel
import PolicyCases
import PolicyEngine
import TestSupport
import Testing

/// The nine pods of the cases in a world, and a node that enforces what a case says.
final class CaseLab {
    private let families: [IPFamily]
    private let world: World
    private let prober: Prober
    private let node: EnforcedNode
    /// How many attempts were made, and how many were denied.
    private(set) var counts = (attempts: 0, denied: 0)
    /// How many tables were not as they should be. Each costs seconds, so that nobody goes on after some.
    private(set) var wrongCount = 0

    /// The nine pods, joined in this way, with addresses of these families.
    init(_ joining: World.Joining, _ families: [IPFamily]) throws {
        self.families = families
        let pods = try CaseWorld.pods.map { pod in
            try Place("\(pod)", .local, DualStack.addresses(CaseWorld.address(of: pod), families))
        }
        let own = CaseWorld.node.addresses.flatMap { DualStack.addresses($0, families) }
        world = try World(joining, node: own, pods)
        prober = try Prober(world)
        node = try EnforcedNode(world, name: CaseWorld.node.name)
        try prober.waitUntilReady()
    }

    /// Holds a case against the kernel, from a cluster without policies on.
    func check(_ policyCase: PolicyCase) throws {
        let name = "\(policyCase.family): \(policyCase.name)"
        try checkOpen("before \(name)")
        for (number, step) in policyCase.steps.enumerated() {
            try node.apply(step.changes.map { DualStack.event($0, families) })
            #expect(try node.observed() == node.ruleset, "\(name), step \(number)")
            try check(step.expected, "\(name), step \(number)")
        }
    }

    /// Without policies everybody reaches everybody: a mistake of the world or a probe is never taken for a denial.
    func checkOpen(_ place: String) throws {
        try node.restart(CaseWorld.events.map { DualStack.event($0, families) })
        try check(Table(Grid { _, _ in .allowed }), place)
    }

    private func check(_ expected: Table, _ place: String) throws {
        let cells = cells(expected)
        let outcomes = try prober.outcomes(of: cells.map(\.attempt), expecting: cells.map { $0.expected == .allowed })
        counts.attempts += cells.count
        counts.denied += outcomes.count { $0 == .silent }
        let wrong = zip(cells, outcomes).filter { cell, outcome in
            outcome != (cell.expected == .allowed ? .answered(by: cell.receiver) : .silent)
        }
        if wrong.isEmpty { return }
        wrongCount += 1
        let lines = wrong.map { "\($0.attempt): \($1), expected \($0.expected)" }
        Issue.record("\(place), \(wrong.count) wrong:\n\(lines.prefix(20).joined(separator: "\n"))")
    }

    private struct Cell {
        let attempt: Attempt
        let receiver: Int
        let expected: Grid.Cell
    }

    /// Every pair of pods that are there, on every probe. Pods stand in the world behind the node.
    private func cells(_ table: Table) -> [Cell] {
        let pairs = CaseWorld.pods.indices.flatMap { from in CaseWorld.pods.indices.map { (from, $0) } }
        return Probe.all.flatMap { probe in
            pairs.flatMap { from, to -> [Cell] in
                let expected = table[probe][from: from, to: to]
                return expected == .absent ? [] : cells(probe, from + 1, to + 1, expected)
            }
        }
    }

    private func cells(_ probe: Probe, _ sender: Int, _ receiver: Int, _ expected: Grid.Cell) -> [Cell] {
        world.places[receiver].addresses.flatMap { address in
            prober.attempts(from: sender, to: address, [.port(probe.transport, probe.port)]).map {
                Cell(attempt: $0, receiver: receiver, expected: expected)
            }
        }
    }
}

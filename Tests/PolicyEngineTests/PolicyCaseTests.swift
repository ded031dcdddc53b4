import KubernetesModel
import PolicyCases
import PolicyEngine
import Testing

@Suite struct PolicyCaseTests {
    @Test("the cases are as many in each family as Cyclonus makes, 230 in all, and no two have the same name")
    func counts() {
        let counts = Dictionary(grouping: PolicyCase.all, by: \.family).mapValues(\.count)
        #expect(
            counts == [
                .target: 6, .rules: 4, .peers: 112, .portProtocol: 70, .action: 6, .conflict: 16, .namespace: 2,
                .upstream: 13, .example: 1,
            ])
        #expect(PolicyCase.all.count == 230)
        #expect(Set(PolicyCase.all.map(\.description)).count == 230)
    }

    @Test("the judge says of each case what its table says, after every step", arguments: PolicyCase.Family.allCases)
    func judged(_ family: PolicyCase.Family) {
        for policyCase in PolicyCase.all where policyCase.family == family {
            var cluster = Cluster()
            for event in CaseWorld.events { cluster.apply(event) }
            for (number, step) in policyCase.steps.enumerated() {
                for event in step.changes { cluster.apply(event) }
                compare(cluster, step.expected, "\(policyCase), step \(number)")
            }
        }
    }

    @Test("a case ends alike when it is told twice, backwards within a step, or all at once")
    func otherOrders() {
        for policyCase in PolicyCase.all where policyCase.steps.count > 1 {
            let changes = policyCase.steps.map(\.changes)
            let orders = [
                changes.flatMap { $0 + $0 }, changes.flatMap { $0.reversed() },
                changes.flatMap { $0 } + lists(after: changes.flatMap { $0 }),
                lists(after: changes.flatMap { $0 }),
            ]
            for (number, order) in orders.enumerated() {
                var cluster = Cluster()
                for event in CaseWorld.events + order { cluster.apply(event) }
                let expected = policyCase.steps[policyCase.steps.count - 1].expected
                compare(cluster, expected, "\(policyCase), order \(number)")
            }
        }
    }

    /// What a relist says after these changes.
    private func lists(after changes: [ClusterEvent]) -> [ClusterEvent] {
        var cluster = Cluster()
        for event in CaseWorld.events + changes { cluster.apply(event) }
        return [
            .policies(cluster.policies), .pods(Array(cluster.pods.values)),
            .namespaces(Array(cluster.namespaces.values)),
        ]
    }

    private func compare(_ cluster: Cluster, _ expected: Table, _ place: String) {
        let judge = Judge(cluster)
        for probe in Probe.all {
            let judged = Grid { from, to in
                let ends = [from, to].map { FlowEnd.pod(CaseWorld.pods[$0]) }
                let flows = cluster.flows(from: ends[0], to: ends[1], .port(probe.transport, probe.port))
                return flows.first.map { judge.judge($0).isAllowed ? .allowed : .denied } ?? .absent
            }
            #expect(judged == expected[probe], "\(place), \(probe)")
        }
    }
}

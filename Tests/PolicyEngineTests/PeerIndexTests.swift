import Addresses
import ClusterSupport
import KubernetesModel
import TestSupport
import Testing

@testable import PolicyEngine

@Suite struct PeerIndexTests {
    @Test(
        "through any events, one at a time or several at once, each answer is what the whole cluster says",
        arguments: 1...4)
    func agreesWithCluster(_ batch: Int) {
        for seed in 0..<UInt64(rounds(25, long: 60)) {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            var trial = IndexTrial(generator.events())
            for step in 0..<25 {
                trial.apply((0..<batch).map { _ in generator.event() })
                if step.isMultiple(of: 5) { trial.useOthers(&generator.random) }
                if let difference = trial.difference {
                    Issue.record("seed \(seed) step \(step): \(difference)")
                    return
                }
            }
        }
    }

    @Test("who comes to be meant and is meant no more between two looks is in no answer", arguments: [false, true])
    func passingMember(_ isByNamespace: Bool) {
        let query = self.query(.everything, .team("red"))
        let (red, blue) = (Namespace("n", labels: ["team": "red"]), Namespace("n", labels: ["team": "blue"]))
        let pod = Pod(ObjectKey("n", "p"), addresses: [address("10.0.0.1")])
        var moved = pod
        moved.labels = ["app": "x"]
        var trial = IndexTrial([.namespace("n", blue), .pod(pod.key, pod)])
        let app = self.query(.app("x"))
        trial.index.use([query, app])
        if isByNamespace {
            trial.apply([.namespace("n", red), .pod(pod.key, nil)])
        } else {
            trial.apply([.pod(pod.key, moved), .pod(pod.key, pod)])
        }
        #expect(trial.index.members(of: query) == PeerMembers())
        #expect(trial.index.members(of: app) == PeerMembers())
    }

    @Test("a query answers the same whether it was taken into use before the pods or behind them")
    func beforeOrAfter() {
        for seed in 0..<UInt64(rounds(40, long: 100)) {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            let events = generator.events()
            let samples = (0..<6).map { _ in QuerySample(&generator.random) }
            var (before, after) = (IndexTrial([]), IndexTrial([]))
            before.use(samples)
            before.apply(events)
            after.apply(events)
            after.use(samples)
            for sample in samples where before.index.members(of: sample.query) != after.index.members(of: sample.query)
            {
                Issue.record("seed \(seed): \(sample.query)")
            }
            #expect(before.difference == nil && after.difference == nil)
        }
    }

    @Test("a query that is out of use has no answer, and the right one when it is taken up again")
    func takenUpAgain() throws {
        let query = self.query(.everything)
        let pods = (1...2).map { Pod(ObjectKey("n", "p\($0)"), addresses: [address("10.0.0.\($0)")]) }
        var trial = IndexTrial([.pod(pods[0].key, pods[0])])
        trial.index.use([query])
        #expect(trial.index.takeChanged() == [query] && trial.index.takeChanged() == [])
        trial.index.use([])
        #expect(trial.index.members(of: query) == nil)
        trial.apply([.pod(pods[1].key, pods[1])])
        #expect(trial.index.takeChanged() == [])
        trial.index.use([query])
        #expect(trial.index.takeChanged() == [query])
        #expect(try Array(#require(trial.index.members(of: query)).addresses) == ["10.0.0.1", "10.0.0.2"].map(address))
    }

    private func query(_ pods: LabelSelector, _ namespaces: LabelSelector? = nil) -> PeerQuery {
        PeerQuery([PeerSelector(pods, namespaces: namespaces, policyNamespace: "n")].compactMap { $0 })
    }
}

/// How much work one event is.
@Suite struct PeerIndexWorkTests {
    private static let namespaceCount = 100
    private var trial: IndexTrial
    private let queries: [PeerQuery]

    init() {
        let names = (0..<Self.namespaceCount).map { "n\($0)" }
        let pods = (0..<2000).map { Self.pod($0, app: $0 % 20) }
        trial = IndexTrial([
            .namespaces(names.map { Namespace($0, labels: ["team": "t\($0.count)"]) }), .pods(pods),
        ])
        let own = names.map { PeerSelector(.app("a1"), namespaces: nil, policyNamespace: $0) }
        let all = (0..<20).map { PeerSelector(.app("a\($0)"), namespaces: .everything, policyNamespace: "") }
        let everything = PeerSelector(.everything, namespaces: .everything, policyNamespace: "")
        queries = (own + all + [everything]).compactMap { $0.map { PeerQuery([$0]) } }
        trial.index.use(Set(queries))
        _ = trial.index.takeChanged()
    }

    private static func pod(_ number: Int, app: Int) -> Pod {
        Pod(
            ObjectKey("n\(number / 20)", "p\(number)"), labels: ["app": "a\(app)"],
            addresses: [IPAddress(ipv4: 0x0a00_0000 + UInt32(number))])
    }

    /// The queries whose answers one event changed.
    private mutating func changed(_ event: ClusterEvent) -> Set<String> {
        trial.apply([event])
        return Set(trial.index.takeChanged().map(\.description))
    }

    @Test("of 121 queries over 2,000 pods one event names only those whose answer it changed")
    mutating func oneEvent() {
        let (one, other) = (Self.pod(1, app: 1), Self.pod(1, app: 2))
        let ones: Set = ["pods app=a1 in namespace n0", "pods app=a1 in all namespaces"]
        #expect(changed(.pod(one.key, nil)) == ones.union(["all pods"]))
        #expect(changed(.pod(one.key, nil)) == [])
        #expect(changed(.pod(one.key, one)) == ones.union(["all pods"]))
        #expect(changed(.pod(one.key, one)) == [])
        #expect(changed(.pod(one.key, other)) == ones.union(["pods app=a2 in all namespaces"]))
        var pending = other
        pending.phase = .pending
        #expect(changed(.pod(one.key, pending)) == [])
    }

    @Test("a namespace that is relabelled changes no answer that does not ask for its labels")
    mutating func relabelled() {
        #expect(changed(.namespace("n7", Namespace("n7", labels: ["team": "new"]))) == [])
        #expect(changed(.namespace("n7", nil)).count == 21)
        #expect(changed(.namespace("unheard", Namespace("unheard"))) == [])
    }

    @Test("a pod of a label that no query asks for changes only what means all pods")
    mutating func unasked() {
        let stranger = Pod(ObjectKey("n3", "stranger"), labels: ["app": "z"], addresses: [address("10.9.0.1")])
        #expect(changed(.pod(stranger.key, stranger)) == ["all pods"])
    }
}

/// An index that follows a cluster, with the queries that it answers.
private struct IndexTrial {
    var cluster = Cluster()
    var index = PeerIndex()
    private var samples: [QuerySample] = []
    /// What was last heard of each answer, by asking only for those that changed.
    private var heard: [PeerQuery: PeerMembers] = [:]

    init(_ events: [ClusterEvent]) { apply(events) }

    /// Takes events, and tells the index of all at once.
    mutating func apply(_ events: [ClusterEvent]) {
        var changes = ClusterChanges()
        for event in events { changes.append(cluster.apply(event)) }
        index.apply(changes, cluster)
    }

    mutating func use(_ samples: [QuerySample]) {
        self.samples = samples
        index.use(Set(samples.map(\.query)))
    }

    /// Gives up some queries, and takes up others.
    mutating func useOthers(_ random: inout SeededGenerator) {
        use(samples.filter { _ in Bool.random(using: &random) } + (0..<4).map { _ in QuerySample(&random) })
    }

    /// The first answer that is not the cluster's, or that changed without a word.
    var difference: String? {
        mutating get {
            for query in index.takeChanged() { heard[query] = index.members(of: query) }
            for sample in samples {
                let expected = sample.answer(in: cluster)
                guard let members = index.members(of: sample.query) else { return "no answer to \(sample.query)" }
                if Array(members.addresses) != expected.addresses || members.servers != expected.servers {
                    return "\(sample.query): \(members), not \(expected)"
                }
                if heard[sample.query] != members { return "\(sample.query) changed without a word" }
            }
            return nil
        }
    }
}

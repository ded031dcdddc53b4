import Addresses
import ClusterSupport
import KubernetesModel
import Manifests
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct RemedyFinderTests {
    @Test(
        "what is suggested opens what was asked about, closes nothing, and opens little else",
        arguments: 0..<UInt64(rounds(12, long: 48))
    )
    func opens(_ seed: UInt64) throws {
        var questions = RandomQuestions(seed: seed)
        let flows = FlowGenerator(questions.inventory.cluster)
        var random = ClusterGenerator(.init(seed: seed)).random
        for _ in 0..<12 {
            let asked = questions.next()
            if asked.flows.isEmpty { continue }
            let before = try Explanation(asked, in: questions.inventory)
            #expect(before.remedies.isEmpty == before.isAllowed)
            if before.isAllowed { continue }
            let mended = try before.remedies.reduce(questions.inventory.cluster) { try $1.applied(to: $0) }
            let after = try Explanation(asked, in: Inventory(cluster: mended))
            #expect(after.isAllowed, "seed \(seed): \(before.text())")
            for flow in (0..<100).map({ _ in flows.flow(&random) }) {
                let (old, new) = (Judge(questions.inventory.cluster).judge(flow), Judge(mended).judge(flow))
                #expect(new.isAllowed || !old.isAllowed, "seed \(seed): closed \(flow) by \(before.text())")
                if new.isAllowed, !old.isAllowed {
                    #expect(isMeant(flow, before), "seed \(seed): opened \(flow) by \(before.text())")
                }
            }
        }
    }

    private func remedies(_ source: String, _ destination: String, _ manifests: String) throws -> [Remedy] {
        let inventory = ExplainedShop.read(manifests)
        let question = try Question(source: source, destination: destination, in: inventory)
        let remedies = try Explanation(question, in: inventory).remedies
        let mended = try remedies.reduce(inventory.cluster) { try $1.applied(to: $0) }
        for pod in inventory.cluster.pods.values {
            let judge = Judge(mended)
            let directions = Direction.allCases.filter { !judge.isIsolatedOnlyAsBefore(pod, $0, inventory.cluster) }
            #expect(directions == [], "\(pod.key) was not isolated before")
        }
        return remedies
    }

    @Test("a new policy selects none that is not isolated yet, and says so where labels are wanting") func narrow()
        throws
    {
        let found = try remedies(
            "b/bare", "a/s-0:80",
            """
            {apiVersion: v1, kind: Pod, metadata: {name: bare, namespace: b}, status: {podIP: 10.0.0.1}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: s-0, namespace: a, labels: {statefulset.kubernetes.io/pod-name: s-0}}
            status: {podIP: 10.0.0.2}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: s-1, namespace: a, labels: {statefulset.kubernetes.io/pod-name: s-1}}
            status: {podIP: 10.0.0.3}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: allow-from-bare, namespace: a}
            spec: {podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: s-0}}}
            """)
        #expect(found.map(\.path) == [nil])
        #expect(
            found.map { $0.yaml.lines.joined(separator: "\n") } == [
                """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata:
                  name: allow-from-bare-2
                  namespace: a
                spec:
                  podSelector:
                    matchExpressions:
                    - key: statefulset.kubernetes.io/pod-name
                      operator: In
                      values:
                      - s-0
                  policyTypes:
                  - Ingress
                  ingress:
                  - from:
                    - namespaceSelector:
                        matchLabels:
                          kubernetes.io/metadata.name: b
                      podSelector: {}
                    ports:
                    - protocol: TCP
                      port: 80
                """
            ])
        #expect(
            found.map(\.remarks) == [
                ["the pod at the other end has no lasting labels: this is for all pods of its namespace"]
            ])
    }

    @Test("a rule for other ports too is not widened, and who else is opened is said") func wide() throws {
        let found = try remedies(
            "a/w", "a/s:80",
            """
            {apiVersion: v1, kind: Pod, metadata: {name: w, namespace: a, labels: {app: w}}, status: {podIP: 10.0.0.1}}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: s, namespace: a, labels: {app: s, part: back}}
            status: {podIP: 10.0.0.2}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: t, namespace: a, labels: {app: t, part: back}}
            status: {podIP: 10.0.0.3}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: back, namespace: a}
            spec:
              podSelector: {matchLabels: {part: back}}
              ingress: [{from: [{podSelector: {matchLabels: {app: x}}}], ports: [{port: 80}, {port: 81}]}]
            """)
        #expect(found.map(\.path) == ["spec.ingress"])
        #expect(found.map(\.remarks) == [["a/back selects a/t too: it opens there as well"]])
    }

    /// Whether what was opened is the port that was asked about, between pods with the labels of those asked about.
    private func isMeant(_ flow: Flow, _ explanation: Explanation) -> Bool {
        let cluster = explanation.inventory.cluster
        return explanation.answers.flatMap(\.connections).contains { connection in
            if connection.pairing.traffic != .echo, connection.flow.traffic != flow.traffic { return false }
            return explanation.remedies.contains { remedy in
                let ends = [(flow.source, connection.flow.source), (flow.destination, connection.flow.destination)]
                let (found, wanted) = remedy.direction == .ingress ? ends[0] : ends[1]
                let subject = cluster.owner(of: remedy.direction == .ingress ? flow.destination : flow.source)
                guard subject?.key.namespace == remedy.policy.namespace else { return false }
                guard let pod = cluster.owner(of: wanted), let other = cluster.owner(of: found) else {
                    return found == wanted
                }
                return found == wanted
                    || other.key.namespace == pod.key.namespace
                        && pod.labels.sorted.allSatisfy { other.labels[$0.key] == $0.value }
            }
        }
    }
}

extension Remedy {
    /// The cluster in which somebody did what this says, reading the YAML as an API server does.
    func applied(to cluster: Cluster) throws -> Cluster {
        var cluster = cluster
        let changed = try changed(cluster)
        cluster.apply(.policy(changed.key, changed))
        return cluster
    }

    private func changed(_ cluster: Cluster) throws -> NetworkPolicy {
        let old = cluster.policies(in: policy.namespace)[policy.name]
        switch place {
        case .policy:
            #expect(old == nil)
            return try read(yaml)
        case .rule:
            let rules = try #require(read(wrapped(yaml)).rules(direction))
            return try #require(old).with((old?.rules(direction) ?? []) + rules, direction)
        case .peer(_, let index):
            let peers = YAMLText(direction == .ingress ? "from" : "to") + yaml
            let read = try #require(read(wrapped(peers.item)).rules(direction)?.first)
            var rules = try #require(old?.rules(direction))
            rules[index].peers += read.peers
            return try #require(old).with(rules, direction)
        }
    }

    private func wrapped(_ rules: YAMLText) -> YAMLText {
        let metadata = YAMLText("name", YAMLText.scalar(policy.name)) + YAMLText("namespace", policy.namespace)
        let types = YAMLText("policyTypes", items: [YAMLText([direction == .ingress ? "Ingress" : "Egress"])])
        return YAMLText("apiVersion", "networking.k8s.io/v1") + YAMLText("kind", "NetworkPolicy")
            + YAMLText("metadata", metadata)
            + YAMLText("spec", YAMLText("podSelector", "{}") + types + YAMLText(direction.rawValue) + rules)
    }

    private func read(_ yaml: YAMLText) throws -> NetworkPolicy {
        var manifests = Manifests()
        manifests.read(Array(yaml.lines.joined(separator: "\n").utf8), from: "remedy")
        #expect(manifests.remarks.map(\.description) == [])
        return try #require(manifests.inventory.cluster.policies.first)
    }
}

extension NetworkPolicy {
    fileprivate func with(_ rules: [PolicyRule], _ direction: Direction) -> NetworkPolicy {
        var copy = self
        switch direction {
        case .ingress: copy.ingress = rules
        case .egress: copy.egress = rules
        }
        return copy
    }
}

extension Judge {
    /// Whether a pod is isolated in a direction only where it was so before.
    fileprivate func isIsolatedOnlyAsBefore(_ pod: Pod, _ direction: Direction, _ before: Cluster) -> Bool {
        guard let address = pod.addresses.first else { return true }
        let outside = IPAddress(family: address.family, bits: 7)
        let flow =
            direction == .ingress
            ? Flow(from: outside, to: address, .other(protocolNumber: 253))
            : Flow(from: address, to: outside, .other(protocolNumber: 253))
        let (old, new) = (Judge(before).judge(flow), judge(flow))
        return new.isAllowed || !old.isAllowed
    }
}

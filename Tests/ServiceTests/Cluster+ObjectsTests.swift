import Analysis
import ClusterSupport
import JSON
import KubernetesModel
import Manifests
import PolicyEngine
import TestSupport
import Testing

@testable import Service

@Suite struct ClusterObjectsTests {
    @Test("what the agent says of the cluster is read by commands as the same cluster")
    func roundTrip() throws {
        for seed in 0..<UInt64(rounds(40, long: 500)) {
            var generator = ClusterGenerator(SeededGenerator(seed: seed))
            var cluster = generator.cluster()
            for _ in 0..<20 { cluster.apply(generator.event()) }
            var manifests = Manifests()
            manifests.read(Array(cluster.objects.text.utf8), from: "the agent")
            #expect(manifests.remarks.isEmpty, "seed \(seed): \(manifests.remarks)")
            let again = manifests.inventory.cluster
            #expect(again.pods.byNamespace == cluster.pods.byNamespace, "seed \(seed)")
            #expect(again.policies.map(\.meaning) == cluster.policies.map(\.meaning), "seed \(seed)")
            #expect(again.nodes == cluster.nodes, "seed \(seed)")
            #expect(
                again.namespaces.mapValues(\.labels.withoutName) == cluster.namespaces.mapValues(\.labels.withoutName),
                "seed \(seed)")
        }
    }

    @Test("when pods and policies were made is kept")
    func creation() throws {
        var cluster = Cluster()
        let policy = NetworkPolicy(ObjectKey("shop", "db"), ingress: [], creation: 1_769_846_400)
        cluster.apply(.policies([policy]))
        var manifests = Manifests()
        manifests.read(Array(cluster.objects.text.utf8), from: "the agent")
        #expect(manifests.inventory.cluster.policies.map(\.creation) == [policy.creation])
    }

    @Test("an empty cluster is an empty list")
    func empty() {
        #expect(Cluster().objects.text == #"{"apiVersion":"v1","kind":"List","items":[]}"#)
    }
}

extension NetworkPolicy {
    /// Without what was wrong with its text, which it means already: it allows nothing.
    fileprivate var meaning: NetworkPolicy {
        var policy = self
        policy.defects = []
        policy.defaults = NetworkPolicy(key, podSelector: podSelector).defaults
        return policy
    }
}

extension Labels {
    /// Without the one that every namespace has.
    fileprivate var withoutName: [String] {
        sorted.filter { $0.key != "kubernetes.io/metadata.name" }.map { "\($0.key)=\($0.value)" }
    }
}

import Addresses
import Analysis
import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

@Suite struct ConnectivityChangeTests {
    @Test("names each two pods, and each pod and address, between which something else passes", arguments: 0..<4)
    func agrees(_ part: Int) {
        for seed in 0..<UInt64(rounds(12, long: 48)) {
            let trial = WorkloadTrial(seed: UInt64(part) << 32 | seed)
            let other = WorkloadTrial(seed: UInt64(part + 4) << 32 | seed)
            let cluster = trial.inventory.cluster.withPolicies(of: other.inventory.cluster)
            let (old, new) = (Connectivity(trial.inventory), Connectivity(trial.inventory(cluster)))
            let outside = Set(trial.outside).union(
                other.outside.filter { cluster.owner(of: $0) == nil }
            ).sorted()
            let (before, after) = (ReachByPod(old, outside: outside), ReachByPod(new, outside: outside))
            let differing = Set(before.reaches.keys).union(after.reaches.keys).filter {
                before.reaches[$0] != after.reaches[$0]
            }
            let change = ConnectivityChange(from: old, to: new)
            let said = Self.byPod(change, outside, ReachByPod.families(new))
            #expect(Set(said.keys) == differing, "part \(part), seed \(seed)")
            for (key, reaches) in said {
                let expected = [before.reaches[key] ?? .nothing, after.reaches[key] ?? .nothing]
                #expect(reaches == expected, "part \(part), seed \(seed): \(key)")
            }
        }
    }

    @Test("nothing differs from itself")
    func same() {
        for seed in 0..<UInt64(20) {
            let connectivity = Connectivity(WorkloadTrial(seed: seed).inventory)
            #expect(ConnectivityChange(from: connectivity, to: connectivity).entries == [])
        }
    }

    @Test("a workload that takes new pods, one by one or all at once, is the same workload")
    func replacedPods() {
        let old = Connectivity(Self.shop(["web-1", "web-2"]))
        for pods in [["web-3"], ["web-1", "web-3", "web-4"], ["web-5", "web-6"]] {
            #expect(ConnectivityChange(from: old, to: Connectivity(Self.shop(pods))).entries == [], "\(pods)")
        }
    }

    @Test("a workload of which a part fares otherwise now is compared part by part")
    func split() {
        let (old, new) = (Self.shop(["web-1", "web-2"]), Self.shop(["web-1", "web-2"], isolating: "web-2"))
        let forth = ConnectivityChange(from: Connectivity(old), to: Connectivity(new))
        let text = """
            Connectivity diff:
            diff-type: removed, source: 0.0.0.0-255.255.255.255, destination: shop/web-2[Pod], \
            dir1:  All Connections, dir2: No Connections
            diff-type: removed, source: shop/db[Pod], destination: shop/web-2[Pod], \
            dir1:  All Connections, dir2: No Connections
            diff-type: removed, source: shop/web-1[Pod], destination: shop/web-2[Pod], \
            dir1:  All Connections, dir2: No Connections

            """
        #expect(forth.text == text)
        let back = ConnectivityChange(from: Connectivity(new), to: Connectivity(old))
        #expect(
            back.entries.map { "\($0.source) \($0.destination) \($0.kind)" }
                == forth.entries.map {
                    "\($0.source) \($0.destination) added"
                })
    }

    /// A web of these pods and a database; one of the pods may be isolated.
    private static func shop(_ pods: [String], isolating: String? = nil) -> Inventory {
        var inventory = Inventory()
        for (number, name) in (pods + ["db"]).enumerated() {
            let key = ObjectKey("shop", name)
            let pod = Pod(key, labels: ["name": name], addresses: [IPAddress(ipv4: 0x0A00_0001 + UInt32(number))])
            inventory.add([(.pod(pod), name == "db" ? nil : Controller(kind: "Deployment", name: "web"))])
        }
        if let isolating {
            let selector = LabelSelector(matching: ["name": isolating])
            let policy = NetworkPolicy(ObjectKey("shop", "isolate"), podSelector: selector, ingress: [])
            inventory.add([(.networkPolicy(policy), nil)])
        }
        return inventory
    }

    /// What passed and passes, by the keys of ``ReachByPod``.
    private static func byPod(
        _ change: ConnectivityChange, _ outside: [IPAddress], _ families: [ObjectKey: Set<IPFamily>]
    ) -> [String: [Reach]] {
        var result: [String: [Reach]] = [:]
        for entry in change.entries {
            let ends = [entry.source, entry.destination].map { ReachByPod.ends($0, outside, families) }
            for source in ends[0] {
                for destination in ends[1] where source.0 != destination.0 {
                    let shared = source.1.intersection(destination.1)
                    for family in entry.family.map({ [$0] }) ?? shared.sorted() where shared.contains(family) {
                        result["\(source.0) \(destination.0) \(family)", default: []] += [entry.old, entry.new]
                    }
                }
            }
        }
        return result
    }
}

extension Cluster {
    /// This cluster with the policies and namespaces of another.
    fileprivate func withPolicies(of other: Cluster) -> Cluster {
        var result = self
        result.apply(.policies(other.policies))
        result.apply(.namespaces(Array(other.namespaces.values)))
        return result
    }
}

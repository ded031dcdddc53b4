import Addresses
import Analysis
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

@Suite struct ConnectivityTests {
    @Test("says of every pod and address what the judge says, whatever is grouped", arguments: 0..<4)
    func agrees(_ part: Int) {
        for seed in 0..<UInt64(rounds(20, long: 80)) {
            let trial = WorkloadTrial(seed: UInt64(part) << 32 | seed)
            let judge = Judge(trial.inventory.cluster)
            let said = ReachByPod(Connectivity(trial.inventory), outside: trial.outside)
            let expected = ReachByPod(trial.inventory.cluster, outside: trial.outside) { judge.reach(from: $0, to: $1) }
            #expect(said.difference(from: expected) == [], "part \(part), seed \(seed)")
        }
    }

    @Test("says of compiled rules what it says of the policies they were compiled from", arguments: 0..<4)
    func agreesOfRules(_ part: Int) {
        for seed in 0..<UInt64(rounds(4, long: 16)) {
            let trial = WorkloadTrial(seed: UInt64(part) << 32 | seed)
            let ruleset = PolicyCompiler().ruleset(of: Resolver.policy(of: nil, in: trial.inventory.cluster))
            let rules = ReachByPod(Connectivity(trial.inventory, TracedReach(ruleset)), outside: trial.outside)
            let policies = ReachByPod(Connectivity(trial.inventory), outside: trial.outside)
            #expect(rules.difference(from: policies) == [], "part \(part), seed \(seed)")
        }
    }

    @Test("whoever says what passes is asked about every pod, and gives the same lines")
    func asked() {
        for seed in 0..<UInt64(20) {
            let trial = WorkloadTrial(seed: seed)
            let judge = Judge(trial.inventory.cluster)
            let ranges = trial.outside.map { $0...$0 }
            let asked = Connectivity(trial.inventory, telling: ranges) { judge.reach(from: $0, to: $1) }
            let said = ReachByPod(asked, outside: trial.outside)
            let own = ReachByPod(Connectivity(trial.inventory), outside: trial.outside)
            #expect(said.difference(from: own) == [], "seed \(seed)")
        }
    }

    @Test("lines are in order and none comes twice")
    func order() {
        for seed in 0..<UInt64(40) {
            let connections = Connectivity(WorkloadTrial(seed: seed).inventory).connections
            #expect(connections == connections.sorted() && Set(connections).count == connections.count)
        }
    }

    @Test("pods of one workload that fare differently stand apart, and those that fare alike together")
    func rollOut() {
        let inventory = ConnectivityExample.inventory(
            Self.pod("web-1", "10.0.0.1", "{app: web, version: old}"),
            Self.pod("web-2", "10.0.0.2", "{app: web, version: old}"),
            Self.pod("web-3", "10.0.0.3", "{app: web, version: new}"),
            Self.pod("web-4", "10.0.0.4", "{app: web, version: odd}"),
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: new, namespace: shop}
            spec:
              podSelector: {matchLabels: {version: new}}
              ingress:
              - from: [{podSelector: {matchLabels: {version: odd}}}, {podSelector: {matchLabels: {version: old}}}]
            """)
        let text = """
            0.0.0.0-255.255.255.255 => shop/web[ReplicaSet](web-1,web-2,web-4) : All Connections
            shop/web[ReplicaSet](web-1,web-2,web-4) => 0.0.0.0-255.255.255.255 : All Connections
            shop/web[ReplicaSet](web-1,web-2,web-4) => shop/web[ReplicaSet](web-1,web-2,web-4) : All Connections
            shop/web[ReplicaSet](web-1,web-2,web-4) => shop/web-3[Pod] : All Connections
            shop/web-3[Pod] => 0.0.0.0-255.255.255.255 : All Connections
            shop/web-3[Pod] => shop/web[ReplicaSet](web-1,web-2,web-4) : All Connections

            """
        #expect(Connectivity(inventory).text == text)
    }

    @Test("where the families of two workloads differ, each has its line")
    func families() {
        let inventory = ConnectivityExample.inventory(
            Self.pod("web-1", "10.0.0.1", "{app: web}", ipv6: "fd00::1", controller: nil),
            Self.pod("db-1", "10.0.0.2", "{app: db}", ipv6: "fd00::2", controller: nil),
            """
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: db, namespace: shop}
            spec:
              podSelector: {matchLabels: {app: db}}
              policyTypes: [Ingress, Egress]
              ingress:
              - {from: [{ipBlock: {cidr: 10.0.0.0/8}}], ports: [{port: 5432}]}
              - {from: [{ipBlock: {cidr: fd00::/64}}]}
              egress: [{to: [{ipBlock: {cidr: "::/0"}}], ports: [{port: 443}]}]
            """)
        let text = """
            0.0.0.0-255.255.255.255 => shop/web-1[Pod] : All Connections
            10.0.0.0-10.255.255.255 => shop/db-1[Pod] : TCP 5432
            ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff => shop/web-1[Pod] : All Connections
            fd00::-fd00::ffff:ffff:ffff:ffff => shop/db-1[Pod] : All Connections
            shop/db-1[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff : TCP 443
            shop/db-1[Pod] => shop/web-1[Pod] : TCP 443 (IPv6)
            shop/web-1[Pod] => 0.0.0.0-255.255.255.255 : All Connections
            shop/web-1[Pod] => ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff : All Connections
            shop/web-1[Pod] => shop/db-1[Pod] : TCP 5432 (IPv4)
            shop/web-1[Pod] => shop/db-1[Pod] : All Connections (IPv6)

            """
        #expect(Connectivity(inventory).text == text)
    }

    @Test("blocks that hold nothing but pods and nodes cut no range in two")
    func insidePieces() {
        let inventory = ConnectivityExample.inventory(
            Self.pod("web-1", "10.0.0.1", "{app: web}", controller: nil),
            """
            apiVersion: v1
            kind: Node
            metadata: {name: n1}
            status: {addresses: [{type: InternalIP, address: 0.0.0.0}, {type: InternalIP, address: 192.0.2.1}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: NetworkPolicy
            metadata: {name: web, namespace: shop}
            spec:
              podSelector: {}
              ingress:
              - from: [{ipBlock: {cidr: 0.0.0.0/32}}, {ipBlock: {cidr: 192.0.2.1/32}}, {ipBlock: {cidr: 10.0.0.1/32}}]
            """)
        #expect(Connectivity(inventory).text == "shop/web-1[Pod] => 0.0.0.0-255.255.255.255 : All Connections\n")
    }

    @Test(
        "pods of hostNetwork, finished pods and those without an address are left out, and all but the finished counted"
    )
    func leftOut() {
        var inventory = Inventory()
        let pods = [
            Pod(ObjectKey("shop", "a"), addresses: [IPAddress(ipv4: 1)], creation: 1),
            Pod(ObjectKey("shop", "b"), addresses: [IPAddress(ipv4: 1)], creation: 2),
            Pod(ObjectKey("shop", "c"), addresses: [IPAddress(ipv4: 2)], isHostNetwork: true),
            Pod(ObjectKey("shop", "d"), addresses: [IPAddress(ipv4: 3)], isHostNetwork: true),
            Pod(ObjectKey("shop", "e"), addresses: [IPAddress(ipv4: 4)], phase: .finished),
        ]
        inventory.add(pods.map { (.pod($0), nil) })
        let connectivity = Connectivity(inventory)
        #expect(connectivity.subjects.map(\.group.description) == ["shop/b[Pod]"])
        #expect(
            connectivity.notes == [
                "2 pods with hostNetwork left out: policies do not speak of them",
                "1 pod without an address of their own left out",
            ])
        #expect(connectivity.families == [.ipv4])
    }

    /// A pod as YAML.
    private static func pod(
        _ name: String, _ ip: String, _ labels: String, ipv6: String? = nil, controller: String? = "web"
    ) -> String {
        let owner = controller.map {
            ", ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: \($0), uid: u, controller: true}]"
        }
        let ips = ipv6.map { ", podIPs: [{ip: \(ip)}, {ip: \"\($0)\"}]" } ?? ""
        return """
            apiVersion: v1
            kind: Pod
            metadata: {name: \(name), namespace: shop, labels: \(labels)\(owner ?? "")}
            spec: {containers: [{name: c, image: i}]}
            status: {phase: Running, podIP: \(ip)\(ips)}
            """
    }
}

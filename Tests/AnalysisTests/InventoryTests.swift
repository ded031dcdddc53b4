import Addresses
import Analysis
import KubernetesModel
import PolicyEngine
import Testing

@Suite struct InventoryTests {
    private func key(_ name: String) -> ObjectKey { ObjectKey("shop", name) }

    private func name(_ name: String, _ kind: String) -> WorkloadName { WorkloadName(key(name), kind: kind) }

    /// An inventory of objects, each with what made it.
    private func inventory(_ objects: (KubernetesObject, Controller?)...) -> Inventory {
        var inventory = Inventory()
        inventory.add(objects.map { (object: $0.0, controller: $0.1) })
        return inventory
    }

    @Test("a pod is called by the outermost that made it")
    func outermost() {
        let inventory = inventory(
            (.pod(Pod(key("web-5d4-x"))), Controller(kind: "ReplicaSet", name: "web-5d4")),
            (.workload(Workload(.replicaSet, key("web-5d4"))), Controller(kind: "Deployment", name: "web")),
            (.workload(Workload(.deployment, key("web"))), nil),
            (.pod(Pod(key("tick-29-x"))), Controller(kind: "Job", name: "tick-29")),
            (.workload(Workload(.job, key("tick-29"))), Controller(kind: "CronJob", name: "tick")),
            (.pod(Pod(key("db-0"))), Controller(kind: "StatefulSet", name: "db")), (.pod(Pod(key("lone"))), nil))
        #expect(inventory.workload(of: key("web-5d4-x")) == name("web", "Deployment"))
        #expect(inventory.workload(of: key("tick-29-x")) == name("tick", "CronJob"))
        #expect(inventory.workload(of: key("db-0")) == name("db", "StatefulSet"))
        #expect(inventory.workload(of: key("lone")) == name("lone", "Pod"))
        #expect(inventory.pods(of: name("db", "StatefulSet")).map(\.key) == [key("db-0")])
        #expect(inventory.podsByWorkload.keys.sorted().map(\.key.name) == ["db", "lone", "tick", "web"])
    }

    @Test("a ReplicaSet that nobody described is its Deployment's where the pod's label shows it")
    func impliedDeployment() {
        let owner = Controller(kind: "ReplicaSet", name: "web-5d4")
        let hashed = Pod(key("a"), labels: ["pod-template-hash": "5d4"])
        let other = Pod(key("b"), labels: ["pod-template-hash": "77"])
        let inventory = inventory((.pod(hashed), owner), (.pod(other), owner), (.pod(Pod(key("c"))), owner))
        #expect(inventory.workload(of: key("a")) == name("web", "Deployment"))
        #expect(inventory.workload(of: key("b")) == name("web-5d4", "ReplicaSet"))
        #expect(inventory.workload(of: key("c")) == name("web-5d4", "ReplicaSet"))
    }

    @Test("owners in a circle are not followed for ever")
    func circle() {
        let inventory = inventory(
            (.workload(Workload(.job, key("a"))), Controller(kind: "Job", name: "b")),
            (.workload(Workload(.job, key("b"))), Controller(kind: "Job", name: "a")),
            (.pod(Pod(key("p"))), Controller(kind: "Job", name: "a")))
        #expect(inventory.workload(of: key("p")).kind == "Job")
        #expect(inventory.workload(of: key("none")) == name("none", "Pod"))
    }

    @Test("a workload without pods gets one, unless another made it, and a pod without an address gets one")
    func populated() throws {
        let inventory = inventory(
            (.pod(Pod(key("early"))), nil), (.pod(Pod(key("done"), phase: .finished)), nil),
            (
                .pod(Pod(key("db-0"), addresses: [try IPAddress(parsing: "10.0.0.1")])),
                Controller(kind: "StatefulSet", name: "db")
            ),
            (.workload(Workload(.statefulSet, key("db"))), nil),
            (
                .workload(Workload(.deployment, key("web"), labels: ["app": "web"], ports: [.init("http", .tcp, 80)])),
                nil
            ),
            (.workload(Workload(.replicaSet, key("web-1"))), Controller(kind: "Deployment", name: "web")),
            (.workload(Workload(.daemonSet, key("agent"), isHostNetwork: true)), nil))
        #expect(inventory.workloadsWithoutPods == [name("agent", "DaemonSet"), name("web", "Deployment")])
        let all = inventory.populated()
        let web = try #require(all.cluster.pods[key("web[Deployment]")])
        #expect(web.labels == ["app": "web"] && web.ports == [.init("http", .tcp, 80)] && web.addresses.count == 1)
        #expect(all.workload(of: web.key) == name("web", "Deployment"))
        #expect(all.cluster.pods[key("early")]?.addresses.count == 1)
        #expect(all.cluster.pods[key("done")]?.addresses == [])
        #expect(all.cluster.pods[key("agent[DaemonSet]")]?.addresses == [])
        #expect(all.standIns == [key("web[Deployment]"), key("agent[DaemonSet]"), key("early")])
        #expect(Set(all.cluster.pods.values.flatMap(\.addresses)).count == 3)
    }

    @Test("a namespace that is only used has the label that says its name")
    func impliedNamespaces() {
        let inventory = inventory(
            (.pod(Pod(ObjectKey("a", "p"))), nil), (.networkPolicy(NetworkPolicy(ObjectKey("b", "p"))), nil),
            (.workload(Workload(.job, ObjectKey("c", "p"))), nil), (.namespace(Namespace("d", labels: ["x": "y"])), nil)
        )
        let implied = inventory.withImpliedNamespaces()
        #expect(implied.impliedNamespaces == ["a", "b", "c"])
        #expect(implied.cluster.namespaces["a"]?.labels == ["kubernetes.io/metadata.name": "a"])
        #expect(implied.cluster.namespaces["d"]?.labels["x"] == "y")
        #expect(inventory.cluster.namespaces.count == 1)
    }
}

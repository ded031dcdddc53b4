import Addresses
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

@Suite struct ClusterTests {
    private let web = Scene.shopWeb

    @Test("whatever happened, a cluster is what was said last, and reports just what became different")
    func randomEvents() {
        var generator = SeededGenerator.forTest("cluster")
        for _ in 0..<200 {
            var (cluster, model) = (Cluster(), ClusterModel())
            for _ in 0..<40 {
                let (event, before) = (generator.event(), model)
                let changes = cluster.apply(event)
                model.apply(event)
                guard ClusterPicture(cluster) == ClusterPicture(model), isReport(changes, before, model) else {
                    Issue.record("\(event), \(generator)")
                    return
                }
                #expect(cluster.apply(event).isEmpty, "doubled")
            }
            for list in model.lists { #expect(cluster.apply(list).isEmpty, "a relist of what is known, \(generator)") }
        }
    }

    @Test("a cluster that is filled is the one that is told of each event")
    func filled() {
        var generator = SeededGenerator.forTest("filled")
        for _ in 0..<200 {
            var (told, filled) = (Cluster(), Cluster())
            let events = (0..<40).map { _ in generator.event() }
            for event in events { told.apply(event) }
            for event in events {
                if case .pod(_, let pod?) = event { filled.fill(pod) } else { filled.apply(event) }
            }
            #expect(ClusterPicture(filled) == ClusterPicture(told), "\(generator)")
        }
    }

    @Test("the order of events about different objects makes no difference, nor does emptying in between")
    func orders() {
        var generator = SeededGenerator.forTest("orders")
        for _ in 0..<200 {
            let events = (0..<12).map { _ in generator.event() }.filter { object(of: $0) != nil }
            var model = ClusterModel()
            for event in events { model.apply(event) }
            // The objects one after the other, each with its events in their order.
            let objects = Set(events.compactMap(object)).sorted()
            let byObject = objects.map { object in events.filter { self.object(of: $0) == object } }
            let last = byObject.flatMap { $0.suffix(1) }
            let empty: [ClusterEvent] = [.pods([]), .namespaces([]), .policies([]), .nodes([])]
            for order in [
                events, Array(byObject.joined()), Array(byObject.reversed().joined()), last, last.reversed(),
                byObject.flatMap { $0 + $0 }, events + empty + last, events + model.lists, model.lists.reversed(),
            ] {
                var cluster = Cluster()
                for event in order { cluster.apply(event) }
                #expect(ClusterPicture(cluster) == ClusterPicture(model), "\(generator)")
            }
        }
    }

    /// Which object an event is about; `nil` for a list.
    private func object(of event: ClusterEvent) -> String? {
        switch event {
        case .namespace(let name, _): "namespace \(name)"
        case .pod(let key, _): "pod \(key)"
        case .policy(let key, _): "policy \(key)"
        case .node(let name, _): "node \(name)"
        case .namespaces, .pods, .policies, .nodes: nil
        }
    }

    @Test("D6.71 what is not known can be deleted, and that is no change")
    func deletesFirst() {
        var cluster = Cluster()
        #expect(cluster.apply(.pod(web.key, nil)).isEmpty)
        #expect(cluster.apply(.namespace("shop", nil)).isEmpty)
        #expect(cluster.apply(.policy(web.key, nil)).isEmpty)
        #expect(cluster.apply(.node("n1", nil)).isEmpty)
        cluster.apply(.pod(web.key, web))
        #expect(cluster.owner(of: address("10.1.0.1")) == web)
    }

    @Test("each kind of event reports its own kind of change")
    func kinds() {
        var scene = Scene()
        let namespaces = scene.cluster.apply(.namespace("shop", Namespace("shop")))
        #expect(namespaces.namespaces == ["shop"] && namespaces.owners.isEmpty && namespaces.nodesOfPods.isEmpty)
        let nodes = scene.cluster.apply(.node("n1", Node("n1")))
        #expect(nodes.nodes == ["n1"] && nodes.nodesOfPods.isEmpty && nodes.owners.isEmpty)
        let made = policy(ingress: [])
        let policies = scene.cluster.apply(.policy(made.key, made))
        #expect(policies.policies == ["shop"] && policies.namespaces.isEmpty && policies.owners.isEmpty)
        #expect(scene.cluster.policies(in: "shop") == ["policy": made])
        #expect(scene.cluster.policies(in: "lab").isEmpty)
        var moved = web
        moved.node = "n2"
        let pods = scene.cluster.apply(.pod(moved.key, moved))
        #expect(pods.nodesOfPods == ["n1", "n2"] && pods.nodes.isEmpty && pods.owners.map(\.address) == web.addresses)
    }

    @Test("D6.69 other labels or ports of a pod are other owners of its addresses, old and new")
    func podChanges() {
        var changed = (Scene.shopWeb, Scene.shopWeb)
        changed.0.labels = ["app": "other"]
        changed.1.ports = []
        for change in [changed.0, changed.1] {
            var scene = Scene()
            let owners = scene.cluster.apply(.pod(change.key, change)).owners
            #expect(owners.map(\.address) == web.addresses)
            #expect(owners.map(\.old) == [web] && owners.map(\.new) == [change])
            #expect(scene.cluster.apply(.pod(change.key, change)).isEmpty)
        }
    }

    @Test("D6.67 and D6.68 deleted and finished pods lose their addresses, sorted in the report")
    func lostAddresses() {
        var finished = web
        finished.addresses = ["fd00:1::1", "10.1.0.1"].map(address)
        var scene = Scene()
        scene.add(finished)
        finished.phase = .finished
        let changes = scene.cluster.apply(.pod(finished.key, finished))
        #expect(changes.owners.map(\.address) == finished.addresses.sorted())
        #expect(changes.owners.allSatisfy { $0.new == nil && $0.old?.phase == .running })
        #expect(scene.cluster.pods[finished.key] == finished && scene.cluster.owner(of: address("10.1.0.1")) == nil)
        #expect(scene.cluster.apply(.pod(finished.key, nil)).owners.isEmpty)
    }

    @Test("D6.70 of several claims the running pod's holds, then the staying one's, then the younger's")
    func contested() {
        let spot = address("10.9.0.1")
        var claims = ["e", "d", "c", "b", "a"].map { Pod(ObjectKey("lab", $0), addresses: [spot], creation: 5) }
        claims[0].phase = .pending
        claims[0].creation = 9
        claims[1].isTerminating = true
        claims[1].creation = 8
        claims[2].creation = 4
        for order in permutations(claims) {
            var cluster = Cluster()
            for pod in order { cluster.apply(.pod(pod.key, pod)) }
            let ranked = ["a", "b", "c", "d", "e"].map { ObjectKey("lab", $0) }
            #expect(cluster.contestedAddresses == [spot: ranked])
            for (number, key) in ranked.enumerated() {
                #expect(cluster.owner(of: spot)?.key == key)
                let owners = cluster.apply(.pod(key, nil)).owners
                #expect(owners.map(\.new?.key) == [number < 4 ? ranked[number + 1] : nil])
            }
        }
    }

    @Test("a claim that does not win, and its end, change no owner")
    func losingClaims() {
        var scene = Scene()
        let late = Pod(ObjectKey("lab", "late"), addresses: web.addresses, phase: .pending)
        let changes = scene.cluster.apply(.pod(late.key, late))
        #expect(changes.owners.isEmpty && changes.nodesOfPods == [""])
        #expect(scene.cluster.apply(.pod(late.key, nil)).owners.isEmpty)
    }

    @Test("D14.157 a list that moves an address from one pod to another reports one change of owner")
    func movedAddress() {
        var scene = Scene()
        var (web, db) = (Scene.shopWeb, Scene.shopDB)
        swap(&web.addresses, &db.addresses)
        let changes = scene.cluster.apply(.pods([web, db, Scene.shopCart, Scene.labWeb, Scene.labTool]))
        #expect(changes.owners.map(\.address) == ["10.1.0.1", "10.1.0.2"].map(address))
        #expect(changes.owners.map(\.old) == [Scene.shopWeb, Scene.shopDB])
        #expect(changes.owners.map(\.new) == [db, web])
    }

    @Test("a cluster is complete once namespaces, pods and policies were listed, and single events do not count")
    func completeness() {
        let lists: [ClusterEvent] = [.namespaces([]), .pods([]), .policies([])]
        for order in permutations(lists) {
            var cluster = Cluster()
            cluster.apply(.nodes([]))
            cluster.apply(.pod(web.key, web))
            for list in order {
                #expect(!cluster.isComplete)
                #expect(cluster.apply(list).isEmpty || list == .pods([]))
            }
            #expect(cluster.isComplete && cluster.listed == Set(Cluster.Kind.allCases))
        }
    }

    /// Whether changes are what differs between two states, no more and no less.
    private func isReport(_ changes: ClusterChanges, _ before: ClusterModel, _ after: ClusterModel) -> Bool {
        let pods = Set(before.pods.keys).union(after.pods.keys).filter { before.pods[$0] != after.pods[$0] }
        let nodes = Set(pods.flatMap { [before.pods[$0]?.node, after.pods[$0]?.node].compactMap { $0 } })
        let policies = Set(before.policies.keys).union(after.policies.keys).filter {
            before.policies[$0] != after.policies[$0]
        }
        let moved = ClusterModel.addresses.sorted().filter {
            before.claims(of: $0).first != after.claims(of: $0).first
        }
        return changes.nodesOfPods == nodes && changes.policies == Set(policies.map(\.namespace))
            && changes.namespaces == differing(before.namespaces, after.namespaces)
            && changes.nodes == differing(before.nodesByName, after.nodesByName)
            && changes.owners.map(\.address).sorted() == moved
            && changes.owners.allSatisfy {
                $0.old == before.claims(of: $0.address).first && $0.new == after.claims(of: $0.address).first
            }
    }

    private func differing<Value: Equatable>(_ left: [String: Value], _ right: [String: Value]) -> Set<String> {
        Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }
    }
}

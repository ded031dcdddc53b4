import Addresses
import KubernetesModel
import Testing

@testable import Analysis

@Suite struct PairingsTests {
    private func pairings(
        _ source: String, _ destination: String, in inventory: Inventory = ExplainedShop.inventory,
        _ families: Set<IPFamily> = [.ipv4, .ipv6]
    ) throws -> Pairings {
        let question = try Question(source: source, destination: destination, in: inventory)
        return try Pairings(question, in: inventory, families: families)
    }

    private func texts(_ pairings: Pairings) -> [String] {
        pairings.all.map { "\($0.source.title) -> \($0.destination.title), \($0.traffic)" }
    }

    @Test("every pod of one end meets every pod of the other, but for itself") func pairs() throws {
        #expect(
            try texts(pairings("shop/web", "shop/web:80")) == [
                "shop/web-1 -> shop/web-2, TCP port 80", "shop/web-2 -> shop/web-1, TCP port 80",
            ])
        #expect(try texts(pairings("shop/web-1", "shop/web-1")) == ["shop/web-1 -> shop/web-1, all ports"])
        #expect(try pairings("shop/web-1", "shop/web-1").notes == [])
    }

    @Test("a pod that stands for all of its kind says nothing of two of them") func onlySelf() throws {
        let found = try pairings("shop/cart", "shop/deploy/cart:80")
        #expect(texts(found) == ["shop/deploy/cart -> shop/deploy/cart, TCP port 80"])
        #expect(
            found.notes == [
                "only one pod is known at both ends, and a pod always reaches itself: two of its kind may not do so"
            ])
    }

    @Test("a name is the number that the pod, or the Service, gives it") func names() throws {
        #expect(try texts(pairings("shop/wbe", "shop/db-0:postgres")) == ["shop/wbe -> shop/db-0, TCP port 5432"])
        #expect(try texts(pairings("shop/wbe", "shop/svc/db:sql")) == ["shop/wbe -> shop/db-0, TCP port 5432"])
        #expect(try texts(pairings("shop/wbe", "10.96.0.7:5000")) == ["shop/wbe -> shop/db-0, TCP port 5432"])
        #expect(throws: QuestionError.self) { try pairings("shop/wbe", "shop/db-0:postgres/UDP") }
    }

    @Test("a Service has its own families, and an address only its own") func families() throws {
        let service = try pairings("shop/web-1", "shop/svc/db:sql")
        #expect(service.all.map(\.destination.addresses.count) == [1])
        let written = try pairings("fd00::1:1", "shop/db-0:80")
        #expect(written.all.map { $0.source.addresses.map(\.family) } == [[.ipv6]])
        #expect(throws: QuestionError.self) { try pairings("shop/wbe", "shop/db-0:80", [.ipv6]) }
        do {
            _ = try pairings("shop/wbe", "shop/db-0:80", [.ipv6])
        } catch let error as QuestionError {
            #expect(
                error.description
                    == "question: no packet goes between them: shop/wbe has IPv4 and shop/db-0 has IPv4 and IPv6, and "
                    + "only IPv6 is asked about")
        }
    }

    @Test("host is the node of each pod at the other end, and a pod without a known one is left out") func hosts()
        throws
    {
        #expect(
            try texts(pairings("host", "shop/web:80")) == [
                "node n1 -> shop/web-1, TCP port 80", "node n2 -> shop/web-2, TCP port 80",
            ])
        #expect(
            try texts(pairings("shop/web", "host:22")) == [
                "shop/web-1 -> node n1, TCP port 22", "shop/web-2 -> node n2, TCP port 22",
            ])
        let lost = ExplainedShop.read(
            """
            apiVersion: v1
            kind: Node
            metadata: {name: n1}
            status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              {name: web-a, namespace: shop, ownerReferences: [{controller: true, kind: StatefulSet, name: web}]}
            spec: {nodeName: n1}
            status: {podIP: 10.0.0.1}
            ---
            apiVersion: v1
            kind: Pod
            metadata:
              {name: web-b, namespace: shop, ownerReferences: [{controller: true, kind: StatefulSet, name: web}]}
            spec: {nodeName: n2}
            status: {podIP: 10.0.0.2}
            """)
        let found = try pairings("host", "shop/web:80", in: lost)
        #expect(texts(found) == ["node n1 -> shop/web-a, TCP port 80"])
        #expect(
            found.notes == [
                "left out: nothing is known of node n2, on which the pod runs: read it too, or write its address"
            ])
    }
}

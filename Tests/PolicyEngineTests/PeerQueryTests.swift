import Addresses
import KubernetesModel
import Testing

@testable import PolicyEngine

@Suite struct PeerQueryTests {
    private let http = PeerQuery.PortName("http", .tcp)

    private func selector(_ app: String, _ namespaces: LabelSelector? = nil) -> PeerSelector {
        guard let selector = PeerSelector(.app(app), namespaces: namespaces, policyNamespace: "shop") else {
            preconditionFailure("a selector of one label means some pod")
        }
        return selector
    }

    private func blocks(_ texts: String...) -> AddressRanges { AddressRanges(texts.map { address($0) }) }

    @Test("the order of selectors does not matter, nor how often one comes")
    func order() {
        let (a, b, c) = (selector("a"), selector("b"), selector("c", .everything))
        let query = PeerQuery([a, b, c])
        for other in [[c, b, a], [b, a, c, b], [a, c, c, b]] {
            #expect(PeerQuery(other) == query && PeerQuery(other).hashValue == query.hashValue)
            #expect(PeerQuery(http, other, blocks("10.0.0.1")) == PeerQuery(http, [a, b, c], blocks("10.0.0.1")))
        }
        #expect(query.selectors == [a, b, c].sorted())
    }

    @Test("queries made apart from each other are equal exactly when they ask the same")
    func equality() {
        let make: () -> [PeerQuery] = {
            let names = [PeerQuery.PortName("http", .tcp), .init("http", .udp), .init("dns", .tcp)]
            let some = [selector("a"), selector("b")]
            return [PeerQuery([some[0]]), PeerQuery([some[1]]), PeerQuery(some)]
                + names.map { PeerQuery($0, some, AddressRanges()) }
                + [PeerQuery(names[0], [], .all), PeerQuery(names[0], [], blocks("10.0.0.1"))]
                + [PeerQuery(names[0], [some[0]], blocks("10.0.0.1"))]
        }
        let (left, right) = (make(), make())
        for (index, query) in left.enumerated() {
            for (other, counterpart) in right.enumerated() {
                #expect((query == counterpart) == (index == other), "\(query) and \(counterpart)")
            }
            #expect(query.hashValue == right[index].hashValue)
        }
        #expect(Set(left + right).count == left.count && Set((left + right).map(\.identity)).count == left.count)
        #expect(left.sorted() == right.reversed().sorted())
    }

    @Test("a port's name cannot pass for another part of the question")
    func trickyIdentity() {
        let names = ["addresses", "port", "0", "1", "namespace", "tcp"]
        let queries = names.flatMap { name in
            [
                PeerQuery(.init(name, .tcp), [], AddressRanges()), PeerQuery(.init(name, .tcp), [selector(name)], .all),
                PeerQuery([selector(name)]), PeerQuery([selector(name, .everything), selector("a")]),
            ]
        }
        #expect(Set(queries.map(\.identity)).count == queries.count)
    }

    @Test("a query says what it holds, and reads as people say it")
    func description() {
        let two = [selector("b"), selector("a")]
        let plain = PeerQuery(two)
        #expect(plain.description == "pods app=a in namespace shop; pods app=b in namespace shop")
        #expect(plain.port == nil && plain.blocks.isEmpty)
        let named = PeerQuery(http, [two[0]], blocks("10.0.0.1", "10.0.0.2"))
        #expect(named.description == "port http (tcp) of pods app=b in namespace shop; 10.0.0.1-10.0.0.2")
        #expect(named.port == http && named.blocks == blocks("10.0.0.1", "10.0.0.2"))
        #expect(PeerQuery(http, [], .all).description == "port http (tcp) of everyone")
    }

    @Test("pods are meant all alike, by their address alone, or not at all")
    func match() {
        let web = PodKind(Scene.shopWeb)
        let (byBlock, bySelector) = (PeerQuery(http, [], blocks("10.1.0.1")), PeerQuery(http, [selector("web")], .all))
        #expect(byBlock.match(web, namespace: "shop", nil) == .byAddress)
        #expect(bySelector.match(web, namespace: "shop", nil) == .all)
        #expect(bySelector.match(web, namespace: "lab", [:]) == .byAddress)
        #expect(PeerQuery(.init("dns", .tcp), [selector("web")], .all).match(web, namespace: "shop", nil) == nil)
        #expect(PeerQuery(.init("http", .udp), [selector("web")], .all).match(web, namespace: "shop", nil) == nil)
        #expect(PeerQuery([selector("db")]).match(web, namespace: "shop", nil) == nil)
        #expect(byBlock.admits(namespace: "lab", nil) && !PeerQuery([selector("web")]).admits(namespace: "lab", nil))
    }

    @Test("of a port name that a pod has twice the first number counts, by protocol")
    func numbers() {
        let ports: [Pod.NamedPort] = [.init("http", .udp, 53), .init("http", .tcp, 80), .init("http", .tcp, 81)]
        let kind = PodKind(Pod(ObjectKey("shop", "p"), ports: ports))
        #expect(kind.number(of: http) == 80 && kind.number(of: .init("http", .udp)) == 53)
        #expect(kind.number(of: .init("http", .sctp)) == nil)
    }
}

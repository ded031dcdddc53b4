import Addresses
import ClusterSupport
import KubernetesModel
import PolicyEngine
import Testing

@testable import Agent

@Suite struct LingeringTests {
    private let addresses = Set(["10.0.0.2", "fd00::2"].map { address($0) })

    @Test("where links are not known, the addresses of an isolated pod that vanished linger for thirty seconds")
    func byTime() {
        var lingering = Lingering()
        follow(&lingering, without: SmallShop.db, links: nil, now: .seconds(1))
        #expect(lingering.addresses == addresses && lingering.nextDeadline(nil) == .seconds(31))
        rest(&lingering, links: nil, now: .seconds(30.999))
        #expect(lingering.addresses == addresses)
        rest(&lingering, links: nil, now: .seconds(31))
        #expect(lingering.addresses.isEmpty && lingering.nextDeadline(nil) == nil)
    }

    @Test("where links are known, an address lingers as long as a link leads to it, however long, and no longer")
    func byLink() {
        var lingering = Lingering()
        let links = LocalLinks([address("10.0.0.2"): "veth1", address("fd00::2"): "veth1"], of: [])
        follow(&lingering, without: SmallShop.db, links: links, now: .zero)
        #expect(lingering.addresses == addresses && lingering.nextDeadline(links) == nil)
        rest(&lingering, links: links, now: .seconds(3_600))
        #expect(lingering.addresses == addresses)
        rest(&lingering, links: LocalLinks([address("fd00::2"): "veth1"], of: addresses), now: .seconds(3_601))
        #expect(lingering.addresses == [address("fd00::2")])
        rest(&lingering, links: LocalLinks([:], of: addresses), now: .seconds(3_602))
        #expect(lingering.addresses.isEmpty)
    }

    @Test("links that come to be known later decide then")
    func linksLater() {
        var lingering = Lingering()
        follow(&lingering, without: SmallShop.db, links: nil, now: .zero)
        let links = LocalLinks([address("10.0.0.2"): "veth1"], of: addresses)
        rest(&lingering, links: links, now: .seconds(60))
        #expect(lingering.addresses == [address("10.0.0.2")])
    }

    @Test("an address that nobody looked for yet lingers by the clock")
    func unlooked() {
        var lingering = Lingering()
        let links = LocalLinks([address("10.0.0.2"): "veth1"], of: [])
        follow(&lingering, without: SmallShop.db, links: links, now: .zero)
        #expect(lingering.addresses == addresses && lingering.nextDeadline(links) == .seconds(30))
        rest(&lingering, links: links, now: .seconds(30))
        #expect(lingering.addresses == [address("10.0.0.2")])
    }

    @Test("an address that another pod claims lingers no more, and none of a pod that is only changed does")
    func claimed() {
        var lingering = Lingering()
        let old = SmallShop.cluster()
        var new = old
        new.apply(.pod(SmallShop.db.key, nil))
        let next = SmallShop.pod("next", ["10.0.0.2"])
        new.apply(.pod(next.key, next))
        lingering.follow(from: policy(old), to: policy(new), in: new, links: nil, now: .zero)
        #expect(lingering.addresses == [address("fd00::2")])
        lingering = Lingering()
        new = old
        var moved = SmallShop.db
        moved.addresses = []
        new.apply(.pod(moved.key, moved))
        lingering.follow(from: policy(old), to: policy(new), in: new, links: nil, now: .zero)
        #expect(lingering.addresses.isEmpty)
    }

    @Test("of a pod that nothing isolated nothing lingers")
    func free() {
        var lingering = Lingering()
        follow(&lingering, without: SmallShop.web, links: nil, now: .zero)
        #expect(lingering.addresses.isEmpty)
    }

    @Test("a second vanishing does not put the deadline off")
    func once() {
        var lingering = Lingering()
        follow(&lingering, without: SmallShop.db, links: nil, now: .zero)
        follow(&lingering, without: SmallShop.db, links: nil, now: .seconds(20))
        #expect(lingering.nextDeadline(nil) == .seconds(30))
    }

    private func follow(
        _ lingering: inout Lingering, without pod: Pod, links: LocalLinks?, now: Duration
    ) {
        let old = SmallShop.cluster()
        var new = old
        new.apply(.pod(pod.key, nil))
        lingering.follow(from: policy(old), to: policy(new), in: new, links: links, now: now)
    }

    private func rest(_ lingering: inout Lingering, links: LocalLinks?, now: Duration) {
        var cluster = SmallShop.cluster()
        cluster.apply(.pod(SmallShop.db.key, nil))
        lingering.follow(from: policy(cluster), to: policy(cluster), in: cluster, links: links, now: now)
    }

    private func policy(_ cluster: Cluster) -> NodePolicy { Resolver.policy(of: "n0", in: cluster) }
}

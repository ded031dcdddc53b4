import Addresses
import ClusterSupport
import CTestSystem
import KubernetesModel
import Nftables
import PolicyEngine
import Testing

@testable import TestSupport

/// Addresses that a pod uses though they are not the ones the cluster knows it by.
@Suite(.requiresKernel) struct ForgeryTests {
    private static let a = TrafficLab.pod("x/a", "10.10.1.1")
    private static let b = TrafficLab.pod("x/b", "10.10.1.2")
    private static let c = TrafficLab.pod("x/c", "10.10.1.3")

    @Test("D7.86 a pod gets nothing by sending from the address of another", arguments: IPFamily.allCases)
    func forgedSource(_ family: IPFamily) throws {
        let lab = try TrafficLab(pods: [Self.a, Self.b, Self.c])
        try lab.enforce(NetworkPolicy("x", "a", ingress: [PolicyRule([.named("c")])]))
        let own = try arrives(lab, from: Self.b, as: Self.b, family, port: 2001)
        let rightful = try arrives(lab, from: Self.c, as: Self.c, family, port: 2002)
        #expect(!own && rightful)
        let forged = try arrives(lab, from: Self.b, as: Self.c, family, port: 2003)
        #expect(!forged)
    }

    @Test("on a bridge an isolated pod's link-local address is as closed as its others", .requiresBridgeFilter)
    func linkLocal() throws {
        let lab = try TrafficLab(.bridged, pods: [Self.a, Self.b])
        try lab.node.enforce(Ruleset())
        #expect(try answersAtLinkLocal(lab, Self.a, to: Self.b), "without rules nothing is closed")
        try lab.enforce(NetworkPolicy("x", "a", ingress: [], egress: []))
        try lab.expect(.silent("x/b", "x/a", ProbeKind.all))
        let isOpen = try answersAtLinkLocal(lab, Self.a, to: Self.b)
        #expect(!isOpen)
    }

    /// Whether an SCTP packet gets to x/a that one pod sends with the address of another, from a port of its own.
    private func arrives(
        _ lab: TrafficLab, from sender: Pod, as owner: Pod, _ family: IPFamily, port: UInt16
    ) throws -> Bool {
        let source = try #require(owner.addresses.first { $0.family == family })
        let target = try #require(Self.a.addresses.first { $0.family == family })
        let ear = try Ear(.associations, lab.world, lab.world.place("x/a"), at: SocketAddress(target))
        let raw = try lab.world.places[lab.world.place("\(sender.key)")].namespace.run { () throws(SystemError) in
            try Socket(.raw(255), family)
        }
        let packet = RawPacket(from: source.bytes, to: target.bytes, .sctp(source: port, destination: 80))
        try raw.send(packet.bytes(tag: PacketTag(flow: 0)), to: SocketAddress(target))
        guard ear.socket.waitToRead(by: Deadline(seconds: 0.3)) else { return false }
        return try ear.socket.receive()?.sender?.address == source
    }

    /// Whether a pod answers echo requests of another one at its link-local address.
    private func answersAtLinkLocal(_ lab: TrafficLab, _ pod: Pod, to asker: Pod) throws -> Bool {
        let target = try linkLocal(lab, pod)
        let place = lab.world.place("\(asker.key)")
        let zone = lab.world.places[place].namespace.run { if_nametoindex("eth0") }
        let own = SocketAddress(try linkLocal(lab, asker), zone: zone)
        let ear = try Ear(.echoes, lab.world, place, at: own)
        let request = ProbeMessage(round: 1, attempt: 1).echoRequest(.ipv6)
        try ear.socket.send(request, to: SocketAddress(target, zone: zone))
        let deadline = Deadline(seconds: 0.5)
        while ear.socket.waitToRead(by: deadline) {
            if let answer = try ear.socket.receive(), answer.bytes.first == 129 { return true }
        }
        return false
    }

    private func linkLocal(_ lab: TrafficLab, _ pod: Pod) throws -> IPAddress {
        let namespace = lab.world.places[lab.world.place("\(pod.key)")].namespace
        let text = try namespace.command(["ip", "-o", "-6", "address", "show", "dev", "eth0", "scope", "link"])
        let words = text.split(separator: " ")
        let place = try #require(words.firstIndex(of: "inet6"), "eth0 has a link-local address")
        return address(String(words[place + 1].prefix { $0 != "/" }))
    }
}

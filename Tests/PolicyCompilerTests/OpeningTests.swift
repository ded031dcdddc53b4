import Addresses
import KubernetesModel
import Nftables
import Testing

@testable import PolicyCompiler
@testable import PolicyEngine

@Suite struct OpeningTests {
    private func query(_ number: Int) -> PeerQuery {
        let selector = PeerSelector(.app("a\(number)"), namespaces: nil, policyNamespace: "shop")
        return PeerQuery([selector].compactMap { $0 })
    }

    /// One single port of other pods in each allowance.
    private func single(_ count: Int) -> [Allowance] {
        (0..<count).map { .traffic(.ports(.tcp, PortSet([PortRange(UInt16(80 + $0))])), .some(query($0), .init())) }
    }

    private func openings(_ allowances: [Allowance], memberCount: Int = 1) -> Openings {
        var members = PeerMembers()
        var change = MemberChange()
        for number in 0..<memberCount { change.note(true, IPAddress(ipv4: UInt32(number))) }
        members.update(change)
        return Openings(allowances, Dictionary((0..<40).map { (query($0), members) }) { $1 })
    }

    @Test("up to eight rules of single ports stay rules, nine are put together")
    func count() {
        #expect(openings(single(8)).openings == [] && openings(single(8)).rest == single(8))
        let nine = openings(single(9))
        #expect(nine.rest == [])
        #expect(nine.openings == (0..<9).map { Opening(query: query($0), transport: .tcp, port: UInt16(80 + $0)) })
    }

    @Test("ranges, whole protocols, everything, everyone, blocks and names of ports keep rules of their own")
    func notPutTogether() {
        let blocks = AddressRanges([IPAddress(ipv4: 1)])
        let others: [Allowance] = [
            .traffic(.everything, .everyone), .traffic(.everything, .some(query(30), blocks)),
            .traffic(.ports(.tcp, .all), .some(query(30), blocks)),
            .traffic(.ports(.tcp, PortSet([1...9])), .some(query(30), blocks)),
            .traffic(.ports(.udp, PortSet([53...53])), .everyone),
            .traffic(.ports(.udp, PortSet([53...53])), .some(nil, blocks)),
            .servers(PeerQuery(.init("http", .tcp), [], .all)),
        ]
        #expect(openings(others + others + others).openings == [])
        let mixed = openings(others + single(9))
        #expect(mixed.openings == openings(single(9)).openings)
        #expect(
            mixed.rest == [
                others[0], others[1], .traffic(.ports(.tcp, .all), .some(query(30), .init())),
                .traffic(.ports(.tcp, .all), .some(nil, blocks)),
                .traffic(.ports(.tcp, PortSet([1...9])), .some(query(30), .init())),
                .traffic(.ports(.tcp, PortSet([1...9])), .some(nil, blocks)), others[4], others[5], others[6],
            ])
    }

    @Test("of an allowance with ranges, single ports and blocks only the single ports of pods are put together")
    func split() {
        let blocks = AddressRanges([IPAddress(ipv4: 1)])
        let ports = PortSet([22...22, 80...90, 443...443])
        let split = openings(single(8) + [.traffic(.ports(.sctp, ports), .some(query(30), blocks))])
        #expect(split.openings.suffix(2).map(\.port) == [22, 443] && split.openings.count == 10)
        #expect(
            split.rest == [
                .traffic(.ports(.sctp, PortSet([80...90])), .some(query(30), AddressRanges())),
                .traffic(.ports(.sctp, ports), .some(nil, blocks)),
            ])
    }

    @Test("nothing is put together where it would be more than 20,000 elements")
    func elementsMax() {
        #expect(openings(single(10), memberCount: 2000).openings.count == 10)
        #expect(openings(single(10), memberCount: 2001).openings == [])
        #expect(openings(single(10), memberCount: 2001).rest == single(10))
    }

    @Test("members decide about the layout only where there are so many rules")
    func mayApply() {
        #expect(!Openings.mayApply(to: single(8)) && Openings.mayApply(to: single(9)))
        let queries = AllowChain(single(9), .ingress, [.ipv4], [:]).queriesLayingOut
        #expect(queries.contains(query(3)) && !queries.contains(query(20)))
        #expect(AllowChain(single(8), .ingress, [.ipv4], [:]).queriesLayingOut == [])
    }

    @Test("what is put together lets pass what the single rules let pass, by one rule for each family")
    func sameMeaning() {
        let rules = (0..<9).map { number in
            PolicyRule([.own(["web", "cart", "nobody"][number % 3])], ports: [port(.tcp, UInt16(80 + number))])
        }
        let few = Site(policy("p", .app("db"), ingress: rules)).rules
        #expect(few.ruleset.sets.keys.filter { $0.hasPrefix("openings/") } == [], "three peers are three rules")
        let peers = (0..<9).map { PolicyRule([.own("web"), .own("a\($0)")], ports: [port(.tcp, UInt16(80 + $0))]) }
        let many = Site(policy("p", .app("db"), ingress: peers)).rules
        #expect(many.ruleset.sets.keys.filter { $0.hasPrefix("peers/") } == [])
        #expect(many.ruleset.chains.filter { $0.key.hasPrefix("allow/") }.map(\.value.rules.count) == [1])
        for number in UInt16(79)...89 {
            let tcp = Packet.Transport.tcp(destinationPort: number)
            #expect(many.passes("10.1.0.1", "10.1.0.2", tcp) == (80...88).contains(number))
            #expect(!many.passes("10.1.0.3", "10.1.0.2", tcp))
            #expect(!many.passes("10.1.0.1", "10.1.0.2", .udp(destinationPort: number)))
        }
    }
}

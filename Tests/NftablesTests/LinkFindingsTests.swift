import Addresses
import Nftables
import Testing

/// What links, routes and settings mean together.
struct LinkFindingsTests {
    private static let veth = NetworkLink(index: 2, name: "veth2", kind: .veth, master: 3)
    private static let bridge = NetworkLink(index: 3, name: "cni0", kind: .bridge, callsRules: [.ipv6])
    private static let nic = NetworkLink(index: 4, name: "eth0", kind: .physical)
    private static let other = NetworkLink(index: 5, name: "wg0", kind: .other("wireguard"))
    private static let loopback = NetworkLink(index: 1, name: "lo", kind: .loopback)
    private static let macvlan = NetworkLink(index: 6, name: "m0", kind: .macvlan)
    private static let tap = NetworkLink(index: 7, name: "tap0", kind: .tun)
    private static let four: IPAddress = "10.0.0.1"
    private static let six: IPAddress = "fd00::1"

    private func findings(
        _ answer: RouteAnswer, of address: IPAddress = four,
        bridges: [IPFamily: ForwardingFacts.BridgeRules] = [.ipv4: .always, .ipv6: .always]
    ) -> LinkFindings {
        LinkFindings(
            links: [Self.veth, Self.bridge, Self.nic, Self.other, Self.loopback, Self.macvlan, Self.tap],
            routes: [address: answer], forwarding: ForwardingFacts(bridgeRules: bridges))
    }

    private static func link(_ index: UInt32, _ prefixLength: Int = 32, router: Bool = false) -> RouteAnswer {
        .link(index, prefixLength: prefixLength, isThroughRouter: router)
    }

    @Test(
        arguments: [
            (link(2), "veth2", nil), (link(2, 24), "veth2", nil), (link(7), "tap0", nil), (link(3, 24), "cni0", nil),
            (.none, nil, .noRoute), (link(99), nil, .noRoute), (.own, nil, .ownAddress), (link(1), nil, .ownAddress),
            (link(2, 0), nil, .defaultRoute(veth)), (link(4, 0), nil, .defaultRoute(nic)),
            (link(2, router: true), nil, .router(veth)), (link(3, router: true), nil, .router(bridge)),
            (link(4, 24), nil, .kind(nic)), (link(5), nil, .kind(other)), (link(6), nil, .kind(macvlan)),
        ] as [(RouteAnswer, String?, LinkObstacle?)])
    func `an address has a link that proves it, or an obstacle`(
        _ answer: RouteAnswer, _ name: String?, _ obstacle: LinkObstacle?
    ) {
        let findings = findings(answer)
        #expect(findings.linkNames == (name.map { [Self.four: $0] } ?? [:]))
        #expect(findings.obstacles == (obstacle.map { [Self.four: $0] } ?? [:]))
    }

    @Test(
        arguments: [
            (.always, nil, nil), (.perBridge, true, nil), (.never, true, true), (.hidden, false, nil),
            (nil, false, false),
        ] as [(ForwardingFacts.BridgeRules?, Bool?, Bool?)])
    func `a bridge that calls no rules is an obstacle and still proves addresses`(
        _ rules: ForwardingFacts.BridgeRules?, _ certain4: Bool?, _ certain6: Bool?
    ) {
        // The bridge says of itself that it calls those of IPv6.
        for (address, certain) in [(Self.four, certain4), (Self.six, certain6)] {
            let bridges = rules.map { [address.family: $0] } ?? [:]
            let findings = findings(Self.link(3, 24), of: address, bridges: bridges)
            #expect(findings.linkNames == [address: "cni0"])
            #expect(findings.obstacles[address] == certain.map { .bridge(Self.bridge, isCertain: $0) })
        }
    }

    @Test func `links are found by number, ports by their bridge`() {
        let findings = findings(.none)
        #expect(findings.name(of: 4) == "eth0" && findings.name(of: 99) == nil)
        #expect(findings.ports(of: Self.bridge) == ["veth2"])
        #expect(findings.ports(of: Self.nic) == [])
    }

    @Test func `each obstacle says what is in the way`() {
        let obstacles: [LinkObstacle] = [
            .noRoute, .ownAddress, .defaultRoute(Self.nic), .router(Self.veth), .kind(Self.other),
            .bridge(Self.bridge, isCertain: true), .bridge(Self.bridge, isCertain: false),
        ]
        #expect(
            obstacles.map(\.description) == [
                "no route leads to it", "it is an address of this host",
                "only the default route leads to it, by eth0 (physical)",
                "it is behind a router, by veth2 (veth), and not behind a link of its own",
                "it is behind wg0 (wireguard), by which its packets need not pass the forward hook",
                "what bridge cni0 passes on calls no rules: load br_netfilter, and set "
                    + "net.bridge.bridge-nf-call-iptables and bridge-nf-call-ip6tables to 1",
                "whether bridge cni0 calls the rules cannot be found out: let this process read /proc/sys/net",
            ])
    }
}

/// Links as values.
struct NetworkLinkTests {
    @Test func `each kind has its word`() {
        let kinds: [NetworkLink.Kind] = [
            .veth, .bridge, .tun, .macvlan, .ipvlan, .loopback, .physical, .other("vxlan"),
        ]
        #expect(
            kinds.map(\.description) == [
                "veth", "bridge", "tun", "macvlan", "ipvlan", "loopback", "physical", "vxlan",
            ])
    }
}

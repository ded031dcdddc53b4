import Addresses
import KubernetesModel
import PolicyEngine
import Testing

/// D4: ports and protocols.
extension JudgeTests {
    /// The probes that pass from one end to another where a rule for everyone has these ports, for each direction.
    private func open(
        _ ports: PolicyPort..., from: String = "lab/tool", to: String = "shop/db", probes: [Traffic] = Self.probes,
        in direction: Direction = .ingress
    ) -> [Traffic] {
        let rules = [PolicyRule(ports: ports)]
        let scene =
            direction == .ingress
            ? Scene(policy("policy", .app("db"), ingress: rules)) : Scene(policy("lab/policy", egress: rules))
        return probes.filter { scene.passes(from, to, $0) }
    }

    private static let probes: [Traffic] =
        PortedProtocol.allCases.flatMap { transport in
            [0, 79, 80, 81, 5432, 8080, 65_535].map { .port(transport, $0) }
        } + [.icmp(type: 8), .other(protocolNumber: 47)]

    @Test("D4.37 a number opens this port of this protocol", arguments: PortedProtocol.allCases)
    func numbers(_ transport: PortedProtocol) {
        for direction in Direction.allCases {
            #expect(open(port(transport, 80), in: direction) == [.port(transport, 80)])
        }
    }

    @Test("D4.38 a port without protocol is one of TCP")
    func defaultProtocol() {
        #expect(PolicyPort().transport == .tcp)
        #expect(open(PolicyPort()) == Self.probes.filter { if case .port(.tcp, _) = $0 { true } else { false } })
    }

    @Test(
        "D4.39 a protocol without port opens all its ports, and no other protocol", arguments: PortedProtocol.allCases)
    func allPorts(_ transport: PortedProtocol) {
        for direction in Direction.allCases {
            #expect(
                open(PolicyPort(transport), in: direction)
                    == [0, 79, 80, 81, 5432, 8080, 65_535].map {
                        .port(transport, $0)
                    })
        }
    }

    @Test("D4.40 a range opens from its first port to its last")
    func ranges() {
        for direction in Direction.allCases {
            #expect(
                open(PolicyPort(.tcp, .numbers(PortRange(80...81))), in: direction) == [
                    .port(.tcp, 80), .port(.tcp, 81),
                ])
        }
        #expect(open(PolicyPort(.tcp, .numbers(PortRange(0...65_535)))).count == 7)
    }

    @Test("D4.42 a name in ingress is a port of the destination pod")
    func ingressNames() {
        #expect(open(PolicyPort(.tcp, .named("sql"))) == [.port(.tcp, 5432)])
        let scene = Scene(policy(ingress: [PolicyRule(ports: [PolicyPort(.tcp, .named("http"))])]))
        #expect(scene.passes("lab/web", "shop/web", .port(.tcp, 80)))
        #expect(!scene.passes("lab/web", "shop/web", .port(.tcp, 8080)), "that is the sender's http")
    }

    @Test("D4.43 a name in egress is a port of each peer")
    func egressNames() {
        let rules = [PolicyRule([.all(in: .everything)], ports: [PolicyPort(.tcp, .named("http"))])]
        let scene = Scene(policy("lab/policy", .app("tool"), egress: rules))
        #expect(scene.reached("lab/tool", .port(.tcp, 80)) == ["shop/web", "lab/tool"])
        #expect(scene.reached("lab/tool", .port(.tcp, 8080)) == ["lab/web", "lab/tool"])
        // The sender's own name for the port says nothing.
        let own = Scene(policy("lab/policy", .app("web"), egress: rules))
        #expect(!own.passes("lab/web", "shop/db", .port(.tcp, 8080)))
    }

    @Test("a name in egress opens to pods that serve it, also where the peer is a block or nobody is named")
    func egressNamesElsewhere() {
        for peers in [[], [block("0.0.0.0/0")]] {
            let rules = [PolicyRule(peers, ports: [PolicyPort(.tcp, .named("http"))])]
            let scene = Scene(policy("lab/policy", .app("tool"), egress: rules))
            #expect(scene.reached("lab/tool", .port(.tcp, 80)) == ["shop/web", "lab/tool"])
            #expect(scene.reached("lab/tool", .port(.tcp, 8080)) == ["lab/web", "lab/tool"])
        }
    }

    @Test("D4.44 one name is another number on another pod, also within the pods of one policy")
    func namesOfTwoPods() {
        var scene = Scene(policy(ingress: [PolicyRule(ports: [PolicyPort(.tcp, .named("http"))])]))
        var cart = Scene.shopCart
        cart.ports = [.init("http", .tcp, 8000)]
        scene.add(cart)
        #expect(scene.passes("lab/web", "shop/web", .port(.tcp, 80)))
        #expect(!scene.passes("lab/web", "shop/cart", .port(.tcp, 80)))
        #expect(scene.passes("lab/web", "shop/cart", .port(.tcp, 8000)))
        #expect(!scene.passes("lab/web", "shop/web", .port(.tcp, 8000)))
    }

    @Test("D4.45 a name of another protocol's port is no match")
    func namesOfProtocols() {
        #expect(open(PolicyPort(.udp, .named("sql"))) == [])
        #expect(open(PolicyPort(.tcp, .named("http"))) == [])
        #expect(open(PolicyPort(.udp, .named("http"))) == [.port(.udp, 80)])
    }

    @Test("D4.46 a name that nobody serves matches nothing, and an address that is no pod's serves none")
    func unknownNames() {
        for direction in Direction.allCases { #expect(open(PolicyPort(.tcp, .named("none")), in: direction) == []) }
        // The sender's own http is no port of an address outside.
        #expect(open(PolicyPort(.tcp, .named("http")), from: "lab/web", to: "192.0.2.7", in: .egress) == [])
    }

    @Test("D4.47 and D4.50 of several ports, by name or number, each is open")
    func mixedPorts() {
        #expect(
            open(PolicyPort(.tcp, .named("sql")), port(.tcp, 81), PolicyPort(.sctp, .numbers(PortRange(79...80))))
                == [.port(.tcp, 81), .port(.tcp, 5432), .port(.sctp, 79), .port(.sctp, 80)].sorted {
                    probeOrder($0, $1)
                })
    }

    private func probeOrder(_ left: Traffic, _ right: Traffic) -> Bool {
        (Self.probes.firstIndex(of: left) ?? 0) < (Self.probes.firstIndex(of: right) ?? 0)
    }

    @Test("D4.48 and D4.49 a rule of one protocol isolates from the others")
    func oneProtocol() {
        for transport in PortedProtocol.allCases {
            for other in PortedProtocol.allCases where other != transport {
                #expect(!open(port(transport, 80)).contains(.port(other, 80)))
                #expect(!open(PolicyPort(transport)).contains(.port(other, 80)))
            }
        }
    }

    @Test("D4.52 other protocols pass where a rule has no ports, and only there")
    func otherProtocols() {
        #expect(open() == Self.probes)
        #expect(!open(PolicyPort(.tcp), PolicyPort(.udp), PolicyPort(.sctp)).contains(.other(protocolNumber: 47)))
        #expect(!open(PolicyPort(.tcp)).contains(.icmp(type: 8)))
        let scene = Scene(policy(ingress: []))
        #expect(!scene.passes("lab/web", "shop/db", .other(protocolNumber: 47)))
    }

    @Test("D4.53 echo to an isolated pod is denied, in ICMP and ICMPv6; neighbour discovery is not")
    func icmp() {
        var scene = Scene(policy(ingress: [], egress: []))
        var db = Scene.shopDB
        db.addresses.append(address("fd00:1::2"))
        scene.add(db)
        #expect(!scene.passes("192.0.2.7", "10.1.0.2", .icmp(type: 8)))
        #expect(!scene.passes("2001:db8::1", "fd00:1::2", .icmp(type: 128)))
        for type in 0...UInt8.max {
            let isDiscovery = (133...137).contains(type)
            #expect(scene.passes("2001:db8::1", "fd00:1::2", .icmp(type: type)) == isDiscovery)
            #expect(scene.passes("fd00:1::2", "2001:db8::1", .icmp(type: type)) == isDiscovery)
            #expect(!scene.passes("192.0.2.7", "10.1.0.2", .icmp(type: type)))
        }
        let judgement = scene.judgement("2001:db8::1", "fd00:1::2", .icmp(type: 135))
        #expect(judgement?.ingress == .unpoliced(.neighbourDiscovery))
        #expect(judgement?.egress == .unpoliced(.neighbourDiscovery))
    }
}

import Addresses
import KubernetesModel

extension PolicyCase {
    /// The label that says a namespace's name.
    static var namespaceNames: [PolicyCase] {
        let byName = LabelSelector(matching: [Namespace.nameLabel: "y"])
        let rule = PolicyRule([.pods(.everything, namespaces: byName)])
        return [
            PolicyCase(.namespace, "ingress by a namespace's name", [.ofXA(ingress: [rule])], .toXAFromY),
            PolicyCase(.namespace, "egress by a namespace's name", [.ofXA(egress: [rule])], .fromXAToY),
        ]
    }

    /// What the end-to-end tests of Kubernetes ask.
    static var upstream: [PolicyCase] { upstreamTargets + upstreamSelectors + upstreamPorts + upstreamEnds }

    private static var upstreamTargets: [PolicyCase] {
        [
            PolicyCase(
                .upstream, "ingress of a namespace is closed",
                [ofX(ingress: [])],
                ".XX...... X.X...... XX....... XXX...... XXX...... XXX...... XXX...... XXX...... XXX......"
            ),
            PolicyCase(
                .upstream, "ingress and egress of a namespace are closed",
                [ofX(ingress: [], egress: [])],
                ".XXXXXXXX X.XXXXXXX XX.XXXXXX XXX...... XXX...... XXX...... XXX...... XXX...... XXX......"
            ),
            PolicyCase(
                .upstream, "a namespace is open to pods b of its own",
                [ofX(ingress: [PolicyRule([.pods(.pod("b"), namespaces: nil)])])],
                ".XX...... ......... XX....... XXX...... XXX...... XXX...... XXX...... XXX...... XXX......"
            ),
            PolicyCase(
                .upstream, "a namespace is open to another",
                [ofX(ingress: [PolicyRule([.pods(.everything, namespaces: .namespace("y"))])])],
                ".XX...... X.X...... XX....... ......... ......... ......... XXX...... XXX...... XXX......"
            ),
        ]
    }

    private static var upstreamSelectors: [PolicyCase] {
        let notX = LabelSelector([.init("ns", .notIn(["x"]))])
        let podsBC = LabelSelector([.init("pod", .exists), .init("pod", .in(["b", "c", "d"]))])
        let either = PolicyRule([
            .pods(.pod("b"), namespaces: nil), .pods(.everything, namespaces: .namespace("y")),
        ])
        return [
            PolicyCase(
                .upstream, "namespaces by matchExpressions",
                [.ofXA(ingress: [PolicyRule([.pods(.everything, namespaces: notX)])])],
                "......... X........ X........ ......... ......... ......... ......... ......... ........."
            ),
            PolicyCase(
                .upstream, "pods by matchExpressions",
                [.ofXA(ingress: [PolicyRule([.pods(podsBC, namespaces: nil)])])],
                "......... ......... ......... X........ X........ X........ X........ X........ X........"
            ),
            PolicyCase(
                .upstream, "pods and namespace in one item",
                [.ofXA(ingress: [PolicyRule([.pods(.pod("b"), namespaces: notX)])])],
                "......... X........ X........ X........ ......... X........ X........ ......... X........"
            ),
            PolicyCase(
                .upstream, "pods or namespace in two items",
                [.ofXA(ingress: [either])],
                "......... ......... X........ ......... ......... ......... X........ X........ X........"
            ),
        ]
    }

    private static var upstreamPorts: [PolicyCase] {
        let atY = PolicyRule(
            [.pods(.everything, namespaces: .namespace("y"))], ports: [PolicyPort(.tcp, .named("serve-80-tcp"))])
        let atAll = PolicyRule(ports: [PolicyPort(.tcp, .numbers(PortRange(81)))])
        return [
            PolicyCase(
                .upstream, "two policies add up, each with its port",
                [.ofXA("one", ingress: [atY]), .ofXA("two", ingress: [atAll])],
                Table(.closedToXA, [.tcp(80): .toXAFromY, .tcp(81): .everything])
            ),
            PolicyCase(
                .upstream, "egress to a namespace by a port's name", [.ofXA(egress: [atY])],
                Table(.closedFromXA, [.tcp(80): .fromXAToY])),
        ]
    }

    private static var upstreamEnds: [PolicyCase] {
        let toYA = PolicyRule([.pods(.pod("a"), namespaces: .namespace("y"))])
        let fromXB = PolicyRule([.pods(.pod("b"), namespaces: .namespace("x"))])
        let inside = IPBlock(CIDR(IPAddress(ipv4: 0x0A0A_0000), prefixLength: 16), except: [block.cidr])
        let one = IPBlock(CIDR(CaseWorld.address(of: ObjectKey("z", "c"))))
        return [
            PolicyCase(
                .upstream, "the sender may, the receiver lets another in",
                [
                    .ofXA(egress: [toYA]),
                    NetworkPolicy(ObjectKey("y", "policy"), podSelector: .pod("a"), ingress: [fromXB]),
                ],
                ".XXXXXXXX ......... ...X..... ......... ...X..... ...X..... ...X..... ...X..... ...X....."
            ),
            PolicyCase(
                .upstream, "ingress from a block except a part of it",
                [.ofXA(ingress: [PolicyRule([.block(inside)])])],
                "......... ......... ......... ......... ......... ......... X........ X........ X........"
            ),
            PolicyCase(
                .upstream, "what one policy excepts another allows",
                [
                    .ofXA("one", egress: [PolicyRule([.block(inside)])]),
                    .ofXA("two", egress: [PolicyRule([.block(one)])]),
                ],
                "......XX. ......... ......... ......... ......... ......... ......... ......... ........."
            ),
        ]
    }

    /// The example of the documentation: three peers at one port, and a block at another.
    static var example: PolicyCase {
        let both = IPBlock(
            CIDR(IPAddress(ipv4: 0x0A0A_0200), prefixLength: 23),
            except: [CIDR(IPAddress(ipv4: 0x0A0A_0200), prefixLength: 24)])
        let policy = NetworkPolicy.ofXA(
            ingress: [
                PolicyRule(
                    [
                        .block(both), .pods(.everything, namespaces: .namespace("y")),
                        .pods(.pod("b"), namespaces: nil),
                    ], ports: [PolicyPort(.tcp, .numbers(PortRange(80)))])
            ],
            egress: [PolicyRule([.block(block)], ports: [PolicyPort(.tcp, .numbers(PortRange(81)))])])
        return PolicyCase(
            .example, "ingress and egress of one policy", [policy],
            Table(
                ".XXXXXXXX X........ X........ X........ X........ X........ X........ X........ X........",
                [
                    .tcp(80):
                        ".XXXXXXXX ......... X........ ......... ......... ......... ......... ......... .........",
                    .tcp(81):
                        ".XXXXX... X........ X........ X........ X........ X........ X........ X........ X........",
                ]))
    }

    private static func ofX(ingress: [PolicyRule], egress: [PolicyRule]? = nil) -> NetworkPolicy {
        NetworkPolicy(ObjectKey("x", "policy"), ingress: ingress, egress: egress)
    }
}

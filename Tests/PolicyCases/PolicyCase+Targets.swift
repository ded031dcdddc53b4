import KubernetesModel

extension PolicyCase {
    /// Policies without rules, which close what they select in both directions.
    static var targets: [PolicyCase] {
        [
            PolicyCase(
                .target, "pods a of namespace x",
                [closing(in: "x", .pod("a"))],
                ".XXXXXXXX X........ X........ X........ X........ X........ X........ X........ X........"
            ),
            PolicyCase(
                .target, "pods a of namespace y",
                [closing(in: "y", .pod("a"))],
                "...X..... ...X..... ...X..... XXX.XXXXX ...X..... ...X..... ...X..... ...X..... ...X....."
            ),
            PolicyCase(
                .target, "pods a of namespace z",
                [closing(in: "z", .pod("a"))],
                "......X.. ......X.. ......X.. ......X.. ......X.. ......X.. XXXXXX.XX ......X.. ......X.."
            ),
            PolicyCase(
                .target, "an empty podSelector",
                [closing(in: "x", .everything)],
                ".XXXXXXXX X.XXXXXXX XX.XXXXXX XXX...... XXX...... XXX...... XXX...... XXX...... XXX......"
            ),
            PolicyCase(
                .target, "matchLabels",
                [closing(in: "y", LabelSelector(matching: ["pod": "b"]))],
                "....X.... ....X.... ....X.... ....X.... XXXX.XXXX ....X.... ....X.... ....X.... ....X...."
            ),
            PolicyCase(
                .target, "matchExpressions",
                [closing(in: "z", LabelSelector([.init("pod", .in(["b", "c"]))]))],
                ".......XX .......XX .......XX .......XX .......XX .......XX .......XX XXXXXXX.X XXXXXXXX."
            ),
        ]
    }

    private static func closing(in namespace: String, _ selector: LabelSelector) -> NetworkPolicy {
        NetworkPolicy(ObjectKey(namespace, "policy"), podSelector: selector, ingress: [], egress: [])
    }

    /// Policies that say nothing of peers and ports.
    static var rules: [PolicyCase] {
        [
            PolicyCase(.rules, "deny all ingress", [.ofXA(ingress: [])], .closedToXA),
            PolicyCase(.rules, "allow all ingress", [.ofXA(ingress: [PolicyRule()])], .everything),
            PolicyCase(.rules, "deny all egress", [.ofXA(egress: [])], .closedFromXA),
            PolicyCase(.rules, "allow all egress", [.ofXA(egress: [PolicyRule()])], .everything),
        ]
    }
}

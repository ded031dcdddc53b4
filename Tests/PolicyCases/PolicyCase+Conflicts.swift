import Addresses
import KubernetesModel

extension PolicyCase {
    /// One policy closes what another opens: what is opened stays open, but both ends must open it.
    static var conflicts: [PolicyCase] {
        twoEnds + twoPolicies(.ingress, closed: .closedToXA, pod: .toXAFromYB, block: .toXAFromZ)
            + twoPolicies(.egress, closed: .closedFromXA, pod: .fromXAToYB, block: .fromXAToZ)
    }

    private static var twoEnds: [PolicyCase] {
        [
            PolicyCase(
                .conflict, "x/a may not send, y/a may be sent to",
                [.ofXA(egress: []), ofYA(ingress: [PolicyRule()])],
                .closedFromXA
            ),
            PolicyCase(
                .conflict, "x/a may send, y/a may not be sent to",
                [.ofXA(egress: [PolicyRule()]), ofYA(ingress: [])],
                "...X..... ...X..... ...X..... ......... ...X..... ...X..... ...X..... ...X..... ...X....."
            ),
        ]
    }

    private static func twoPolicies(
        _ direction: Direction, closed: Grid, pod: Grid, block: Grid
    ) -> [PolicyCase] {
        let podB = PolicyRule([.pods(.pod("b"), namespaces: .namespace("y"))])
        let noPod = PolicyRule([.pods(.everything, namespaces: LabelSelector(matching: ["ns": "of nobody"]))])
        let addresses = PolicyRule([.block(Self.block)])
        let noAddress = PolicyRule([.block(IPBlock(CIDR(IPAddress(ipv4: 0), prefixLength: 31)))])
        let cases: [(String, [[PolicyRule]], Grid)] = [
            ("nobody, and all", [[], [PolicyRule()]], .everything),
            ("nobody, and a pod", [[], [podB]], pod),
            ("nobody, and addresses", [[], [addresses]], block),
            ("addresses of nobody, and a pod", [[noAddress], [podB]], pod),
            ("pods of no namespace, and addresses", [[noPod], [addresses]], block),
            ("addresses of nobody", [[noAddress]], closed),
            ("pods of no namespace", [[noPod]], closed),
        ]
        return cases.map { name, policies, grid in
            let policies = policies.enumerated().map { NetworkPolicy.ofXA("policy-\($0)", direction, $1) }
            return PolicyCase(.conflict, "\(direction) of \(name)", policies, grid)
        }
    }

    private static func ofYA(ingress: [PolicyRule]) -> NetworkPolicy {
        NetworkPolicy(ObjectKey("y", "policy"), podSelector: .pod("a"), ingress: ingress)
    }
}

import Addresses
import KubernetesModel

extension PolicyCase {
    /// A peer, and who reaches x/a, and whom x/a reaches, where a rule names only this peer.
    struct KnownPeer {
        /// What it is, in words.
        let name: String
        /// The peer. What manifests may say or leave out, an empty podSelector, is the same value here.
        let peer: PolicyPeer
        /// Who reaches x/a.
        let ingress: Grid
        /// Whom x/a reaches.
        let egress: Grid

        /// What is expected in one direction.
        func grid(_ direction: Direction) -> Grid { direction == .ingress ? ingress : egress }
    }

    /// The addresses of z.
    static let block = IPBlock(CIDR(CaseWorld.address(of: ObjectKey("z", "c")), prefixLength: 24))
    /// The addresses of z without that of z/c and what is near it.
    static let blockWithHole = IPBlock(
        block.cidr, except: [CIDR(CaseWorld.address(of: ObjectKey("z", "c")), prefixLength: 28)])

    /// The ten kinds of peer.
    static let knownPeers = [
        KnownPeer(
            name: "every pod of the own namespace", peer: .pods(.everything, namespaces: nil),
            ingress:
                "......... ......... ......... X........ X........ X........ X........ X........ X........",
            egress:
                "...XXXXXX ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "pods b of the own namespace", peer: .pods(.pod("b"), namespaces: nil),
            ingress:
                "......... ......... X........ X........ X........ X........ X........ X........ X........",
            egress:
                "..XXXXXXX ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "all namespaces", peer: .pods(.everything, namespaces: .everything),
            ingress:
                "......... ......... ......... ......... ......... ......... ......... ......... .........",
            egress:
                "......... ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "every pod of all namespaces", peer: .pods(.everything, namespaces: .everything),
            ingress:
                "......... ......... ......... ......... ......... ......... ......... ......... .........",
            egress:
                "......... ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "pods b of all namespaces", peer: .pods(.pod("b"), namespaces: .everything),
            ingress:
                "......... ......... X........ X........ ......... X........ X........ ......... X........",
            egress:
                "..XX.XX.X ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "namespace y", peer: .pods(.everything, namespaces: .namespace("y")),
            ingress:
                "......... X........ X........ ......... ......... ......... X........ X........ X........",
            egress:
                ".XX...XXX ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "every pod of namespace y", peer: .pods(.everything, namespaces: .namespace("y")),
            ingress:
                "......... X........ X........ ......... ......... ......... X........ X........ X........",
            egress:
                ".XX...XXX ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "pods b of namespace y", peer: .pods(.pod("b"), namespaces: .namespace("y")),
            ingress:
                "......... X........ X........ X........ ......... X........ X........ X........ X........",
            egress:
                ".XXX.XXXX ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "the /24 around z/c", peer: .block(block),
            ingress:
                "......... X........ X........ X........ X........ X........ ......... ......... .........",
            egress:
                ".XXXXX... ......... ......... ......... ......... ......... ......... ......... ........."),
        KnownPeer(
            name: "the /24 around z/c except the /28", peer: .block(blockWithHole),
            ingress:
                "......... X........ X........ X........ X........ X........ ......... ......... X........",
            egress:
                ".XXXXX..X ......... ......... ......... ......... ......... ......... ......... ........."),
    ]

    /// No peers, one, and two.
    static var peers: [PolicyCase] {
        [
            PolicyCase(
                .peers, "ingress from an empty list on a port", [.ofXA(ingress: [onePort])],
                Table(.closedToXA, [.tcp(80): .everything])),
            PolicyCase(
                .peers, "egress to an empty list on a port", [.ofXA(egress: [onePort])],
                Table(.closedFromXA, [.tcp(80): .everything])),
        ] + Direction.allCases.flatMap { singlePeers($0) + peerPairs($0) }
    }

    private static let onePort = PolicyRule(ports: [PolicyPort(.tcp, .numbers(PortRange(80)))])

    private static func singlePeers(_ direction: Direction) -> [PolicyCase] {
        knownPeers.map { known in
            PolicyCase(
                .peers, "\(direction) of \(known.name)", [.ofXA("policy", direction, [PolicyRule([known.peer])])],
                known.grid(direction))
        }
    }

    /// Two peers of one rule let through what either does.
    private static func peerPairs(_ direction: Direction) -> [PolicyCase] {
        knownPeers.indices.flatMap { first in
            knownPeers[(first + 1)...].map { second in
                PolicyCase(
                    .peers, "\(direction) of \(knownPeers[first].name) or of \(second.name)",
                    [.ofXA("policy", direction, [PolicyRule([knownPeers[first].peer, second.peer])])],
                    knownPeers[first].grid(direction).union(second.grid(direction)))
            }
        }
    }
}

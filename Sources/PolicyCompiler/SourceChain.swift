import Addresses
import Nftables

/// Who may send by pods' links: a pod's address is proven by the link it comes by, since nothing else proves it.
///
///     by the link that leads back to it        go on
///     a pod's address by another link          drop
///     an unknown one of the pod ranges         go on, while unknown pods are allowed
///     anything else                            drop, link-local addresses too
///
/// Where pods share a bridge, one can still send as its neighbour.
struct SourceChain {
    static let name = "sources"
    private static let links = "pod-links"

    private let facts: NodeFacts
    private let families: [IPFamily]

    /// The chain for a node of which this is known.
    init(_ facts: NodeFacts) {
        self.facts = facts
        families = IPFamily.allCases
    }

    /// Whether there are links at all.
    var isNeeded: Bool { !facts.links.isEmpty }

    /// The rule of a base chain that leads here.
    var call: Rule { Rule(.match(.inputInterface, in: Self.links), .verdict(.jump(Self.name))) }

    /// The chain, with whom it leads to a drop.
    var chain: Chain {
        let proven = families.map {
            Rule(.match(.inputInterface, .sourceAddress($0), in: self.proven($0)), .verdict(.return))
        }
        let known = families.map {
            Rule(.match(.sourceAddress($0), in: self.known($0)), .verdict(.drop), comment: "another pod's address")
        }
        let unknown = facts.podRanges.cidrs.map { cidr in
            Rule(.match(.sourceAddress(cidr.family), cidr), .verdict(.return))
        }
        return Chain(
            proven + known + (facts.unknownPods == .allow ? unknown : [])
                + [Rule(.verdict(.drop), comment: "no pod's address")],
            comment: "who may send by pods' links")
    }

    /// The sets that its rules ask.
    var sets: [String: NamedSet] {
        let byName = KeyLayout(.interfaceName)
        let names = Set(facts.links.values).map { Element(.interface($0), layout: byName) }
        var sets = [Self.links: NamedSet(Elements(byName, names), comment: "links of local pods")]
        for family in families {
            let layout = KeyLayout(.interfaceName, family == .ipv4 ? .ipv4Address : .ipv6Address)
            let local = facts.links.filter { $0.key.family == family }
            sets[proven(family)] = NamedSet(
                Elements(layout, local.map { Element(.interface($1), .address($0), layout: layout) }),
                comment: "local pods, by their links")
            sets[known(family)] = NamedSet(
                Elements(addresses: local.keys, family: family), comment: "addresses of local pods")
        }
        return sets
    }

    private func proven(_ family: IPFamily) -> String { "pod-sources-\(Names.suffix(family))" }

    private func known(_ family: IPFamily) -> String { "local-pods-\(Names.suffix(family))" }
}

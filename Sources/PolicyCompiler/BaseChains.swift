import Addresses
import KubernetesModel
import Nftables

/// The chains that the kernel calls.
///
///     forward, filter − 1   egress     what leaves a pod, by its source
///     forward, filter       ingress    what comes to a pod, by its destination
///     input                 own-node   what a pod sends to its own node, as egress
///
/// They stand where no pod is isolated too: the kernel follows connections only where a rule asks about them, and one
/// that nobody followed would stall when the first policy comes.
///
/// Two base chains of one hook, since an accept in the first still visits the second: both ends are asked.
struct BaseChains {
    private let families: [IPFamily]
    private let options: PolicyCompiler.Options
    private let facts: NodeFacts
    private let sources: SourceChain

    /// The chains for a node of which these families of addresses are to be asked about.
    init(_ families: [IPFamily], _ options: PolicyCompiler.Options, _ facts: NodeFacts) {
        (self.families, self.options, self.facts) = (families, options, facts)
        sources = SourceChain(facts)
    }

    /// The chains by name.
    var chains: [String: Chain] {
        let proof = sources.isNeeded ? [sources.call] : []
        var chains = [
            "egress": Chain(
                preamble + proof + linkLocal + dispatch(.egress), base: BaseChain(.forward, priority: -1),
                comment: "what leaves pods of this node"),
            "ingress": Chain(
                preamble + dispatch(.ingress), base: BaseChain(.forward), comment: "what comes to pods of this node"),
        ]
        if facts.policesOwnNode || sources.isNeeded {
            chains["own-node"] = Chain(
                preamble + proof + (facts.policesOwnNode ? dispatch(.egress) : []), base: BaseChain(.input),
                comment: "what pods send to their own node")
        }
        if sources.isNeeded { chains[SourceChain.name] = sources.chain }
        return chains
    }

    /// The sets of fixed content that the chains ask.
    var sets: [String: NamedSet] { sources.isNeeded ? sources.sets : [:] }

    /// What passes, or not, whatever policies say.
    private var preamble: [Rule] {
        let discovery = Rule(
            .match(.icmpv6Type, DatumRange(.icmpType(133), .icmpType(137))), .verdict(.accept),
            comment: "neighbour discovery")
        let cut =
            options.denial == .pass
            ? nil
            : options.cutMark.map { mark in
                [
                    Rule(
                        .match(Match([.connectionMark], .bits(mask: mark, equal: mark))), .verdict(.drop),
                        comment: "connections that policies no longer allow")
                ]
            }
        let known = Rule(.match(states: [.established, .related]), .verdict(.accept))
        return (families.contains(.ipv6) || sources.isNeeded ? [discovery] : []) + (cut ?? []) + [known]
    }

    /// No router forwards to link-local addresses; a bridge that asks us would.
    private var linkLocal: [Rule] {
        guard sources.isNeeded else { return [] }
        let addresses = CIDR(IPAddress(ipv6: 0xfe80 << 112), prefixLength: 10)
        return [Rule(.match(.destinationAddress(.ipv6), addresses), .verdict(.drop), comment: "link-local")]
    }

    /// Behind the jump stands a drop: should an element of the map be missing, nothing opens.
    private func dispatch(_ direction: Direction) -> [Rule] {
        families.map { Rule(.verdict(of: direction.own($0), in: Names.pods(direction, $0))) }
            + (options.denial == .pass ? [] : families).map {
                Rule(.match(direction.own($0), in: Names.isolated(direction, $0)), .verdict(.drop))
            }
            + (facts.unknownPods == .deny ? families : []).map {
                Rule(
                    .match(direction.own($0), in: Names.unknown($0)), .verdict(.drop), comment: "no known pod's address"
                )
            }
    }
}

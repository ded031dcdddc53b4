public import Addresses
public import Nftables

/// The rules of a small node in the layout of a real one: two base chains that dispatch by address to a thin chain for
/// each isolated pod, which jumps to a chain that all pods with equal rules share.
///
/// It is a model to be edited: tests change a pod or a set of peers, and compare the rulesets before and after.
public struct PodLayout: Hashable, Sendable {
    /// What a pod is allowed in one direction.
    public struct Allow: Hashable, Comparable, Sendable {
        /// The set of the peers, or of their blocks.
        public var peers: String
        /// The port; all where there is none.
        public var port: UInt16?

        /// Traffic with some peers.
        public init(_ peers: String, port: UInt16? = nil) {
            self.peers = peers
            self.port = port
        }

        /// Orders by set and port.
        public static func < (left: Self, right: Self) -> Bool {
            (left.peers, left.port ?? 0) < (right.peers, right.port ?? 0)
        }
    }

    /// A pod of this node.
    public struct Pod: Hashable, Sendable {
        /// Its addresses.
        public var addresses: [IPAddress]
        /// What may come in; `nil` where nothing isolates it.
        public var ingress: [Allow]?
        /// What may go out; `nil` where nothing isolates it.
        public var egress: [Allow]?

        /// A pod with these addresses.
        public init(_ addresses: [IPAddress], ingress: [Allow]? = nil, egress: [Allow]? = nil) {
            self.addresses = addresses
            self.ingress = ingress
            self.egress = egress
        }
    }

    /// The pods by name.
    public var pods: [String: Pod] = [:]
    /// Sets of pods elsewhere, by name.
    public var peers: [String: Set<IPAddress>] = [:]
    /// Sets of ranges, by name.
    public var blocks: [String: AddressRanges] = [:]
    /// The only addresses that may be sources on a pod's link; all where there are none.
    public var known: Set<IPAddress>?
    /// Whether one more base chain stands at the hook.
    public var hasGate = false
    /// What all names but those of base chains end in.
    public var suffix = ""

    /// A node without pods.
    public init() {}

    /// The rules of this node.
    public var ruleset: Ruleset {
        var ruleset = Ruleset(comment: "a small node")
        for (name, members) in peers {
            for family in IPFamily.allCases {
                ruleset.sets[set(name, family)] = NamedSet(Elements(addresses: members, family: family))
            }
        }
        for (name, ranges) in blocks {
            for family in IPFamily.allCases {
                ruleset.sets[set(name, family)] = NamedSet(Elements(ranges, family: family))
            }
        }
        for family in IPFamily.allCases where known != nil {
            ruleset.sets[set("known", family)] = NamedSet(Elements(addresses: known ?? [], family: family))
        }
        for way in Way.allCases { add(way, to: &ruleset) }
        if hasGate {
            let gate = BaseChain(.forward, priority: 10, policy: .drop)
            ruleset.chains["gate"] = Chain([Rule(.counter, .verdict(.accept))], base: gate)
        }
        return ruleset
    }

    private enum Way: String, CaseIterable {
        case egress
        case ingress
    }

    private func set(_ name: String, _ family: IPFamily) -> String {
        "\(name)-\(family == .ipv4 ? "v4" : "v6")\(suffix)"
    }

    private func field(_ way: Way, _ family: IPFamily) -> Field {
        way == .egress ? .sourceAddress(family) : .destinationAddress(family)
    }

    private func peerField(_ way: Way, _ family: IPFamily) -> Field {
        way == .egress ? .destinationAddress(family) : .sourceAddress(family)
    }

    private func add(_ way: Way, to ruleset: inout Ruleset) {
        var rules = [Rule(.match(states: [.established, .related]), .verdict(.accept))]
        for family in IPFamily.allCases where way == .egress && known != nil {
            rules.append(
                Rule(
                    .match(.inputInterface, .interface("eth0")),
                    .match(.sourceAddress(family), notIn: set("known", family)), .verdict(.drop)))
        }
        for family in IPFamily.allCases {
            ruleset.maps[set("\(way)-pods", family)] = VerdictMap(layout(family))
            ruleset.sets[set("\(way)-isolated", family)] = NamedSet(Elements(layout(family)))
            rules.append(Rule(.verdict(of: field(way, family), in: set("\(way)-pods", family))))
        }
        rules += IPFamily.allCases.map {
            Rule(.match(field(way, $0), in: set("\(way)-isolated", $0)), .verdict(.drop))
        }
        let base = BaseChain(.forward, priority: way == .egress ? -1 : 0)
        ruleset.chains[way.rawValue] = Chain(rules, base: base)
        for (name, pod) in pods { add(pod, named: name, way, to: &ruleset) }
    }

    private func layout(_ family: IPFamily) -> KeyLayout { KeyLayout(family == .ipv4 ? .ipv4Address : .ipv6Address) }

    private func add(_ pod: Pod, named name: String, _ way: Way, to ruleset: inout Ruleset) {
        guard let allows = way == .egress ? pod.egress : pod.ingress else { return }
        let (thin, counter) = ("pod/\(name)/\(way)\(suffix)", "denied/\(name)/\(way)\(suffix)")
        let shared = addShared(allows.sorted(), way, to: &ruleset)
        ruleset.counters.insert(counter)
        let own = pod.addresses.map {
            Rule(.match(peerField(way, $0.family), .address($0)), .verdict(.accept))
        }
        let end = [Rule(.namedCounter(counter)), Rule(.log(Log(prefix: "denied"))), Rule(.verdict(.drop))]
        ruleset.chains[thin] = Chain(own + [Rule(.verdict(.jump(shared)))] + end, comment: "pod \(name)")
        for address in pod.addresses {
            let (map, set) = (set("\(way)-pods", address.family), set("\(way)-isolated", address.family))
            let key = Element(.address(address), layout: layout(address.family))
            ruleset.maps[map]?.verdicts[key] = .jump(thin)
            let isolated = ruleset.sets[set]?.elements ?? Elements(layout(address.family))
            ruleset.sets[set]?.elements = isolated.union(Elements(layout(address.family), [key]))
        }
    }

    private func addShared(_ allows: [Allow], _ way: Way, to ruleset: inout Ruleset) -> String {
        let words = allows.map { "\($0.peers):\($0.port.map { String($0) } ?? "any")" }
        let name = ObjectName.of(["allow", "\(way)", ObjectName.hash(words).prefix(8) + suffix])
        let rules = allows.flatMap { allow in
            IPFamily.allCases.map { family in
                let port = allow.port.map { [Statement.match(.destinationPort(.tcp), .port($0))] } ?? []
                let peers = Statement.match(peerField(way, family), in: set(allow.peers, family))
                return Rule([peers] + port + [.verdict(.accept)])
            }
        }
        ruleset.chains[name] = Chain(rules)
        return name
    }
}

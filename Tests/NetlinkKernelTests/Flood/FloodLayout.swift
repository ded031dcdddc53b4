import Addresses
import Nftables

/// The table that the floods change: pods behind a router, laid out as Martlet lays out a node, in small.
///
///     ingress: established accept │ ip(6) daddr vmap @pods(6) │ ip(6) daddr @isolated(6) drop
///     a thin chain for each pod: its rules, then count and drop
struct FloodLayout {
    /// An address behind the router's server side.
    static let pod = IPAddress(ipv4: 0x0a02_0010)
    /// Another one.
    static let otherPod = IPAddress(ipv4: 0x0a02_0011)
    /// An IPv6 address there.
    static let pod6 = IPAddress(ipv6: 0xfd00_0002 << 96 | 0x10)
    /// Addresses behind the client side.
    static let sources = (0..<3).map { IPAddress(ipv4: 0x0a01_0010 + $0) }
    /// An IPv6 address there, let through by most scenarios, and one that none lets through.
    static let sources6 = (0..<2).map { IPAddress(ipv6: 0xfd00_0001 << 96 | (0x10 + $0)) }

    /// What every name but those of hooks ends with, so that a layout can be built beside another.
    var suffix = ""
    /// The rules of each pod's thin chain, before the drop at its end.
    var rules: [IPAddress: [Rule]] = [:]
    /// The name of each pod's thin chain, where it is not the usual one.
    var chainNames: [IPAddress: String] = [:]
    /// Further chains.
    var chains: [String: Chain] = [:]
    /// Further sets.
    var sets: [String: NamedSet] = [:]
    /// Pods that are in no drop set, though they have a chain.
    var notInDropSet: Set<IPAddress> = []
    /// Rules of the hook before all others.
    var first: [Rule] = []
    /// The hook's name.
    var hook = "ingress"

    /// `ip saddr SOURCE tcp dport PORT accept`, by UDP, which is what the flood sends.
    static func allow(_ source: IPAddress, _ port: UInt16) -> Rule {
        Rule(
            .match(.sourceAddress(source.family), .address(source)), .match(.destinationPort(.udp), .port(port)),
            .verdict(.accept))
    }

    /// `ip saddr @SET udp dport PORT accept`.
    static func allow(in set: String, _ port: UInt16) -> Rule {
        Rule(
            .match(.sourceAddress(.ipv4), in: set), .match(.destinationPort(.udp), .port(port)), .verdict(.accept))
    }

    /// A set of addresses.
    static func set(_ addresses: [IPAddress]) -> NamedSet { NamedSet(Elements(addresses: addresses, family: .ipv4)) }

    /// A set of ranges.
    static func blocks(_ ranges: [ClosedRange<UInt32>]) -> NamedSet {
        NamedSet(Elements(AddressRanges(ipv4: RangeSet(ranges)), family: .ipv4))
    }

    /// The ruleset, with so many chains and map elements beside that a commit takes long enough to be raced.
    var ruleset: Ruleset {
        var ruleset = Ruleset(table: "martlet")
        ruleset.chains = chains
        ruleset.sets = sets
        ruleset.counters = ["denied"]
        for (pod, rules) in rules {
            ruleset.chains[chainName(pod)] = Chain(rules + [Rule(.namedCounter("denied"), .verdict(.drop))])
        }
        for family in [IPFamily.ipv4, .ipv6] { add(family, to: &ruleset) }
        ruleset.chains[hook] = Chain(hookRules, base: BaseChain(.forward))
        addBallast(to: &ruleset)
        return ruleset
    }

    private func chainName(_ pod: IPAddress) -> String {
        chainNames[pod] ?? ObjectName.of(["pod\(suffix)", "\(pod.bits & 0xff)-\(pod.family)"])
    }

    private func name(_ base: String, _ family: IPFamily) -> String { base + (family == .ipv4 ? "" : "6") + suffix }

    private func add(_ family: IPFamily, to ruleset: inout Ruleset) {
        let layout = KeyLayout(family == .ipv4 ? .ipv4Address : .ipv6Address)
        let pods = rules.keys.filter { $0.family == family }
        let verdicts = pods.map { (Element(.address($0), layout: layout), Verdict.jump(chainName($0))) }
        ruleset.maps[name("pods", family)] = VerdictMap(layout, Dictionary(uniqueKeysWithValues: verdicts))
        let isolated = pods.filter { !notInDropSet.contains($0) }
        ruleset.sets[name("isolated", family)] = NamedSet(Elements(addresses: isolated, family: family))
    }

    private var hookRules: [Rule] {
        let established = Rule(.match(states: [.established, .related]), .verdict(.accept))
        let dispatch = [IPFamily.ipv4, .ipv6].flatMap { family in
            [
                Rule(.verdict(of: .destinationAddress(family), in: name("pods", family))),
                Rule(.match(.destinationAddress(family), in: name("isolated", family)), .verdict(.drop)),
            ]
        }
        return first + [established] + dispatch
    }

    private func addBallast(to ruleset: inout Ruleset) {
        let layout = KeyLayout(.ipv4Address)
        ruleset.chains["ballast"] = Chain([Rule(.verdict(.jump("ballast/end")))])
        ruleset.chains["ballast/end"] = Chain([Rule(.counter)])
        let keys = (0..<1000).map { Element(.address(IPAddress(ipv4: 0x0aff_0000 + $0)), layout: layout) }
        ruleset.maps["ballast"] = VerdictMap(
            layout, Dictionary(uniqueKeysWithValues: keys.map { ($0, .jump("ballast")) }))
        ruleset.chains["ballast/reader"] = Chain([Rule(.verdict(of: .destinationAddress(.ipv4), in: "ballast"))])
    }
}

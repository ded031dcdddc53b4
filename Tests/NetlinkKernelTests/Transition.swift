import Addresses
import Nftables

/// Two small rulesets whose way from one to the other has all phases, with something of every kind in each.
enum Transition {
    /// Where it begins.
    static var old: Ruleset {
        var ruleset = Ruleset(comment: "transition")
        ruleset.counters = ["stays", "goes"]
        ruleset.sets["peers"] = NamedSet(addresses(1...5))
        ruleset.sets["blocks"] = NamedSet(blocks([0x0A00_0000...0x0A00_00FF, 0x0B00_0000...0x0B00_0001]))
        ruleset.sets["isolated"] = NamedSet(addresses(1...2))
        ruleset.sets["gone"] = NamedSet(addresses(7...9))
        ruleset.maps["pods"] = VerdictMap(layout, [key(1): .jump("pod/one"), key(2): .drop])
        ruleset.chains["pod/one"] = Chain([
            Rule(.match(.sourceAddress(.ipv4), in: "peers"), .verdict(.accept)),
            Rule(.match(.sourceAddress(.ipv4), in: "blocks"), .verdict(.accept)),
            Rule(.namedCounter("stays"), .verdict(.drop), comment: "denied"),
        ])
        ruleset.chains["ingress"] = base(.forward)
        ruleset.chains["old-hook"] = Chain(
            [Rule(.match(.sourceAddress(.ipv4), in: "gone"), .verdict(.accept))], base: BaseChain(.input))
        return ruleset
    }

    /// Where it ends.
    static var new: Ruleset {
        var ruleset = Ruleset(comment: "transition")
        ruleset.counters = ["stays", "comes"]
        ruleset.sets["peers"] = NamedSet(addresses(3...8))
        ruleset.sets["blocks"] = NamedSet(blocks([0x0A00_0000...0x0A00_007F, 0x0C00_0000...0x0C00_00FF]))
        ruleset.sets["isolated"] = NamedSet(addresses(2...3))
        ruleset.sets["fresh"] = NamedSet(addresses(1...3))
        ruleset.maps["pods"] = VerdictMap(layout, [key(1): .jump("pod/one"), key(3): .jump("pod/two")])
        ruleset.chains["pod/one"] = Chain([Rule(.match(.sourceAddress(.ipv4), in: "peers"), .verdict(.accept))])
        ruleset.chains["pod/two"] = Chain([
            Rule(.match(.sourceAddress(.ipv4), in: "fresh"), .verdict(.accept)),
            Rule(.namedCounter("comes"), .verdict(.drop), comment: "denied"),
        ])
        ruleset.chains["ingress"] = base(.forward)
        ruleset.chains["new-hook"] = Chain(
            [Rule(.match(.destinationAddress(.ipv4), in: "fresh"), .counter)], base: BaseChain(.output))
        return ruleset
    }

    private static let layout = KeyLayout(.ipv4Address)

    private static func base(_ hook: BaseChain.Hook) -> Chain {
        Chain(
            [
                Rule(.verdict(of: .destinationAddress(.ipv4), in: "pods")),
                Rule(.match(.destinationAddress(.ipv4), in: "isolated"), .verdict(.drop)),
            ], base: BaseChain(hook))
    }

    private static func key(_ number: UInt32) -> Element {
        Element(.address(IPAddress(ipv4: 0x0A00_0000 + number)), layout: layout)
    }

    private static func addresses(_ numbers: ClosedRange<UInt32>) -> Elements {
        Elements(addresses: numbers.map { IPAddress(ipv4: 0x0A00_0000 + $0) }, family: .ipv4)
    }

    private static func blocks(_ ranges: [ClosedRange<UInt32>]) -> Elements {
        Elements(AddressRanges(ipv4: RangeSet(ranges)), family: .ipv4)
    }
}

import Addresses
import Nftables

/// The table of a node with many pods, in the shape that the compiler gives it: per pod a thin chain that jumps to a
/// shared one, whose rules each ask one set.
struct NodeTable {
    /// How many pods, each with its thin chain and its element of the map.
    var podCount = 250
    /// How many chains pods share.
    var sharedCount = 250
    /// How many rules each of those has.
    var rulesPerChain = 10
    /// How many sets the rules ask, in turn.
    var setCount = 500
    /// How many addresses or ranges each set has.
    var elementsPerSet = 300
    /// Whether they are ranges.
    var hasRanges = false

    /// The name of the set at a position.
    static func setName(_ index: Int) -> String { ObjectName.of(["peers", ObjectName.hash([String(index)])]) }

    /// The address of a pod.
    static func address(ofPod index: Int) -> IPAddress { IPAddress(ipv4: 0x0af4_0000 + UInt32(index)) }

    /// The ruleset; each call builds it anew, so that two share no storage. It has no comment, since `nft -j` reads
    /// none.
    func ruleset() -> Ruleset {
        var ruleset = Ruleset()
        for index in 0..<setCount { ruleset.sets[Self.setName(index)] = NamedSet(elements(ofSet: index)) }
        ruleset.sets["ingress-isolated"] = NamedSet(
            Elements(addresses: (0..<podCount).map(Self.address), family: .ipv4))
        ruleset.maps["ingress-pods"] = VerdictMap(KeyLayout(.ipv4Address))
        for index in 0..<sharedCount { ruleset.chains[Self.sharedName(index)] = shared(index) }
        for index in 0..<podCount { addPod(index, sharing: index % sharedCount, to: &ruleset) }
        ruleset.chains["ingress"] = Self.base
        return ruleset
    }

    /// The same with one more pod, whose rules no other pod has.
    func addingPod(to ruleset: Ruleset) -> Ruleset {
        var ruleset = ruleset
        ruleset.chains[Self.sharedName(sharedCount)] = shared(sharedCount)
        addPod(podCount, sharing: sharedCount, to: &ruleset)
        return ruleset
    }

    /// The same with one more element in a set: an address, or a range of one.
    func addingElement(_ number: UInt32, toSet index: Int, of ruleset: Ruleset) -> Ruleset {
        var ruleset = ruleset
        let name = Self.setName(index)
        guard let elements = ruleset.sets[name]?.elements else { return ruleset }
        let address = IPAddress(ipv4: number).bytes
        let element = Elements(elements.layout, packed: hasRanges ? address + address : address)
        ruleset.sets[name]?.elements = elements.union(element)
        return ruleset
    }

    private func elements(ofSet index: Int) -> Elements {
        let layout = KeyLayout(.ipv4Address, isInterval: hasRanges)
        var packed: [UInt8] = []
        packed.reserveCapacity(elementsPerSet * layout.elementByteCount)
        for position in 0..<UInt32(elementsPerSet) {
            // An odd factor maps the numbers of 24 bits onto themselves, so no address comes twice.
            let mixed = (position &* 0x9e37_79b1 &+ UInt32(index) &* 12345) & 0xff_ffff
            let start = hasRanges ? 0x1400_0000 + position << 12 + UInt32(index) << 4 : 0x0b00_0000 + mixed
            packed += IPAddress(ipv4: start).bytes
            if hasRanges { packed += IPAddress(ipv4: start + 0xff).bytes }
        }
        return Elements(layout, packed: packed)
    }

    private func shared(_ index: Int) -> Chain {
        Chain(
            (0..<rulesPerChain).map { rule in
                Rule(
                    .match(.sourceAddress(.ipv4), in: Self.setName((index * rulesPerChain + rule) % setCount)),
                    .match(.destinationPort(.tcp), .port(UInt16(1024 + rule))), .verdict(.accept))
            })
    }

    private func addPod(_ index: Int, sharing shared: Int, to ruleset: inout Ruleset) {
        let name = ObjectName.of(["pod", "namespace-\(index / 10)", "web-\(index)", "ingress"])
        let address = Datum.address(Self.address(ofPod: index))
        ruleset.chains[name] = Chain([
            Rule(.match(.sourceAddress(.ipv4), address), .verdict(.accept)),
            Rule(.verdict(.jump(Self.sharedName(shared)))), Rule(.counter, .verdict(.drop)),
        ])
        ruleset.maps["ingress-pods"]?.verdicts[Element(address, layout: KeyLayout(.ipv4Address))] = .jump(name)
    }

    private static func sharedName(_ index: Int) -> String {
        ObjectName.of(["allow", ObjectName.hash(["shared", String(index)])])
    }

    private static var base: Chain {
        Chain(
            [
                Rule(.match(states: [.established, .related]), .verdict(.accept)),
                Rule(.verdict(of: .destinationAddress(.ipv4), in: "ingress-pods")),
                Rule(.match(.destinationAddress(.ipv4), in: "ingress-isolated"), .verdict(.drop)),
            ], base: BaseChain(.forward))
    }
}

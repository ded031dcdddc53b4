public import Addresses
public import Nftables

/// The few values that generated rulesets and test packets are made of.
public enum SmallUniverse {
    /// Four addresses, of which prefixes can be made.
    public static let ipv4 = (1...4).map { IPAddress(ipv4: 0x0A00_0000 + $0) }
    /// Three addresses.
    public static let ipv6 = (1...3).map { IPAddress(ipv6: 0xFD00 << 112 + $0) }
    /// Three ports.
    public static let ports: [UInt16] = [53, 80, 443]
    /// Two links.
    public static let interfaces = ["eth0", "veth-a"]
    /// Protocols with and without ports.
    public static let transports: [TransportProtocol] = [.tcp, .udp, .sctp, .icmp, .icmpv6]

    /// The addresses of a family.
    public static func addresses(_ family: IPFamily) -> [IPAddress] { family == .ipv4 ? ipv4 : ipv6 }

    /// All values of a key's field.
    static func values(_ type: FieldType) -> [Datum] {
        switch type {
        case .ipv4Address: ipv4.map { .address($0) }
        case .ipv6Address: ipv6.map { .address($0) }
        case .transportProtocol: transports.map { .transport($0) }
        case .port: ports.map { .port($0) }
        case .interfaceName: interfaces.map { .interface($0) }
        }
    }

    /// Where an interval may begin or end: the values and both ends of the type.
    static func bounds(_ type: FieldType) -> [Datum] {
        switch type {
        case .ipv4Address: [.address(IPAddress(ipv4: 0)), .address(IPAddress(ipv4: .max))] + values(type)
        case .ipv6Address: [.address(IPAddress(ipv6: 0)), .address(IPAddress(ipv6: .max))] + values(type)
        case .transportProtocol: [0, 255].map { .transport(TransportProtocol(rawValue: $0)) } + values(type)
        case .port: [.port(0), .port(.max)] + values(type)
        case .interfaceName: values(type)
        }
    }
}

extension RulesetGenerator {
    /// A set of any kind.
    mutating func set() -> NamedSet {
        let layout = layout()
        return NamedSet(elements(layout), comment: chance(30) ? words() : nil)
    }

    /// A key of one to three fields of one family, hashed or of intervals.
    mutating func layout() -> KeyLayout {
        let address: FieldType = chance(65) ? .ipv4Address : .ipv6Address
        if chance(60) { return KeyLayout(address, isInterval: chance(40)) }
        var types: [FieldType] = [address, .transportProtocol, .port, .interfaceName]
        if chance(20) { types.append(address) }
        types.shuffle(using: &random)
        let fields = Array(types.prefix(number(1...3)))
        return KeyLayout(fields: fields, isInterval: fields.allSatisfy(\.canBeInterval) && chance(40))
    }

    /// Some elements that can stand side by side.
    mutating func elements(_ layout: KeyLayout) -> Elements {
        var elements = Elements(layout)
        for _ in 0..<number(0...options.elementCountMax) {
            if let element = element(beside: elements) { elements = elements.union(Elements(layout, [element])) }
        }
        return elements
    }

    /// An element that is not there and overlaps none that is; `nil` where none was found.
    mutating func element(beside elements: Elements) -> Element? {
        let layout = elements.layout
        let element = Element(ranges: layout.fields.map { range($0, isInterval: layout.isInterval) }, layout: layout)
        return elements.contains { layout.overlaps($0, element) } ? nil : element
    }

    private mutating func range(_ type: FieldType, isInterval: Bool) -> DatumRange {
        let bounds = isInterval ? SmallUniverse.bounds(type) : SmallUniverse.values(type)
        guard let first = pick(bounds), let other = pick(bounds) else { preconditionFailure("a type without values") }
        if !isInterval || chance(30) { return DatumRange(first) }
        return other.bytes.lexicographicallyPrecedes(first.bytes) ? DatumRange(other, first) : DatumRange(first, other)
    }

    /// A value of a field.
    mutating func datum(_ field: Field) -> Datum {
        switch field {
        case .family: .family(chance(50) ? .ipv4 : .ipv6)
        case .packetMark, .connectionMark: .mark(pick([1, 0x4000, .max]) ?? 0)
        case .icmpType: .icmpType(pick([0, 3, 8, 200]) ?? 0)
        case .icmpv6Type: .icmpType(pick([1, 128, 135, 200]) ?? 0)
        case .connectionState: preconditionFailure("a connection's states are no value")
        case .sourceAddress, .destinationAddress, .transportProtocol, .destinationPort, .inputInterface,
            .outputInterface:
            pick(field.type.map { SmallUniverse.values($0) } ?? []) ?? .port(0)
        }
    }
}

extension KeyLayout {
    /// Whether two elements share a key.
    func overlaps(_ left: Element, _ right: Element) -> Bool {
        guard let first = left.ranges(self), let second = right.ranges(self) else { return true }
        return zip(first, second).allSatisfy { one, other in
            !one.upper.bytes.lexicographicallyPrecedes(other.lower.bytes)
                && !other.upper.bytes.lexicographicallyPrecedes(one.lower.bytes)
        }
    }
}

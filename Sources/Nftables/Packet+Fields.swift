import Addresses

extension Packet {
    /// The family of both addresses.
    var family: IPFamily { destination.family }

    /// What a rule reads here; `nil` where this packet has no such field, and any comparison fails.
    func value(of field: Field) -> Datum? {
        if let family = field.requiredFamily, family != self.family { return nil }
        if let owner = field.requiredTransport, owner != transport.transportProtocol { return nil }
        return switch field {
        case .sourceAddress: .address(source)
        case .destinationAddress: .address(destination)
        case .transportProtocol: .transport(transport.transportProtocol)
        case .destinationPort: transport.destinationPort.map { .port($0) }
        case .icmpType, .icmpv6Type: transport.icmpType.map { .icmpType($0) }
        case .family: .family(family)
        // Without an interface the kernel compares with an empty name, so `!=` holds.
        case .inputInterface: .interface(inputInterface ?? "")
        case .outputInterface: .interface(outputInterface ?? "")
        case .packetMark: .mark(packetMark)
        case .connectionMark: hasConnection ? .mark(connectionMark) : nil
        case .connectionState: .mark(states.rawValue)
        }
    }

    /// The bytes that a set or map is asked for; `nil` where this packet lacks one of the fields.
    func key(of fields: [Field]) -> [UInt8]? {
        if fields.count == 1 { return value(of: fields[0])?.bytes }
        var key: [UInt8] = []
        for field in fields {
            guard let bytes = value(of: field)?.bytes else { return nil }
            key += bytes
            while !key.count.isMultiple(of: 4) { key.append(0) }
        }
        return key
    }

    /// Whether what the kernel reads as `th dport` decides if one of these elements is found.
    func needsUnknownPort(_ fields: [Field], in elements: some Sequence<Element>, _ layout: KeyLayout) -> Bool {
        guard transport.hasUnknownPort, fields.contains(.destinationPort(nil)) else { return false }
        return elements.contains { element in
            guard let ranges = element.ranges(layout), ranges.count == fields.count else { return false }
            return zip(fields, ranges).allSatisfy { field, range in
                if field == .destinationPort(nil) { return true }
                guard let bytes = value(of: field)?.bytes else { return false }
                return !bytes.lexicographicallyPrecedes(range.lower.bytes)
                    && !range.upper.bytes.lexicographicallyPrecedes(bytes)
            }
        }
    }

    private var hasConnection: Bool { states.isDisjoint(with: [.invalid, .untracked]) }
}

extension Packet.Transport {
    /// What `meta l4proto` reads.
    public var transportProtocol: TransportProtocol {
        switch self {
        case .tcp: .tcp
        case .udp: .udp
        case .sctp: .sctp
        case .icmp: .icmp
        case .icmpv6: .icmpv6
        case .other(let transport), .laterFragment(let transport): transport
        }
    }

    /// What `th dport` reads.
    ///
    /// The kernel reads the third and fourth byte of any transport header there, a checksum in an ICMP message. That is
    /// no port, and we say that there is none; a walk on which it matters is not certain (``hasUnknownPort``).
    var destinationPort: UInt16? {
        switch self {
        case .tcp(let port), .udp(let port), .sctp(let port): port
        case .icmp, .icmpv6, .other, .laterFragment: nil
        }
    }

    /// Whether the kernel reads something as `th dport` that we do not know.
    var hasUnknownPort: Bool {
        switch self {
        case .icmp, .icmpv6, .other: true
        case .tcp, .udp, .sctp, .laterFragment: false
        }
    }

    /// What `icmp type` and `icmpv6 type` read.
    var icmpType: UInt8? {
        switch self {
        case .icmp(let type), .icmpv6(let type): type
        case .tcp, .udp, .sctp, .other, .laterFragment: nil
        }
    }
}

extension Match {
    /// Whether the comparison holds for a packet, given the answer to a look-up in a set.
    ///
    /// A field that the packet does not have ends the rule in the kernel, so there `!=` fails as well.
    func holds(for packet: Packet, member: (String, [UInt8]) -> Bool) -> Bool {
        if case .member(let set) = test {
            guard let key = packet.key(of: fields) else { return false }
            return member(set, key) != isNegated
        }
        guard let value = packet.value(of: fields[0]) else { return false }
        if isNegated, case .states(let states) = test {
            return packet.states != states  // `nft` compares the whole there, and bits where it is not negated
        }
        return test.holds(for: value) != isNegated
    }
}

extension Test {
    fileprivate func holds(for value: Datum) -> Bool {
        switch self {
        case .equals(let wanted): return value == wanted
        case .within(let range):
            guard let number = value.order, let lower = range.lower.order, let upper = range.upper.order
            else { return false }
            return lower <= number && number <= upper
        case .prefix(let cidr):
            guard case .address(let address) = value else { return false }
            return cidr.contains(address)
        case .bits(let mask, let equal):
            guard case .mark(let mark) = value else { return false }
            return mark & mask == equal
        case .states(let states):
            guard case .mark(let bits) = value else { return false }
            return !states.isDisjoint(with: ConnectionStates(rawValue: bits))
        case .member: return false
        }
    }
}

extension Datum {
    /// The number that ranges compare; `nil` where there are no ranges.
    fileprivate var order: UInt128? {
        switch self {
        case .address(let address): address.bits
        case .transport(let transport): UInt128(transport.rawValue)
        case .port(let port): UInt128(port)
        case .icmpType(let type): UInt128(type)
        case .interface, .family, .mark: nil
        }
    }
}

import Addresses
import Nftables
import TestSupport

/// One of the packets that every way between two rulesets is tried with.
struct TinyPacket: Sendable {
    let source: IPAddress
    let destination: IPAddress
    var transport: TransportProtocol = .tcp
    var port: UInt16? = 80
    var input = "eth0"
    var state: ConnectionStates = .new

    /// The value of a field; `nil` where the packet has none.
    func value(_ field: Field) -> Datum? {
        if let family = field.requiredFamily, family != source.family { return nil }
        if let needed = field.requiredTransport, needed != transport { return nil }
        return switch field {
        case .sourceAddress: .address(source)
        case .destinationAddress: .address(destination)
        case .transportProtocol: .transport(transport)
        case .destinationPort: port.map { .port($0) }
        case .family: .family(source.family)
        case .inputInterface: .interface(input)
        case .icmpType, .icmpv6Type, .outputInterface, .packetMark, .connectionMark, .connectionState: nil
        }
    }
}

/// Some of the 64 packets of the small universe, one bit each.
typealias Packets = UInt64

/// The 64 packets, and which of them a comparison holds for.
///
/// A class, because it remembers: every walk asks the same few questions. Owned by one test.
final class PacketMasks {
    /// All packets.
    static let universe: [TinyPacket] = {
        let (ipv4, ipv6) = (SmallUniverse.ipv4, SmallUniverse.ipv6)
        var packets: [TinyPacket] = []
        for source in ipv4 {
            for destination in ipv4 {
                packets += [80, 443].map { TinyPacket(source: source, destination: destination, port: $0) }
            }
        }
        for source in ipv6 { packets += ipv6.map { TinyPacket(source: source, destination: $0) } }
        for source in ipv6 { packets.append(TinyPacket(source: source, destination: ipv6[0], port: 443)) }
        for source in ipv4 {
            let target = source == ipv4[0] ? ipv4[1] : ipv4[0]
            packets.append(TinyPacket(source: source, destination: target, transport: .udp, port: 53))
            packets.append(TinyPacket(source: source, destination: target, input: "veth-a"))
            packets.append(TinyPacket(source: source, destination: target, state: .established))
            packets.append(TinyPacket(source: source, destination: target, transport: .icmp, port: nil))
            packets.append(TinyPacket(source: source, destination: target, transport: .udp, port: 80))
        }
        precondition(packets.count == Packets.bitWidth, "one bit for each packet")
        return packets
    }()

    /// Those that a host sends to itself, which no router meets.
    static let hairpins: Packets = mask { $0.source == $0.destination }

    private struct ElementKey: Hashable {
        let fields: [Field]
        let layout: KeyLayout
        let bytes: [UInt8]
    }

    private var tests: [Match: Packets] = [:]
    private var having: [[Field]: Packets] = [:]
    private var elements: [ElementKey: Packets] = [:]

    /// The packets for which a comparison with something other than a set holds, whether or not it is negated.
    func matching(_ match: Match) -> Packets {
        if let known = tests[match] { return known }
        let mask = Self.mask { Self.holds(match, $0) }
        tests[match] = mask
        return mask
    }

    /// The packets that have all these fields.
    func having(_ fields: [Field]) -> Packets {
        if let known = having[fields] { return known }
        let mask = Self.mask { packet in fields.allSatisfy { packet.value($0) != nil } }
        having[fields] = mask
        return mask
    }

    /// The packets whose fields are this element, or lie in it.
    func matching(_ element: Element, _ layout: KeyLayout, _ fields: [Field]) -> Packets {
        let key = ElementKey(fields: fields, layout: layout, bytes: element.bytes)
        if let known = elements[key] { return known }
        let ranges = element.ranges(layout) ?? []
        let mask = Self.mask { packet in
            zip(fields, ranges).allSatisfy { field, range in packet.value(field).map { range.holds($0) } ?? false }
        }
        elements[key] = mask
        return mask
    }

    /// The packets whose fields are in any of these elements.
    func matching(_ elements: Elements, _ fields: [Field]) -> Packets {
        var mask: Packets = 0
        for element in elements { mask |= matching(element, elements.layout, fields) }
        return mask
    }

    /// The packets in words.
    static func text(_ packets: Packets) -> String {
        let found = universe.indices.filter { packets & 1 << Packets($0) != 0 }.map { universe[$0] }
        return found.map { "\($0.source) → \($0.destination) \($0.transport.nftName) \($0.port ?? 0) \($0.input)" }
            .joined(separator: ", ")
    }

    private static func mask(_ holds: (TinyPacket) -> Bool) -> Packets {
        universe.indices.reduce(0) { holds(universe[$1]) ? $0 | 1 << Packets($1) : $0 }
    }

    private static func holds(_ match: Match, _ packet: TinyPacket) -> Bool {
        if case .states(let states) = match.test { return states.contains(packet.state) != match.isNegated }
        guard let value = packet.value(match.fields[0]) else { return false }
        let isEqual =
            switch match.test {
            case .equals(let wanted): value == wanted
            case .within(let range): range.holds(value)
            case .prefix(let cidr): DatumRange(cidr).holds(value)
            case .bits, .states, .member: preconditionFailure("no test of a tiny packet")
            }
        return isEqual != match.isNegated
    }
}

extension DatumRange {
    /// Whether a value of the same kind lies within.
    func holds(_ value: Datum) -> Bool {
        !value.bytes.lexicographicallyPrecedes(lower.bytes) && !upper.bytes.lexicographicallyPrecedes(value.bytes)
    }
}

import Addresses

extension PacketHeaders {
    /// The headers at the start of these bytes, which may end anywhere behind the one of IP; `nil` for what is no IP.
    public init?(_ bytes: [UInt8]) {
        let view = HeaderBytes(bytes)
        let network = view.byte(0).map { $0 >> 4 }
        guard let network, let found = network == 4 ? view.ipv4() : network == 6 ? view.ipv6() : nil else { return nil }
        let above = found.isLaterFragment ? nil : view.transport(found.transport, at: found.offset)
        let rest = found.isLaterFragment ? .laterFragment(found.transport) : Packet.Transport.other(found.transport)
        self.init(
            from: found.source, to: found.destination, above?.transport ?? rest, sourcePort: above?.sourcePort,
            icmpCode: above?.icmpCode, tcpFlags: above?.tcpFlags, byteCount: found.byteCount)
    }
}

/// Bytes of a packet, of which none is read that is not there.
private struct HeaderBytes {
    /// What the header of IP says, and those between it and the transport.
    struct Network {
        let source: IPAddress
        let destination: IPAddress
        var transport: TransportProtocol
        var offset: Int
        var isLaterFragment: Bool
        let byteCount: Int
    }

    /// What the header above says.
    struct Above {
        let transport: Packet.Transport
        var sourcePort: UInt16?
        var icmpCode: UInt8?
        var tcpFlags: UInt8?
    }

    /// More than any real packet has; the kernel itself has no limit but the packet's end.
    private static let extensionHeadersMax = 16
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func byte(_ offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

    private func word(_ offset: Int) -> UInt16? {
        guard let high = byte(offset), let low = byte(offset + 1) else { return nil }
        return UInt16(high) << 8 | UInt16(low)
    }

    private func address(_ offset: Int, _ family: IPFamily) -> IPAddress? {
        let end = offset + family.byteCount
        return end <= bytes.count ? IPAddress(bytes: bytes[offset..<end]) : nil
    }

    func ipv4() -> Network? {
        guard let first = byte(0), let length = word(2), let fragment = word(6), let number = byte(9),
            let source = address(12, .ipv4), let destination = address(16, .ipv4), first & 15 >= 5
        else { return nil }
        return Network(
            source: source, destination: destination, transport: TransportProtocol(rawValue: number),
            offset: Int(first & 15) * 4, isLaterFragment: fragment & 0x1fff != 0, byteCount: Int(length))
    }

    func ipv6() -> Network? {
        guard let length = word(4), let number = byte(6), let source = address(8, .ipv6),
            let destination = address(24, .ipv6)
        else { return nil }
        var found = Network(
            source: source, destination: destination, transport: TransportProtocol(rawValue: number), offset: 40,
            isLaterFragment: false, byteCount: 40 + Int(length))
        for _ in 0..<Self.extensionHeadersMax where skip(&found) { continue }
        return found
    }

    /// Goes on behind one extension header; false where there is none, or nothing behind it.
    private func skip(_ found: inout Network) -> Bool {
        guard !found.isLaterFragment, let kind = ExtensionHeader(rawValue: found.transport.rawValue),
            let next = byte(found.offset), let length = byte(found.offset + 1)
        else { return false }
        switch kind {
        case .fragment:
            guard let place = word(found.offset + 2) else { return false }
            found.isLaterFragment = place & 0xfff8 != 0
            found.offset += 8
        case .authentication: found.offset += (Int(length) + 2) * 4
        case .hopByHop, .routing, .destination, .mobility, .hostIdentity, .shim6:
            found.offset += (Int(length) + 1) * 8
        }
        found.transport = TransportProtocol(rawValue: next)
        return true
    }

    func transport(_ kind: TransportProtocol, at offset: Int) -> Above? {
        switch kind {
        case .icmp: icmp(offset) { .icmp(type: $0) }
        case .icmpv6: icmp(offset) { .icmpv6(type: $0) }
        case .udp: ports(offset) { .udp(destinationPort: $0) }
        case .sctp: ports(offset) { .sctp(destinationPort: $0) }
        case .tcp: ports(offset) { .tcp(destinationPort: $0) }.map { tcp($0, offset) }
        default: nil
        }
    }

    private func icmp(_ offset: Int, _ transport: (UInt8) -> Packet.Transport) -> Above? {
        byte(offset).map { Above(transport: transport($0), icmpCode: byte(offset + 1)) }
    }

    private func ports(_ offset: Int, _ transport: (UInt16) -> Packet.Transport) -> Above? {
        guard let source = word(offset), let destination = word(offset + 2) else { return nil }
        return Above(transport: transport(destination), sourcePort: source)
    }

    private func tcp(_ above: Above, _ offset: Int) -> Above {
        var above = above
        above.tcpFlags = byte(offset + 13)
        return above
    }
}

/// The headers that may stand between the one of IPv6 and the transport.
private enum ExtensionHeader: UInt8 {
    case hopByHop = 0
    case routing = 43
    case fragment = 44
    case authentication = 51
    case destination = 60
    case mobility = 135
    case hostIdentity = 139
    case shim6 = 140
}

/// The flags of a TCP segment.
public struct TCPFlags: OptionSet, Hashable, Sendable {
    /// The byte in the header.
    public let rawValue: UInt8

    /// The flags of that byte.
    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The last segment of its direction.
    public static let fin = TCPFlags(rawValue: 0x01)
    /// The first segment of its direction.
    public static let syn = TCPFlags(rawValue: 0x02)
    /// The end of the connection, at once.
    public static let rst = TCPFlags(rawValue: 0x04)
    /// Data to be handed on at once.
    public static let psh = TCPFlags(rawValue: 0x08)
    /// The acknowledgement is valid.
    public static let ack = TCPFlags(rawValue: 0x10)
}

/// What a test packet carries.
public enum RawTransport: Hashable, Sendable {
    /// A TCP segment.
    case tcp(source: UInt16, destination: UInt16, flags: TCPFlags = .syn)
    /// A UDP datagram.
    case udp(source: UInt16, destination: UInt16)
    /// An SCTP packet with an INIT chunk.
    case sctp(source: UInt16, destination: UInt16)
    /// An ICMP message; an echo's identifier is the frame's flow.
    case icmp(type: UInt8, code: UInt8 = 0)
    /// An ICMPv6 message; an echo's identifier is the frame's flow.
    case icmpv6(type: UInt8, code: UInt8 = 0)
    /// Another protocol, with nothing but the tag in it.
    case other(UInt8)

    /// The number in the IP header.
    public var protocolNumber: UInt8 {
        switch self {
        case .tcp: 6
        case .udp: 17
        case .sctp: 132
        case .icmp: 1
        case .icmpv6: 58
        case .other(let number): number
        }
    }

    /// The transport's header and data, with a true checksum.
    func bytes(tag: PacketTag, pseudoHeader: [UInt8]) -> [UInt8] {
        switch self {
        case .tcp(let source, let destination, let flags):
            return summed(ports(source, destination) + tcpRest(flags) + tag.bytes, at: 16, pseudoHeader)
        case .udp(let source, let destination):
            let start = ports(source, destination) + bigEndian(UInt16(8 + PacketTag.count)) + [0, 0]
            return summed(start + tag.bytes, at: 6, pseudoHeader, zeroMeansNone: true)
        case .sctp(let source, let destination):
            return sctpBytes(ports(source, destination), tag)
        case .icmp(let type, let code):
            return summed(icmpStart(type, code, tag) + tag.bytes, at: 2, nil)
        case .icmpv6(let type, let code):
            return summed(icmpStart(type, code, tag) + tag.bytes, at: 2, pseudoHeader)
        case .other:
            return tag.bytes
        }
    }
}

private func ports(_ source: UInt16, _ destination: UInt16) -> [UInt8] { bigEndian(source) + bigEndian(destination) }

/// Sequence 1, no acknowledgement number unless the flag says there is one, a header of five words, a large window.
private func tcpRest(_ flags: TCPFlags) -> [UInt8] {
    [0, 0, 0, 1, 0, 0, 0, flags.contains(.ack) ? 1 : 0, 0x50, flags.rawValue, 0xFF, 0xFF, 0, 0, 0, 0]
}

private func icmpStart(_ type: UInt8, _ code: UInt8, _ tag: PacketTag) -> [UInt8] {
    [type, code, 0, 0] + bigEndian(UInt16(truncatingIfNeeded: tag.flow)) + [0, 1]
}

/// An INIT chunk whose last parameter, of a type that receivers skip, is the tag.
private func sctpBytes(_ ports: [UInt8], _ tag: PacketTag) -> [UInt8] {
    let parameter: [UInt8] = [0xBF, 0] + bigEndian(UInt16(4 + PacketTag.count)) + tag.bytes
    let chunk: [UInt8] = [0, 0, 0, 1, 0, 1, 0, 0, 0, 10, 0, 10, 0, 0, 0, 1] + parameter
    let rest = [1, 0] + bigEndian(UInt16(4 + chunk.count)) + chunk
    let unsummed = ports + [0, 0, 0, 0, 0, 0, 0, 0] + rest
    return ports + [0, 0, 0, 0] + littleEndian(crc32c(unsummed)) + rest
}

/// `bytes` with the Internet checksum of themselves and the pseudo header put in at `offset`.
private func summed(
    _ bytes: [UInt8], at offset: Int, _ pseudoHeader: [UInt8]?, zeroMeansNone: Bool = false
) -> [UInt8] {
    let counted = pseudoHeader.map { $0 + bigEndian(UInt16(bytes.count)) } ?? []
    let sum = internetChecksum(counted + bytes)
    var result = bytes
    result.replaceSubrange(offset..<(offset + 2), with: bigEndian(sum == 0 && zeroMeansNone ? 0xFFFF : sum))
    return result
}

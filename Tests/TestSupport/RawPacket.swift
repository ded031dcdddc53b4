/// An IPv4 or IPv6 packet as a test describes it: addresses in network order, and what it carries.
public struct RawPacket: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16 bytes.
    public var source: [UInt8]
    /// As many as the source has.
    public var destination: [UInt8]
    /// What it carries.
    public var transport: RawTransport
    /// How many routers it may pass.
    public var hopLimit: UInt8

    /// A packet between two addresses of one family.
    public init(from source: [UInt8], to destination: [UInt8], _ transport: RawTransport, hopLimit: UInt8 = 64) {
        precondition(source.count == destination.count, "a packet's addresses are of one family")
        precondition([4, 16].contains(source.count), "an address has 4 or 16 bytes")
        self.source = source
        self.destination = destination
        self.transport = transport
        self.hopLimit = hopLimit
    }

    /// Whether it is IPv6.
    public var isIPv6: Bool { source.count == 16 }

    /// The packet in the words of a failing test.
    public var description: String { "\(addressText(source)) > \(addressText(destination)) \(transport)" }

    /// The packet's bytes from the IP header on, ending with `tag`.
    func bytes(tag: PacketTag) -> [UInt8] {
        let payload = transport.bytes(tag: tag, pseudoHeader: pseudoHeader)
        return (isIPv6 ? header6(payload.count) : header4(payload.count)) + payload
    }

    /// Where the transport's header begins in `bytes`.
    var transportOffset: Int { isIPv6 ? 40 : 20 }

    /// What TCP, UDP and ICMPv6 count into their checksum beside themselves, but for their length.
    private var pseudoHeader: [UInt8] { source + destination + [0, transport.protocolNumber] }

    private func header4(_ payloadCount: Int) -> [UInt8] {
        let start: [UInt8] = [0x45, 0] + bigEndian(UInt16(20 + payloadCount)) + [0, 0, 0x40, 0]
        let unsummed = start + [hopLimit, transport.protocolNumber, 0, 0] + source + destination
        return start + [hopLimit, transport.protocolNumber] + bigEndian(internetChecksum(unsummed)) + source
            + destination
    }

    private func header6(_ payloadCount: Int) -> [UInt8] {
        [0x60, 0, 0, 0] + bigEndian(UInt16(payloadCount)) + [transport.protocolNumber, hopLimit] + source + destination
    }
}

/// An address in text: dotted, or eight groups.
func addressText(_ bytes: [UInt8]) -> String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    let groups = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
    return groups.map { String($0, radix: 16) }.joined(separator: ":")
}

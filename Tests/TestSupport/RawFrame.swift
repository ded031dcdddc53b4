/// An Ethernet address.
public struct HardwareAddress: Hashable, Sendable, CustomStringConvertible {
    /// Its six bytes.
    public let bytes: [UInt8]

    /// A locally administered address that ends with `number`.
    public init(_ number: UInt8) {
        bytes = [0x02, 0, 0, 0, 0, number]
    }

    /// The address as `ip` writes it.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
    }
}

/// A packet as it goes out on a link, tagged with its flow.
public struct RawFrame: Hashable, Sendable {
    /// The flow in its tag.
    public let flow: UInt32
    /// All of it, from the Ethernet header on.
    public let bytes: [UInt8]
    /// Where the SCTP header begins, whose checksum changes with the tag; 0 for every other frame.
    let sctpOffset: Int

    /// The frame that carries `packet` over one link.
    public init(_ packet: RawPacket, tag: PacketTag, from: HardwareAddress, to: HardwareAddress) {
        flow = tag.flow
        bytes = to.bytes + from.bytes + bigEndian(UInt16(packet.isIPv6 ? 0x86DD : 0x0800)) + packet.bytes(tag: tag)
        if case .sctp = packet.transport { sctpOffset = 14 + packet.transportOffset } else { sctpOffset = 0 }
    }
}

/// A frame that every sniffer sees, no stack answers and no rule of nftables' IP families looks at.
enum Marker {
    /// The EtherType that IEEE keeps for local experiments.
    static let etherType: UInt16 = 0x88B5

    /// The marker called `number`.
    static func frame(_ number: UInt32) -> [UInt8] {
        HardwareAddress(0xFE).bytes + HardwareAddress(0xFD).bytes + bigEndian(etherType)
            + PacketTag(flow: .max - 1, sequence: number).bytes
    }
}

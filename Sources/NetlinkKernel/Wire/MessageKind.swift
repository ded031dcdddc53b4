import CNetfilter

/// The type of a netlink message that we send or read.
struct MessageKind: RawRepresentable, Hashable {
    /// The number in the message's header.
    let rawValue: UInt16

    /// The kind with this number.
    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A message of the nf_tables subsystem.
    init(_ type: nf_tables_msg_types) {
        rawValue = UInt16(NFNL_SUBSYS_NFTABLES) << 8 | UInt16(type.rawValue)
    }

    /// A message of another subsystem of netfilter.
    init(subsystem: Int32, _ type: some RawRepresentable<UInt32>) {
        rawValue = UInt16(subsystem) << 8 | UInt16(type.rawValue)
    }

    static let batchBegin = MessageKind(rawValue: UInt16(NLMSG_MIN_TYPE))
    static let batchEnd = MessageKind(rawValue: UInt16(NLMSG_MIN_TYPE) + 1)
    static let error = MessageKind(rawValue: UInt16(NLMSG_ERROR))
    static let done = MessageKind(rawValue: UInt16(NLMSG_DONE))
    static let overrun = MessageKind(rawValue: UInt16(NLMSG_OVERRUN))
}

/// The family of our table: IPv4 and IPv6 in one.
let NFPROTO_INET_VALUE = Int32(NFPROTO_INET)

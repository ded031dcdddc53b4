import CNetfilter

/// The types of rtnetlink's messages that we send or read.
extension MessageKind {
    static let newLink = MessageKind(rawValue: UInt16(RTM_NEWLINK))
    static let getLink = MessageKind(rawValue: UInt16(RTM_GETLINK))
    static let newRoute = MessageKind(rawValue: UInt16(RTM_NEWROUTE))
    static let getRoute = MessageKind(rawValue: UInt16(RTM_GETROUTE))
    static let newForwarding = MessageKind(rawValue: 80)
    static let oldForwarding = MessageKind(rawValue: 81)
    static let getForwarding = MessageKind(rawValue: 82)
}

/// What a message about a link says, by the numbers of `IFLA_*`.
enum LinkAttribute: UInt32 {
    case name = 3
    case lower = 5
    case master = 10
    case info = 18
    case wanted = 29
}

/// What the kernel says of a virtual link, by the numbers of `IFLA_INFO_*`.
enum LinkInfoAttribute: UInt32 {
    case kind = 1
    case data = 2
}

/// What a bridge says of itself, by the numbers of `IFLA_BR_*`.
enum BridgeAttribute: UInt32 {
    case callsRulesOfIPv4 = 36
    case callsRulesOfIPv6 = 37
}

/// What a link does with packets for others, by the numbers of `NETCONFA_*`.
enum ForwardingAttribute: UInt32 {
    case link = 1
    case forwards = 2
}

/// What a message about a family of generic netlink says, by the numbers of `CTRL_ATTR_*`.
enum FamilyAttribute: UInt32 {
    case number = 1
    case name = 2
}

extension MessageReader.Message {
    /// The attributes behind a header of this many bytes.
    func attributes(behind headerByteCount: Int) throws(WireError) -> AttributeTable {
        guard payload.count >= headerByteCount else { throw .truncated }
        return try AttributeTable(UnsafeRawBufferPointer(rebasing: payload[headerByteCount...]))
    }
}

import Addresses
import CNetfilter
import Nftables

extension NetworkLink {
    /// The header of every message about a link: `struct ifinfomsg`.
    static let headerByteCount = 16

    /// The link in a message of the kernel; `nil` where the message is about something else.
    init?(_ message: MessageReader.Message) throws(WireError) {
        guard message.kind == .newLink else { return nil }
        let attributes = try message.attributes(behind: Self.headerByteCount)
        let info = try attributes.nested(LinkAttribute.info)
        let flags = message.payload.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
        let kind = Kind(info.text(LinkInfoAttribute.kind), flags: flags)
        self.init(
            index: message.payload.loadUnaligned(fromByteOffset: 4, as: UInt32.self),
            name: try attributes.requiredText(LinkAttribute.name), kind: kind,
            master: attributes.native(LinkAttribute.master), lower: attributes.native(LinkAttribute.lower),
            isUp: flags & LinkFlags.up != 0,
            callsRules: kind == .bridge ? Self.callsRules(try info.nested(LinkInfoAttribute.data)) : nil)
    }

    private static func callsRules(_ bridge: AttributeTable) -> Set<IPFamily>? {
        let ipv4: UInt8? = bridge.native(BridgeAttribute.callsRulesOfIPv4)
        let ipv6: UInt8? = bridge.native(BridgeAttribute.callsRulesOfIPv6)
        guard let ipv4, let ipv6 else { return nil }
        return Set([(IPFamily.ipv4, ipv4), (.ipv6, ipv6)].filter { $0.1 != 0 }.map(\.0))
    }
}

/// The bits of a link's flags that we read, by the numbers of `IFF_*`.
private enum LinkFlags {
    static let up: UInt32 = 1
    static let loopback: UInt32 = 8
}

extension NetworkLink.Kind {
    /// What the kernel's word for a link means; hardware has none.
    fileprivate init(_ word: String?, flags: UInt32) {
        switch word {
        case nil: self = flags & LinkFlags.loopback != 0 ? .loopback : .physical
        case "veth": self = .veth
        case "bridge": self = .bridge
        case "tun": self = .tun
        case "macvlan", "macvtap": self = .macvlan
        case "ipvlan", "ipvtap": self = .ipvlan
        case .some(let other): self = .other(other)
        }
    }
}

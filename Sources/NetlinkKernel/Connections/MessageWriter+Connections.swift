import Addresses
import CNetfilter
import Nftables

extension MessageWriter {
    /// Appends one direction of a connection, by which the kernel finds it.
    mutating func put(_ direction: ConnectionAttribute, _ tuple: ConnectionTuple) {
        nest(direction) { writer in
            writer.nest(CTA_TUPLE_IP) { writer in
                writer.putAddress(source: tuple.source)
                writer.putAddress(destination: tuple.destination)
            }
            writer.nest(CTA_TUPLE_PROTO) { writer in
                writer.put(CTA_PROTO_NUM, tuple.transport.rawValue)
                writer.put(tuple.detail, tuple.source.family)
            }
            if tuple.zone != 0 { writer.put(CTA_TUPLE_ZONE, tuple.zone) }
        }
    }

    /// Appends the address that a direction comes from.
    mutating func putAddress(source: IPAddress) {
        put(source.family == .ipv4 ? CTA_IP_V4_SRC : CTA_IP_V6_SRC, source.bytes)
    }

    /// Appends the address that a direction goes to.
    mutating func putAddress(destination: IPAddress) {
        put(destination.family == .ipv4 ? CTA_IP_V4_DST : CTA_IP_V6_DST, destination.bytes)
    }

    private mutating func put(_ detail: ConnectionTuple.Detail, _ family: IPFamily) {
        switch detail {
        case .ports(let source, let destination):
            put(CTA_PROTO_SRC_PORT, source)
            put(CTA_PROTO_DST_PORT, destination)
        case .icmp(let type, let code, let identifier) where family == .ipv4:
            put(CTA_PROTO_ICMP_TYPE, type)
            put(CTA_PROTO_ICMP_CODE, code)
            put(CTA_PROTO_ICMP_ID, identifier)
        case .icmp(let type, let code, let identifier):
            put(CTA_PROTO_ICMPV6_TYPE, type)
            put(CTA_PROTO_ICMPV6_CODE, code)
            put(CTA_PROTO_ICMPV6_ID, identifier)
        case .none: break
        }
    }
}

/// What a message about a connection says, by the numbers of `CTA_*`.
enum ConnectionAttribute: UInt32 {
    case original = 1
    case reply = 2
    case status = 3
    case timeout = 7
    case mark = 8
    case identifier = 12
    case zone = 18
    case markMask = 21
    case filter = 25
}

/// What is done with connections, by the numbers of `IPCTNL_MSG_CT_*`.
extension MessageKind {
    static let newConnection = MessageKind(subsystem: NFNL_SUBSYS_CTNETLINK, IPCTNL_MSG_CT_NEW)
    static let getConnection = MessageKind(subsystem: NFNL_SUBSYS_CTNETLINK, IPCTNL_MSG_CT_GET)
    static let countConnections = MessageKind(subsystem: NFNL_SUBSYS_CTNETLINK, IPCTNL_MSG_CT_GET_STATS)
}

extension IPFamily {
    /// The kernel's number for it.
    var kernelNumber: Int32 { self == .ipv4 ? AF_INET : AF_INET6 }
}

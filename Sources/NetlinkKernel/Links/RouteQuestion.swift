import Addresses
import CNetfilter
import Nftables

/// What the kernel is asked about one address: by which link it is reached, and by a route for how many addresses.
///
/// Two questions, since a route need not name one link (it may share its packets out, or name a next hop that stands
/// elsewhere), and the link that is chosen comes without its route. Rules and tables are looked through by the kernel
/// itself; a listing of all routes, searched by us, would have to do the same over again and be as right.
struct RouteQuestion {
    /// The header of every message about a route: `struct rtmsg`.
    static let headerByteCount = 12

    /// The address.
    let address: IPAddress
    /// Whether the route is asked for, and not the link.
    let isForRoute: Bool

    /// `ip route get`, or `ip route get fibmatch`.
    func put(into writer: inout MessageWriter) {
        let flags: UInt32 = isForRoute ? 0x2000 : 0  // RTM_F_FIB_MATCH
        var header = [UInt8](repeating: 0, count: Self.headerByteCount)
        header[0] = UInt8(address.family.kernelNumber)
        header[1] = UInt8(address.family.bitWidth)
        header.replaceSubrange(8..<12, with: withUnsafeBytes(of: flags) { Array($0) })
        writer.append(header: header)
        writer.put(RTA_DST, address.bytes)
    }
}

/// What the kernel answered about one address.
struct RouteReply {
    private enum Target {
        case link(UInt32, isThroughRouter: Bool)
        case own
        case none
    }

    private var target: Target = .none
    private var prefixLength: Int?
    private var isRouteThroughRouter = false

    /// Takes the answer to one of the two questions; an error means that there is no way.
    mutating func take(_ message: MessageReader.Message, isForRoute: Bool) throws(WireError) {
        guard message.kind == .newRoute else { return }
        let attributes = try message.attributes(behind: RouteQuestion.headerByteCount)
        let isThroughRouter = attributes[RTA_GATEWAY] != nil || attributes[RTA_VIA] != nil
        if isForRoute {
            prefixLength = Int(message.payload[1])
            isRouteThroughRouter = isThroughRouter || attributes[RTA_MULTIPATH] != nil
            return
        }
        switch Int(message.payload[7]) {
        case Int(RTN_LOCAL): target = .own
        case Int(RTN_UNICAST):
            let index: UInt32? = attributes.native(RTA_OIF)
            target = index.map { .link($0, isThroughRouter: isThroughRouter) } ?? .none
        default: target = .none
        }
    }

    /// What both answers mean together. A route that went away between them is taken for a default route.
    var answer: RouteAnswer {
        switch target {
        case .own: .own
        case .none: .none
        case .link(let index, let isThroughRouter):
            .link(
                index, prefixLength: prefixLength ?? 0, isThroughRouter: isThroughRouter || isRouteThroughRouter)
        }
    }
}

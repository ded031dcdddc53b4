public import Addresses
import CNetfilter
public import Nftables

/// The links and routes of this network namespace, behind two lasting netlink sockets.
///
/// Not for several threads at once, and on threads of the namespace it was opened in: one thing is read from a file. A
/// class, since it owns the sockets.
public final class RoutedLinkTable: LinkTable {
    /// So many addresses are asked for at once: their answers fit the receive buffer many times over.
    private static let addressesAtOnce = 256

    private let routes: Conversation
    private let families: Conversation?
    private let bridges = BridgeSettings()

    /// Opens sockets in the network namespace of the calling thread.
    public init() throws(KernelError) {
        do {
            routes = Conversation(try NetlinkSocket(NETLINK_ROUTE))
            families = try Self.genericSocket().map { Conversation($0) }
        } catch {
            throw .refusedRequest("open a netlink socket", error)
        }
    }

    /// The same over any ports.
    init(routes: any NetlinkPort, families: (any NetlinkPort)?) {
        self.routes = Conversation(routes)
        self.families = families.map { Conversation($0) }
    }

    /// `ip link`, and `ip route get` for each address.
    public func findings(for addresses: Set<IPAddress>) throws(KernelError) -> LinkFindings {
        do {
            return LinkFindings(
                links: try links(), routes: try answers(for: addresses.sorted()), forwarding: try forwarding())
        } catch {
            throw KernelError(error, doing: "list links and routes")
        }
    }

    /// A kernel without this family has no IPVS either.
    private static func genericSocket() throws(Errno) -> NetlinkSocket? {
        do {
            return try NetlinkSocket(NETLINK_GENERIC)
        } catch .protocolNotSupported {
            return nil
        }
    }

    /// Listed anew where a change came between, a few times, then taken as it is: the watch will say so.
    private func links() throws(ConversationError) -> [NetworkLink] {
        for _ in 0..<4 {
            let (links, answer) = try listLinks()
            if case .complete = answer { return links }
        }
        return try listLinks().links
    }

    private func listLinks() throws(ConversationError) -> (links: [NetworkLink], Conversation.Answer) {
        var links: [NetworkLink] = []
        let answer = try routes.ask(.getLink, flags: NLM_F_DUMP) { writer in
            writer.append(header: [UInt8](repeating: 0, count: NetworkLink.headerByteCount))
            writer.put(LinkAttribute.wanted, native: UInt32(RTEXT_FILTER_SKIP_STATS))
        } each: { (message) throws(WireError) in
            if let link = try NetworkLink(message) { links.append(link) }
        }
        return (links, answer)
    }

    private func answers(for addresses: [IPAddress]) throws(ConversationError) -> [IPAddress: RouteAnswer] {
        var found: [IPAddress: RouteAnswer] = [:]
        for start in stride(from: 0, to: addresses.count, by: Self.addressesAtOnce) {
            let some = addresses[start..<min(start + Self.addressesAtOnce, addresses.count)]
            var replies = [RouteReply](repeating: RouteReply(), count: some.count)
            try routes.askEach(2 * some.count, .getRoute) { place, writer in
                let address = some[start + place / 2]
                RouteQuestion(address: address, isForRoute: place % 2 == 1).put(into: &writer)
            } each: { (place, message) throws(WireError) in
                try replies[place / 2].take(message, isForRoute: place % 2 == 1)
            }
            for (address, reply) in zip(some, replies) { found[address] = reply.answer }
        }
        return found
    }

    private func forwarding() throws(ConversationError) -> ForwardingFacts {
        var facts = ForwardingFacts(
            bridgeRules: bridges.rules, hasVirtualServers: families.map { VirtualServers($0).exist() } ?? false)
        for family in IPFamily.allCases { facts.forwards[family] = try forwards(family) }
        return facts
    }

    /// `sysctl net.ipv4.conf.all.forwarding`, by netlink; `nil` where the kernel has no such family.
    private func forwards(_ family: IPFamily) throws(ConversationError) -> Bool? {
        var value: Int32?
        do {
            _ = try routes.ask(.getForwarding, flags: 0) { writer in
                writer.append(header: [UInt8(family.kernelNumber)])
                writer.put(ForwardingAttribute.link, native: -1 as Int32)
            } each: { (message) throws(WireError) in
                guard message.kind == .newForwarding else { return }
                value = try message.attributes(behind: 4).native(ForwardingAttribute.forwards)
            }
        } catch .failed(let errno) where errno.meansNoSubsystem {
            return nil
        }
        return value.map { $0 != 0 }
    }
}

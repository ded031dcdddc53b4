/// Why packets to and from an address need not pass the forward hook, or its sources cannot be told by their link.
public enum LinkObstacle: Hashable, Sendable {
    /// There is no way to it.
    case noRoute
    /// It is an address of this host itself.
    case ownAddress
    /// Only the default route leads to it, out of this host.
    case defaultRoute(NetworkLink)
    /// It is behind a router, not behind a link of its own.
    case router(NetworkLink)
    /// The link is of a kind by which nothing of this host is reached, or that passes the hooks by: the parent of a
    /// macvlan or ipvlan, a tunnel.
    case kind(NetworkLink)
    /// What goes from one port of this bridge to another passes no rules; where that could not be found out, so.
    case bridge(NetworkLink, isCertain: Bool)
}

extension LinkObstacle: CustomStringConvertible {
    /// What is in the way, and what to do.
    public var description: String {
        switch self {
        case .noRoute: "no route leads to it"
        case .ownAddress: "it is an address of this host"
        case .defaultRoute(let link): "only the default route leads to it, by \(link)"
        case .router(let link): "it is behind a router, by \(link), and not behind a link of its own"
        case .kind(let link): "it is behind \(link), by which its packets need not pass the forward hook"
        case .bridge(let link, true):
            "what bridge \(link.name) passes on calls no rules: load br_netfilter, "
                + "and set net.bridge.bridge-nf-call-iptables and bridge-nf-call-ip6tables to 1"
        case .bridge(let link, false):
            "whether bridge \(link.name) calls the rules cannot be found out: let this process read /proc/sys/net"
        }
    }
}

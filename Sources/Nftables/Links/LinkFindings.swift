public import Addresses

/// What was found of a host's links, and of the ways to some addresses.
public struct LinkFindings: Hashable, Sendable {
    /// All links, by their number.
    public let links: [UInt32: NetworkLink]
    /// What the host's own routing says of each address that was asked for.
    public let routes: [IPAddress: RouteAnswer]
    /// What the host does with packets on their way.
    public let forwarding: ForwardingFacts

    /// Findings, link by link and address by address.
    public init(links: [NetworkLink], routes: [IPAddress: RouteAnswer], forwarding: ForwardingFacts) {
        self.links = Dictionary(links.map { ($0.index, $0) }) { $1 }
        self.routes = routes
        self.forwarding = forwarding
    }

    /// The name of the link with this number, as logged packets have it.
    public func name(of link: UInt32) -> String? { links[link]?.name }

    /// The name of the link by which each address is reached and proven: a veth of its own, or a bridge.
    public var linkNames: [IPAddress: String] {
        routes.keys.reduce(into: [:]) { names, address in
            guard let link = link(of: address) else { return }
            switch obstacle(of: address) {
            case nil, .bridge: names[address] = link.name
            default: break
            }
        }
    }

    /// What keeps packets of an address from the rules, for each that has such an obstacle.
    public var obstacles: [IPAddress: LinkObstacle] {
        routes.keys.reduce(into: [:]) { found, address in found[address] = obstacle(of: address) }
    }

    /// The ports of a bridge, by name.
    public func ports(of bridge: NetworkLink) -> [String] {
        links.values.filter { $0.master == bridge.index }.map(\.name).sorted()
    }

    private func link(of address: IPAddress) -> NetworkLink? {
        if case .link(let index, _, _) = routes[address] { links[index] } else { nil }
    }

    private func obstacle(of address: IPAddress) -> LinkObstacle? {
        switch routes[address] {
        case .own: return .ownAddress
        case .link(let index, let prefixLength, let isThroughRouter):
            guard let link = links[index] else { return .noRoute }
            if link.kind == .loopback { return .ownAddress }
            if prefixLength == 0 { return .defaultRoute(link) }
            return obstacle(of: link, address.family, isThroughRouter)
        case .some(.none), nil: return .noRoute
        }
    }

    private func obstacle(of link: NetworkLink, _ family: IPFamily, _ isThroughRouter: Bool) -> LinkObstacle? {
        switch link.kind {
        case .veth, .tun: return isThroughRouter ? .router(link) : nil
        case .bridge:
            return isThroughRouter ? .router(link) : bridgeObstacle(link, family)
        case .macvlan, .ipvlan, .loopback, .physical, .other: return .kind(link)
        }
    }

    private func bridgeObstacle(_ bridge: NetworkLink, _ family: IPFamily) -> LinkObstacle? {
        let isCalledByItself = bridge.callsRules?.contains(family) == true
        switch forwarding.bridgeRules[family] {
        case .always: return nil
        case .perBridge: return isCalledByItself ? nil : .bridge(bridge, isCertain: true)
        case .never: return .bridge(bridge, isCertain: true)
        case .hidden: return isCalledByItself ? nil : .bridge(bridge, isCertain: false)
        case nil: return .bridge(bridge, isCertain: false)
        }
    }
}

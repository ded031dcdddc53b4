/// What the host's own routing says of an address.
public enum RouteAnswer: Hashable, Sendable {
    /// It is behind a link.
    case link(UInt32, prefixLength: Int, isThroughRouter: Bool)
    /// It is an address of this host.
    case own
    /// There is no way to it.
    case none
}

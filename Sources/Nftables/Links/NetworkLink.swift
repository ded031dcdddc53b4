public import Addresses

/// A network link of this host.
public struct NetworkLink: Hashable, Sendable {
    /// What a link is.
    public enum Kind: Hashable, Sendable {
        /// One end of a pair.
        case veth
        /// A switch made of software.
        case bridge
        /// The end of a tunnel that a program holds, as virtual machines have.
        case tun
        /// A share of another link, by hardware addresses.
        case macvlan
        /// A share of another link, by IP addresses.
        case ipvlan
        /// The link of this host to itself.
        case loopback
        /// Hardware, or what looks like it.
        case physical
        /// Any other, by the kernel's word for it.
        case other(String)
    }

    /// The number by which the kernel knows it.
    public let index: UInt32
    /// Its name.
    public let name: String
    /// What it is.
    public let kind: Kind
    /// The number of the bridge, or other link, that it is a port of.
    public let master: UInt32?
    /// The number of the link that it is a share of, or the other end of a pair; of this namespace or of another one.
    public let lower: UInt32?
    /// Whether it was brought up.
    public let isUp: Bool
    /// Of a bridge: for which families it has the rules of IP called by a setting of its own; `nil` where the kernel
    /// does not say.
    public let callsRules: Set<IPFamily>?

    /// A link.
    public init(
        index: UInt32, name: String, kind: Kind, master: UInt32? = nil, lower: UInt32? = nil, isUp: Bool = true,
        callsRules: Set<IPFamily>? = nil
    ) {
        self.index = index
        self.name = name
        self.kind = kind
        self.master = master
        self.lower = lower
        self.isUp = isUp
        self.callsRules = callsRules
    }
}

extension NetworkLink: CustomStringConvertible {
    /// Its name and what it is.
    public var description: String { "\(name) (\(kind))" }
}

extension NetworkLink.Kind: CustomStringConvertible {
    /// What it is, in a word.
    public var description: String {
        switch self {
        case .veth: "veth"
        case .bridge: "bridge"
        case .tun: "tun"
        case .macvlan: "macvlan"
        case .ipvlan: "ipvlan"
        case .loopback: "loopback"
        case .physical: "physical"
        case .other(let word): word
        }
    }
}

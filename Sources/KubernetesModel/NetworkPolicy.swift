public import Addresses

/// A NetworkPolicy, with the API's defaults applied.
///
/// One that cannot be read isolates the pods it selects and allows nothing; `defects` says why.
public struct NetworkPolicy: Hashable, Sendable {
    /// Its namespace, in which it selects pods, and its name.
    public let key: ObjectKey
    /// The pods it isolates, of its namespace.
    public var podSelector: LabelSelector
    /// What may come in, any one of these; `nil` where it says nothing about what comes in.
    public var ingress: [PolicyRule]?
    /// What may go out, any one of these; `nil` where it says nothing about what goes out.
    public var egress: [PolicyRule]?
    /// What is wrong with it, or is likely to be.
    public var defects: [Defect]
    /// What it leaves to the API's defaults, as it was written.
    public var defaults: AppliedDefaults
    /// When it was made, in seconds since 1970 by the API server's clock; 0 where that is not known.
    public var creation: Int64
    /// When it was written last by that clock, as far as that is known: at the earliest when it was made.
    public var lastWrite: Int64

    /// A policy of these rules.
    public init(
        _ key: ObjectKey, podSelector: LabelSelector = .everything, ingress: [PolicyRule]? = nil,
        egress: [PolicyRule]? = nil, defects: [Defect] = [], defaults: AppliedDefaults = AppliedDefaults(),
        creation: Int64 = 0, lastWrite: Int64? = nil
    ) {
        self.key = key
        self.podSelector = podSelector
        self.ingress = ingress
        self.egress = egress
        self.defects = defects
        self.defaults = defaults
        self.creation = creation
        self.lastWrite = max(creation, lastWrite ?? creation)
    }

    /// Whether it says the same as another, whenever that was written.
    public func says(thatOf other: NetworkPolicy) -> Bool {
        podSelector == other.podSelector && ingress == other.ingress && egress == other.egress
    }

    /// What it allows in one direction; `nil` where it does not isolate in that direction.
    public func rules(_ direction: Direction) -> [PolicyRule]? { direction == .ingress ? ingress : egress }
}

/// A direction, seen from the pod that a policy selects.
public enum Direction: String, Hashable, Sendable, CaseIterable {
    /// What comes in.
    case ingress
    /// What goes out.
    case egress
}

/// What one rule allows: any of the peers at any of the ports.
public struct PolicyRule: Hashable, Sendable {
    /// The peers; without any, everyone is one.
    public var peers: [PolicyPeer]
    /// The ports; without any, all of all protocols, those without ports too.
    public var ports: [PolicyPort]

    /// The rule of these peers and ports.
    public init(_ peers: [PolicyPeer] = [], ports: [PolicyPort] = []) {
        self.peers = peers
        self.ports = ports
    }
}

/// Who a rule speaks of.
public enum PolicyPeer: Hashable, Sendable {
    /// Pods of the namespaces that match, or of the policy's own where there is no such selector.
    case pods(LabelSelector, namespaces: LabelSelector?)
    /// Addresses.
    case block(IPBlock)
}

/// The addresses of a CIDR, but for some.
public struct IPBlock: Hashable, Sendable {
    /// All the addresses.
    public var cidr: CIDR
    /// Those that are left out.
    public var except: [CIDR]

    /// The addresses of a CIDR without those of others.
    public init(_ cidr: CIDR, except: [CIDR] = []) {
        self.cidr = cidr
        self.except = except
    }
}

/// What a rule says about destination ports.
public struct PolicyPort: Hashable, Sendable {
    /// The protocol.
    public var transport: PortedProtocol
    /// The port or ports.
    public var port: Port

    /// Which ports of the protocol.
    public enum Port: Hashable, Sendable {
        /// All of them.
        case any
        /// These.
        case numbers(PortRange)
        /// The one that the destination pod gave this name.
        case named(String)
    }

    /// Ports of a protocol.
    public init(_ transport: PortedProtocol = .tcp, _ port: Port = .any) {
        self.transport = transport
        self.port = port
    }
}

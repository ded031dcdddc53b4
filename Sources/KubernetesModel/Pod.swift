public import Addresses

/// A pod, as far as policies ask about it.
public struct Pod: Hashable, Sendable {
    /// Its namespace and name.
    public let key: ObjectKey
    /// Its labels.
    public var labels: Labels
    /// The node it runs on; empty before it has one.
    public var node: String
    /// Its addresses: one, or one of each family.
    public var addresses: [IPAddress]
    /// The ports of its containers that have a name, each name once for a protocol: the first counts.
    public var ports: [NamedPort]
    /// How far it is.
    public var phase: Phase
    /// Whether it uses the network of its node, so that its addresses are the node's.
    public var isHostNetwork: Bool
    /// Whether it is being deleted; it has its address and keeps its rules until it is gone.
    public var isTerminating: Bool
    /// When it was made, in seconds since 1970.
    public var creation: Int64

    /// How far a pod is.
    public enum Phase: Hashable, Sendable {
        /// Not all its containers were started yet.
        case pending
        /// It runs, as far as the node could be asked.
        case running
        /// It succeeded or failed: its address may be another's.
        case finished
    }

    /// A port of a container that has a name.
    public struct NamedPort: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The protocol.
        public let transport: PortedProtocol
        /// The number.
        public let number: UInt16

        /// A port of this name.
        public init(_ name: String, _ transport: PortedProtocol, _ number: UInt16) {
            self.name = name
            self.transport = transport
            self.number = number
        }
    }

    /// A running pod, unless said otherwise.
    public init(
        _ key: ObjectKey, labels: Labels = [:], node: String = "", addresses: [IPAddress] = [],
        ports: [NamedPort] = [], phase: Phase = .running, isHostNetwork: Bool = false, isTerminating: Bool = false,
        creation: Int64 = 0
    ) {
        self.key = key
        self.labels = labels
        self.node = node
        self.addresses = addresses
        self.ports = ports
        self.phase = phase
        self.isHostNetwork = isHostNetwork
        self.isTerminating = isTerminating
        self.creation = creation
    }

    /// Whether it has a network of its own, so that policies speak of it.
    public var isOnPodNetwork: Bool { phase != .finished && !isHostNetwork }

    /// The number of the port of this name and protocol.
    public func number(of name: String, _ transport: PortedProtocol) -> UInt16? {
        ports.first { $0.name == name && $0.transport == transport }?.number
    }
}

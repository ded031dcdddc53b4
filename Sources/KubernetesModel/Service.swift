public import Addresses

/// A Service, as far as it says which pods stand behind a name.
public struct Service: Hashable, Sendable {
    /// Its namespace and name.
    public let key: ObjectKey
    /// The labels of the pods behind it; `nil` where somebody else says who they are.
    public var selector: Labels?
    /// Its own addresses; none where it is headless.
    public var addresses: [IPAddress]
    /// Its ports.
    public var ports: [Port]

    /// A port of a Service, and where it leads.
    public struct Port: Hashable, Sendable {
        /// Its name; empty where it has none.
        public let name: String
        /// The protocol.
        public let transport: PortedProtocol
        /// Its number.
        public let number: UInt16
        /// The port of the pods.
        public let target: Target

        /// A port that leads to the same number, unless said otherwise.
        public init(_ transport: PortedProtocol = .tcp, _ number: UInt16, name: String = "", target: Target? = nil) {
            self.name = name
            self.transport = transport
            self.number = number
            self.target = target ?? .number(number)
        }
    }

    /// Where a port leads at the pods.
    public enum Target: Hashable, Sendable {
        /// To this port.
        case number(UInt16)
        /// To the port to which each pod gave this name.
        case named(String)
    }

    /// A Service of these pods.
    public init(_ key: ObjectKey, selector: Labels? = nil, addresses: [IPAddress] = [], ports: [Port] = []) {
        self.key = key
        self.selector = selector
        self.addresses = addresses
        self.ports = ports
    }

    /// Whether a pod stands behind it.
    public func selects(_ pod: Pod) -> Bool {
        guard let selector, !selector.sorted.isEmpty, pod.key.namespace == key.namespace else { return false }
        return selector.sorted.allSatisfy { pod.labels[$0.key] == $0.value }
    }

    /// The port of a pod to which a port leads; `nil` where the pod has none of that name.
    public func number(of port: Port, at pod: Pod) -> UInt16? {
        switch port.target {
        case .number(let number): number
        case .named(let name): pod.number(of: name, port.transport)
        }
    }
}

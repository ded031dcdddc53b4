public import Addresses
import KubernetesModel

/// Pods that rules on this node allow, asked for as one: those that any of some selectors means.
///
/// With a port name, the ones among them that serve it, and by which number; then blocks of addresses count as well,
/// since a name means the pods that serve it whoever the rule is for. Equal meaning, equal value, so that all rules
/// that ask the same share one answer.
public struct PeerQuery: Hashable, Sendable {
    /// A port name and its protocol.
    public struct PortName: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The protocol.
        public let transport: PortedProtocol

        /// A name under a protocol.
        public init(_ name: String, _ transport: PortedProtocol) {
            self.name = name
            self.transport = transport
        }
    }

    /// What is asked. A class, so that equal queries are mostly one object, and hashing does not walk the selectors.
    private final class Content: Sendable {
        let selectors: [PeerSelector]
        let blocks: AddressRanges
        let port: PortName?
        let identity: [String]
        let hash: Int

        init(_ selectors: [PeerSelector], _ blocks: AddressRanges, _ port: PortName?) {
            self.selectors = selectors
            self.blocks = blocks
            self.port = port
            let name = port.map { ["port", $0.transport.rawValue, $0.name] } ?? ["addresses"]
            let ranges = blocks.rangeTexts
            identity = name + ["\(ranges.count)"] + ranges + selectors.flatMap(\.identity)
            hash = identity.hashValue
        }
    }

    private let content: Content

    /// The pods that any of these selectors means.
    public init(_ selectors: some Sequence<PeerSelector>) {
        content = Content(Set(selectors).sorted(), AddressRanges(), nil)
    }

    /// The pods that serve a port name, of those that a selector means or whose address is in the blocks.
    public init(_ port: PortName, _ selectors: some Sequence<PeerSelector>, _ blocks: AddressRanges) {
        content = Content(Set(selectors).sorted(), blocks, port)
    }

    /// The selectors, in order.
    public var selectors: [PeerSelector] { content.selectors }
    /// The blocks of addresses that count too.
    public var blocks: AddressRanges { content.blocks }
    /// The port name, where one is asked for.
    public var port: PortName? { content.port }
    /// All that the query is, in parts that no other query has.
    public var identity: [String] { content.identity }

    /// Whether both ask the same.
    public static func == (left: Self, right: Self) -> Bool {
        left.content === right.content || left.content.identity == right.content.identity
    }

    /// Hashes what was hashed once before.
    public func hash(into hasher: inout Hasher) { hasher.combine(content.hash) }
}

extension PeerQuery: Comparable, CustomStringConvertible {
    /// Orders by identity.
    public static func < (left: Self, right: Self) -> Bool { left.identity.lexicographicallyPrecedes(right.identity) }

    /// The selectors in words; with a port, who serves it.
    public var description: String {
        let who = selectors.map(\.description) + (blocks == .all ? ["everyone"] : blocks.shortTexts)
        let port = port.map { "port \($0.name) (\($0.transport.rawValue)) of " } ?? ""
        return port + who.joined(separator: "; ")
    }
}

extension PeerQuery {
    /// Whether pods of a namespace can be meant; without labels the namespace was never seen.
    func admits(namespace: String, _ labels: Labels?) -> Bool {
        !blocks.isEmpty || selectors.contains { $0.admits(namespace: namespace, labels) }
    }

    /// How pods of a class are meant: all of them, some by their address, or none.
    func match(_ kind: PodKind, namespace: String, _ labels: Labels?) -> PeerMatch? {
        if let port, kind.number(of: port) == nil { return nil }
        if selectors.contains(where: { $0.admits(namespace: namespace, labels) && $0.matches(kind.labels) }) {
            return .all
        }
        return blocks.isEmpty ? nil : .byAddress
    }
}

/// How a query means the pods of one kind.
enum PeerMatch {
    /// All of them.
    case all
    /// Those whose address is in the query's blocks.
    case byAddress
}

/// What pods of one namespace can have alike, as far as selectors and port names ask.
struct PodKind: Hashable {
    let labels: Labels
    let ports: [Pod.NamedPort]

    /// The kind of a pod.
    init(_ pod: Pod) {
        labels = pod.labels
        ports = pod.ports
    }

    /// The number that a port name has.
    func number(of port: PeerQuery.PortName) -> UInt16? {
        ports.first { $0.name == port.name && $0.transport == port.transport }?.number
    }
}

public import Addresses
public import KubernetesModel
public import PolicyEngine
public import TestSupport

/// Makes small clusters in which everything that policies can say about pods comes up, and often decides something.
///
/// Few namespaces, labels, ports and addresses, so that selectors match, ranges overlap and names collide.
public struct ClusterGenerator {
    /// The node whose rules are looked at.
    public static let node = "n0"

    /// Where the numbers come from.
    public var random: SeededGenerator

    /// A generator that draws from this.
    public init(_ random: SeededGenerator) { self.random = random }

    /// A cluster of which every kind was listed.
    public mutating func cluster() -> Cluster {
        var cluster = Cluster()
        for event in events() { cluster.apply(event) }
        return cluster
    }

    /// The lists that make a cluster.
    public mutating func events() -> [ClusterEvent] {
        let pods = (0..<Int.random(in: 3...12, using: &random)).map { pod($0) }
        let policies = (0..<Int.random(in: 1...8, using: &random)).map { policy($0) }
        let seen = Self.namespaces.filter { _ in chance(9) }.map { namespace($0) }
        return [.nodes(Self.nodes), .namespaces(seen), .pods(pods), .policies(policies)]
    }

    /// A change of one object, or of all of a kind.
    public mutating func event() -> ClusterEvent {
        switch Int.random(in: 0..<12, using: &random) {
        case 0...4:
            let pod = pod(Int.random(in: 0..<12, using: &random))
            return .pod(pod.key, chance(8) ? pod : nil)
        case 5...7:
            let policy = policy(Int.random(in: 0..<8, using: &random))
            return .policy(policy.key, chance(7) ? policy : nil)
        case 8...9:
            let namespace = namespace(pick(Self.namespaces))
            return .namespace(namespace.name, chance(8) ? namespace : nil)
        case 10:
            return .pods((0..<Int.random(in: 0...12, using: &random)).map { pod($0) })
        default:
            return .policies((0..<Int.random(in: 0...8, using: &random)).map { policy($0) })
        }
    }

    static let namespaces = ["shop", "lab", "void"]

    static let nodes = [
        Node(node, addresses: [address("192.168.0.1"), address("fd00:a::1")], podRanges: [cidr("10.0.0.0/24")]),
        Node("n1", addresses: [address("192.168.0.2"), address("fd00:a::2")], podRanges: [cidr("10.0.1.0/24")]),
    ]

    private mutating func namespace(_ name: String) -> Namespace { Namespace(name, labels: labels()) }

    private mutating func pod(_ index: Int) -> Pod {
        let key = ObjectKey(Self.namespaces[index % 3], "p\(index)")
        var pod = Pod(key, labels: labels(), node: chance(7) ? Self.node : "n1", addresses: addresses(index))
        pod.ports = ports()
        pod.isHostNetwork = chance(1)
        if pod.isHostNetwork { pod.addresses = Self.nodes[pod.node == Self.node ? 0 : 1].addresses }
        pod.phase = chance(1) ? .finished : chance(1) ? .pending : .running
        pod.isTerminating = chance(1)
        pod.creation = Int64(Int.random(in: 0..<3, using: &random))
        return pod
    }

    /// One or two addresses, now and then another's or none.
    private mutating func addresses(_ index: Int) -> [IPAddress] {
        let number = chance(1) ? Int.random(in: 0..<12, using: &random) : index
        let ipv4 = address("10.0.\(number % 2).\(number + 1)")
        let ipv6 = address("fd00::\(number % 2):\(number + 1)")
        return [[ipv4], [ipv4], [ipv4, ipv6], [ipv4, ipv6], [ipv6], chance(3) ? [] : [ipv4]].randomElement(
            using: &random)
            ?? [ipv4]
    }

    mutating func labels() -> Labels {
        var labels: [String: String] = [:]
        for key in ["app", "tier"] where chance(6) { labels[key] = pick(["a", "b", "c"]) }
        return Labels(labels)
    }

    private mutating func ports() -> [Pod.NamedPort] {
        ["http", "dns"].flatMap { name in
            PortedProtocol.allCases.compactMap { transport in
                chance(4) ? Pod.NamedPort(name, transport, pick([80, 81, 53, 8080])) : nil
            }
        }
    }

    /// Whether something happens that does so many times in ten.
    public mutating func chance(_ tenths: Int) -> Bool { Int.random(in: 0..<10, using: &random) < tenths }

    /// One of these.
    public mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}

/// An address that is written right.
public func address(_ text: String) -> IPAddress {
    do { return try IPAddress(parsing: text) } catch { preconditionFailure("\(error)") }
}

/// A prefix that is written right.
public func cidr(_ text: String) -> CIDR {
    do { return try CIDR(parsing: text) } catch { preconditionFailure("\(error)") }
}

import Addresses
public import KubernetesModel
public import PolicyEngine
public import TestSupport

/// A cluster that looks like those people have, of any size: the same for the same seed, object by object.
///
/// Namespaces belong to teams and stages, three of them to the cluster's own services. Their pods are those of a few
/// applications, a few of which have most pods. Each object is made from the seed and its number alone, so that one of
/// a hundred thousand pods can be made again without the others. ``ClusterGenerator`` is the other kind: tiny clusters
/// in which everything odd comes up.
public struct TownCluster: Sendable {
    /// The node that the rules are for.
    public static let node = "n0"
    /// The namespace that is larger than all others, where there is one.
    public static let largeNamespace = "batch"
    /// How many teams share the namespaces.
    public static let teamCount = 40

    static let services = ["kube-system", "monitoring", "ingress-nginx"]
    private static let podsPerNode = 110

    /// How much there is of everything.
    public let size: ClusterSize
    /// What all is drawn from.
    public let seed: UInt64

    /// The cluster of this size and seed.
    public init(_ size: ClusterSize, seed: UInt64 = SeededGenerator.defaultSeed) {
        (self.size, self.seed) = (size, seed)
    }

    /// The lists that make it.
    public var events: [ClusterEvent] {
        [.nodes(nodes), .namespaces(namespaces), .pods(pods), .policies(policies)]
    }

    /// The cluster once all was listed.
    public var cluster: Cluster {
        var cluster = Cluster()
        for event in events { cluster.apply(event) }
        return cluster
    }

    /// How many nodes the pods are on.
    public var nodeCount: Int { max(2, size.podCount / Self.podsPerNode) }

    /// The nodes.
    public var nodes: [Node] {
        (0..<nodeCount).map { number in
            let six = IPAddress(ipv6: 0xfd01 << 112 | UInt128(number + 1))
            return Node(
                "n\(number)",
                addresses: [IPAddress(ipv4: 0xAC10_0001 + UInt32(number))] + (size.isDualStack ? [six] : []))
        }
    }

    /// The namespaces, the large one last.
    public var namespaces: [Namespace] {
        let large = Namespace(Self.largeNamespace, labels: ["team": "batch", "env": "prod"])
        return (0..<size.namespaceCount).map(namespace) + (size.largeNamespacePodCount > 0 ? [large] : [])
    }

    /// All pods, those of the large namespace last.
    public var pods: [Pod] { (0..<size.podCount).map { pod($0) } }

    /// All policies.
    public var policies: [NetworkPolicy] { (0..<size.policyCount).map(policy) }

    /// A namespace; the first three are those of the cluster's services.
    public func namespace(_ number: Int) -> Namespace {
        let team: Labels = ["team": "team-\(Self.team(number))", "env": ["prod", "prod", "test", "dev"][number % 4]]
        return Namespace(namespaceName(number), labels: number < Self.services.count ? ["team": "platform"] : team)
    }

    /// A pod; of a later generation it has another name and address, as when it is replaced.
    public func pod(_ number: Int, generation: Int = 0) -> Pod {
        let usualCount = size.podCount - size.largeNamespacePodCount
        guard number < usualCount else { return largePod(number) }
        // The first pods of all namespaces come first, so that a larger cluster has more of the rest only.
        let (namespace, index) = (number % size.namespaceCount, number / size.namespaceCount)
        var random = generator(of: "pod", number)
        let application = application(of: index, in: namespace, &random)
        var pod = Pod(
            ObjectKey(namespaceName(namespace), "\(application.name)-\(number)-\(generation)"),
            labels: application.labels, node: node(namespace, index, &random),
            addresses: addresses(UInt32(number + generation * (1 << 20))))
        pod.ports = [.init("http", .tcp, application.httpPort), .init("metrics", .tcp, 9090)]
        if namespace == 0 { pod.ports += [.init("dns", .udp, 53), .init("dns-tcp", .tcp, 53)] }
        // Now and then a job that is done; never of the first, whose number is what a size says.
        if index >= size.localPerNamespace, Int.random(in: 0..<50, using: &random) == 0 { pod.phase = .finished }
        return pod
    }

    /// The addresses of the pods that have this place.
    private func addresses(_ place: UInt32) -> [IPAddress] {
        let six = IPAddress(ipv6: 0xfd00 << 112 | UInt128(place + 1))
        return [IPAddress(ipv4: 0x0A00_0001 + place)] + (size.isDualStack ? [six] : [])
    }

    private func largePod(_ number: Int) -> Pod {
        Pod(
            ObjectKey(Self.largeNamespace, "worker-\(number)"), labels: ["app": "worker", "tier": "back"],
            node: "n\(1 + number % (nodeCount - 1))", addresses: addresses(UInt32(number)))
    }

    private func node(_ namespace: Int, _ index: Int, _ random: inout SeededGenerator) -> String {
        let place = namespace * size.localPerNamespace + index
        let isLocal = index < size.localPerNamespace && place < size.localPodCount
        return isLocal ? Self.node : "n\(Int.random(in: 1..<nodeCount, using: &random))"
    }

    /// What a namespace is called.
    func namespaceName(_ number: Int) -> String {
        number < Self.services.count ? Self.services[number] : "ns-\(number)"
    }

    /// The team that a namespace is of.
    static func team(_ namespace: Int) -> Int { namespace * 7 % teamCount }

    /// Where the numbers of one object come from.
    func generator(of kind: String, _ number: Int) -> SeededGenerator {
        let start = kind.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        var generator = SeededGenerator(seed: start &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
        // Neighbours in this sequence are one step apart, and one step is what makes them differ.
        return SeededGenerator(seed: generator.next())
    }
}

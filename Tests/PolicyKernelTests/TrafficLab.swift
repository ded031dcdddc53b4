import Addresses
import ClusterSupport
import KubernetesModel
import PolicyCompiler
import PolicyEngine
import TestSupport
import Testing

/// A node with pods and strangers about it, for scenarios that are told one by one.
final class TrafficLab {
    /// The world.
    let world: World
    /// Who tries what passes.
    let prober: Prober
    /// Who enforces.
    let node: EnforcedNode

    /// Every place has an address of both families.
    private static let families = IPFamily.allCases
    /// The node as the cluster has it.
    private static let object = Node("node", addresses: both("10.10.0.1"))

    /// A node without policies, its pods, those of other nodes, and others by name and address.
    init(
        _ joining: World.Joining = .routed, pods: [Pod], outside: [(name: String, address: String)] = [],
        ports: [UInt16] = [80, 81], _ options: EnforcedNode.Options = .init()
    ) throws {
        let ours = try pods.map { pod in
            try Place("\(pod.key)", pod.node == Self.object.name ? .local : .remote, pod.addresses)
        }
        let others = try outside.map { try Place($0.name, .remote, Self.both($0.address)) }
        world = try World(joining, node: Self.object.addresses, ours + others)
        prober = try Prober(world, ports: ports)
        node = try EnforcedNode(world, name: Self.object.name, options)
        let namespaces = Set(pods.map(\.key.namespace)).sorted().map { Namespace($0, labels: ["ns": "\($0)"]) }
        try node.apply([.nodes([Self.object]), .namespaces(namespaces), .pods(pods), .policies([])])
        try prober.waitUntilReady()
        try expectOpen()
    }

    /// An IPv4 address and its twin.
    static func both(_ text: String) -> [IPAddress] { DualStack.addresses(address(text), families) }

    /// A pod of this node, unless another is named: its label says its name.
    static func pod(_ name: String, _ address: String, node: String = "node", ports: [Pod.NamedPort] = []) -> Pod {
        let parts = name.split(separator: "/").map { String($0) }
        return Pod(
            ObjectKey(parts[0], parts[1]), labels: ["pod": "\(parts[1])"], node: node, addresses: both(address),
            ports: ports)
    }

    /// Enforces what events mean.
    func apply(_ events: ClusterEvent...) throws { try node.apply(events) }

    /// Enforces one more policy.
    func enforce(_ policies: NetworkPolicy...) throws { try node.apply(policies.map { .policy($0.key, $0) }) }

    /// Holds what passes against what is expected, and the kernel's table against what it should be.
    func expect(
        _ expectations: Expectation..., keepingConnections: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try node.observed() == node.ruleset, sourceLocation: sourceLocation)
        try prober.expect(expectations, keepingConnections: keepingConnections, sourceLocation: sourceLocation)
    }

    /// Without policies everybody reaches everybody: a mistake of the world is never taken for a denial.
    private func expectOpen() throws {
        let names = world.places.map(\.name)
        try prober.expect(names.flatMap { sender in names.map { .passes(sender, $0, ProbeKind.all) } })
    }
}

extension NetworkPolicy {
    /// A policy for the pods of a namespace that have this name, or for all of them.
    init(_ namespace: String, _ pod: String?, ingress: [PolicyRule]? = nil, egress: [PolicyRule]? = nil) {
        self.init(
            ObjectKey(namespace, "of-\(pod ?? "all")"), podSelector: pod.map { .named($0) } ?? .everything,
            ingress: ingress, egress: egress)
    }
}

extension LabelSelector {
    /// Pods of this name.
    static func named(_ name: String) -> LabelSelector { LabelSelector(matching: ["pod": name]) }
}

extension PolicyPeer {
    /// Pods of this name, of the policy's own namespace.
    static func named(_ name: String) -> PolicyPeer { .pods(.named(name), namespaces: nil) }

    /// All pods of a namespace with this label.
    static func namespace(_ name: String) -> PolicyPeer {
        .pods(.everything, namespaces: LabelSelector(matching: ["ns": name]))
    }

    /// One address and nothing else, in both families.
    static func addresses(_ text: String) -> [PolicyPeer] {
        TrafficLab.both(text).map { .block(IPBlock(CIDR($0))) }
    }
}

extension PolicyPort {
    /// A port of TCP.
    static func tcp(_ number: UInt16) -> PolicyPort { PolicyPort(.tcp, .numbers(PortRange(number))) }
}

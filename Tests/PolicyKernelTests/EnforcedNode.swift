import Addresses
import KubernetesModel
import NetlinkKernel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport

/// A node whose kernel follows a cluster, as the agent does it: only what changed is compiled and sent.
///
/// A class, because the socket to the kernel is one.
final class EnforcedNode {
    /// All that is known.
    private(set) var cluster = Cluster()
    /// The rules as they should be.
    private(set) var ruleset: Ruleset?

    private let kernel: NetlinkKernel
    private let links: [IPAddress: String]
    private let name: String
    private var resolver: Resolver
    private let compiler: PolicyCompiler
    private var compilation: Compilation?

    /// What the node's owner may choose.
    typealias Options = PolicyCompiler.Options

    /// The node of this name, in the namespace of a world's node.
    init(_ world: World, name: String, _ options: Options = Options()) throws {
        self.name = name
        compiler = PolicyCompiler(options)
        resolver = Resolver(node: name)
        links = world.podLinks
        kernel = try world.node.namespace.run { try NetlinkKernel() }
    }

    /// Takes events, and has the kernel enforce what they mean; returns how many phases that took.
    @discardableResult
    func apply(_ events: [ClusterEvent]) throws -> Int {
        var all = ClusterChanges()
        for event in events { all.append(cluster.apply(event)) }
        let compiled = compiler.compile(resolver.update(cluster, all), facts, after: compilation)
        compilation = compiled
        ruleset = compiled.ruleset
        return try enforce(compiled.ruleset)
    }

    /// The links of local pods, as the routes of the node have them.
    private var facts: NodeFacts {
        NodeFacts(links: links.filter { cluster.owner(of: $0.key)?.node == name })
    }

    /// Forgets the cluster and begins with another one; what the kernel holds stays until that is compiled.
    @discardableResult
    func restart(_ events: [ClusterEvent]) throws -> Int {
        (cluster, resolver, compilation) = (Cluster(), Resolver(node: name), nil)
        return try apply(events)
    }

    /// Has the kernel enforce a ruleset, whatever it holds; returns how many phases that took.
    @discardableResult
    func enforce(_ wanted: Ruleset) throws -> Int {
        let seen = try kernel.observe()
        var generation = seen.generation
        let phases = try changes(from: seen.ruleset, to: wanted)
        for phase in phases { generation = try kernel.apply(phase, expecting: generation) }
        return phases.count
    }

    /// What the kernel holds.
    func observed() throws -> Ruleset? { try kernel.observe().ruleset }
}

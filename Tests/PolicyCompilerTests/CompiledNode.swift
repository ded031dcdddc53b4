import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// A node's rules as they follow events, each from the ones before, as the agent does it.
struct CompiledNode {
    private(set) var cluster = Cluster()
    private var resolver: Resolver
    private let compiler: PolicyCompiler
    private var compilation: Compilation?

    init(_ compiler: PolicyCompiler = PolicyCompiler(), node: String = ClusterGenerator.node) {
        self.compiler = compiler
        resolver = Resolver(node: node)
    }

    /// Takes events, and compiles once.
    mutating func apply(_ events: [ClusterEvent]) {
        var changes = ClusterChanges()
        for event in events { changes.append(cluster.apply(event)) }
        compilation = compiler.compile(resolver.update(cluster, changes), after: compilation)
    }

    /// The rules now.
    var ruleset: Ruleset? { compilation?.ruleset }

    /// The rules of this cluster, worked out as if nothing had been before.
    var fromScratch: Ruleset {
        compiler.ruleset(of: Resolver.policy(of: resolver.node, in: cluster))
    }
}

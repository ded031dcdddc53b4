import Addresses
import Analysis
import ClusterSupport
import KubernetesModel
import Manifests
import Nftables
import PolicyCompiler
import PolicyEngine
import Testing

/// The examples against the tables that were worked out by hand from what their policies say.
@Suite struct ExampleReachTests {
    @Test("every example lets pass what its table says, and nothing else", arguments: ExampleDirectory.all)
    func reach(example: ExampleDirectory) throws {
        let inventory = example.manifests.inventory.withImpliedNamespaces()
        let judge = Judge(inventory.cluster)
        let table = try ReachTableText(example.lines)
        let ends = Self.ends(inventory, table)
        var met: Set<Int> = []
        for (source, from) in ends {
            for (destination, to) in ends where to.family == from.family && (source != nil || destination != nil) {
                let isSamePod = inventory.cluster.owner(of: from)?.key == inventory.cluster.owner(of: to)?.key
                if isSamePod { continue }
                let places = table.places((source, from), (destination, to))
                let said = places.isEmpty ? "No Connections" : table.rows[places[0]].reach
                #expect(places.count < 2 && said == judge.reach(from: from, to: to).description, "\(from) to \(to)")
                met.formUnion(places)
            }
        }
        #expect(met == Set(table.rows.indices))
    }

    /// The addresses of the pods, each with what people call it, and some outside, at the borders of what tables name.
    private static func ends(_ inventory: Inventory, _ table: ReachTableText) -> [(String?, IPAddress)] {
        let pods = inventory.cluster.pods.values.sorted { $0.key < $1.key }
        let named = pods.flatMap { pod in
            pod.addresses.map { (String?.some("\(inventory.workload(of: pod.key))"), $0) }
        }
        let usual = [
            "0.0.0.0", "10.244.0.200", "192.0.2.5", "192.0.2.200", "203.0.113.7", "::", "2001:db8::7", "fd00::1",
        ]
        let nodes = inventory.cluster.nodes.values.flatMap(\.addresses)
        let outside = table.borders.union(usual.map { ClusterSupport.address($0) }).subtracting(named.map(\.1))
            .subtracting(nodes)
        return named + outside.sorted().map { (nil, $0) }
    }

    @Test("tables are in order, ranges before pods and each line once", arguments: ExampleDirectory.all)
    func order(example: ExampleDirectory) throws {
        let rows = try ReachTableText(example.lines).rows
        for (row, next) in zip(rows, rows.dropFirst()) {
            #expect((row.source, row.destination) < (next.source, next.destination))
        }
    }

    @Test("every example compiles to rules that the kernel takes", arguments: ExampleDirectory.all)
    func compiles(example: ExampleDirectory) {
        let policy = Resolver.policy(of: nil, in: example.manifests.inventory.cluster)
        #expect(PolicyCompiler().ruleset(of: policy).problems == [])
        #expect(policy.pods.count == 7 && policy.pods.values.contains { $0.ingress != nil || $0.egress != nil })
    }

    @Test("nothing worse than a note is to be said of an example", arguments: ExampleDirectory.all)
    func clean(example: ExampleDirectory) {
        let manifests = example.manifests
        #expect(manifests.remarks == [])
        #expect(Lint.findings(in: manifests.inventory).filter { $0.severity != .note }.map(\.text) == [])
    }

    @Test("every example is in the list, with a comment of its own")
    func isListed() {
        let list = ExampleDirectory.text("README.md")
        #expect(ExampleDirectory.all.count == 20)
        for example in ExampleDirectory.all {
            #expect(list.contains("| [\(example.name)](\(example.name)/policy.yaml) | "), "\(example.name)")
            #expect(ExampleDirectory.text("\(example.name)/policy.yaml").hasPrefix("# "))
        }
    }
}

import Addresses
import Analysis
import JSON
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// What differs between two tables in words: which pods are isolated, and what passes between them.
struct RulesetSummary {
    private let change: ConnectivityChange
    private let gained: [String]
    private let lost: [String]

    /// Compares a table with another, as far as they speak of an inventory's pods, or of those of one node.
    init(from old: Ruleset, to new: Ruleset, _ inventory: Inventory, node: String?) {
        func connectivity(_ ruleset: Ruleset) -> Connectivity {
            let whole = Connectivity(inventory, TracedReach(ruleset))
            return node.map { whole.focused(on: inventory.cluster.pods(on: $0)) } ?? whole
        }
        change = ConnectivityChange(from: connectivity(old), to: connectivity(new))
        gained = Self.names(new, without: old, inventory)
        lost = Self.names(old, without: new, inventory)
    }

    /// Whether both mean the same.
    var isEmpty: Bool { change.isEmpty && gained.isEmpty && lost.isEmpty }

    /// The summary for people.
    var text: String {
        let isolation = [("Isolated from now on:", gained), ("No longer isolated:", lost)].filter { !$0.1.isEmpty }
        let lines = isolation.map { title, names in "\(title)\n" + names.map { "  \($0)\n" }.joined() }
        return change.isEmpty && !lines.isEmpty ? lines.joined() : lines.joined() + change.summary
    }

    /// The same as JSON.
    var json: JSONValue {
        .members([
            "isolated": .array(gained.map { .string($0) }), "notIsolated": .array(lost.map { .string($0) }),
            "connections": change.json,
        ])
    }

    /// What one isolates and the other does not: `shop/db[Pod] (ingress)`.
    private static func names(_ ruleset: Ruleset, without other: Ruleset, _ inventory: Inventory) -> [String] {
        let all = Direction.allCases.flatMap { direction in
            let addresses = ruleset.isolatedAddresses(direction).subtracting(other.isolatedAddresses(direction))
            return addresses.map { address in
                let pod = inventory.cluster.owner(of: address)?.key
                return "\(pod.map { "\(inventory.workload(of: $0))" } ?? "\(address)") (\(direction))"
            }
        }
        return Set(all).sorted()
    }
}

import Analysis
import KubernetesModel
import PolicyEngine
import Testing

@testable import Manifests

/// All that reading a text gives, so that two ways can be compared.
struct Reading: Equatable, CustomStringConvertible {
    /// What was said of it.
    let remarks: [String]
    /// The objects, in order.
    let objects: [String]
    /// Policies with places of their parts.
    let places: [String]

    /// What manifests say.
    init(_ manifests: Manifests) {
        let counts = ["unreadable: \(manifests.unreadableCount)", manifests.kindsPassedOver?.description ?? ""]
        remarks = manifests.remarks.map(\.description) + counts
        let inventory = manifests.inventory
        let cluster = inventory.cluster
        let pods = cluster.pods.values.sorted { $0.key < $1.key }
        objects =
            pods.map { "\($0) of \(inventory.workload(of: $0.key))" }
            + cluster.namespaces.values.sorted { $0.name < $1.name }.map { "\($0)" }
            + cluster.nodes.values.sorted { $0.name < $1.name }.map { "\($0)" }
            + cluster.policies.map { "\($0)" } + inventory.workloads.values.map { "\($0)" }.sorted()
            + inventory.services.values.map { "\($0)" }.sorted()
        let paths = [".", "metadata.name", "spec.ingress[0].from[1].podSelector", "spec.egress", "none[3]"]
        places = cluster.policies.flatMap { policy in
            paths.map { "\(policy.key) \($0): \(manifests.place(of: policy.key, path: $0)?.description ?? "")" }
        }
    }

    /// A text that comes in parts which end at these places, and is long from the first byte on.
    init(streaming text: [UInt8], cuts: [Int]) {
        var manifests = Manifests()
        var reading = ManifestText("f", lengthMax: 0)
        var start = 0
        for cut in cuts + [text.count] where cut >= start {
            reading.add(Array(text[start..<cut]), to: &manifests)
            start = cut
        }
        reading.end(in: &manifests)
        self.init(manifests)
    }

    /// A text that is read as a whole.
    init(whole text: [UInt8]) {
        var manifests = Manifests()
        manifests.readWhole(text, from: "f")
        self.init(manifests)
    }

    /// Whether something could not be read.
    var isBroken: Bool { remarks.contains { $0.hasPrefix("unreadable: ") && $0 != "unreadable: 0" } }

    /// All of it, line by line.
    var description: String { (remarks + objects + places).joined(separator: "\n") }
}

/// What is said of a text, line by line.
func remarks(_ text: String, file: String = "f.yaml") -> [String] {
    var manifests = Manifests()
    manifests.read(Array(text.utf8), from: file)
    return (manifests.remarks + [manifests.kindsPassedOver].compactMap { $0 }).map(\.description)
}

/// The bytes of a text in which the quotes are single, so that it can be written in a line.
func json(_ text: String) -> [UInt8] { text.utf8.map { $0 == UInt8(ascii: "'") ? UInt8(ascii: "\"") : $0 } }

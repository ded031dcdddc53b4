import Analysis
import JSON
import KubernetesModel
import Manifests
import PolicyEngine

extension Session {
    /// `martlet list`: who can reach whom.
    func list() throws(Failure) -> ExitCode {
        try expectNoOperands()
        let (manifests, choices) = try read()
        let inventory = manifests.inventory.withImpliedNamespaces().populated()
        var connectivity = Connectivity(inventory)
        for words in connectivity.notes { note(words) }
        try noteMode(choices)
        if let node = scope(of: inventory).node {
            connectivity = connectivity.focused(on: inventory.cluster.pods(on: node))
        }
        if let name = arguments.value(.focus) {
            guard let focused = connectivity.focused(on: name) else { throw .other(unknownFocus(name, connectivity)) }
            connectivity = focused
        }
        if arguments.has(.exposure) { try show(Exposure(connectivity)) } else { try show(connectivity) }
        return end(.yes, manifests)
    }

    private func show(_ connectivity: Connectivity) throws(Failure) {
        switch arguments.value(.listOutput) {
        case "json": try write(connectivity.json)
        case "csv": try write(connectivity.csv)
        case "md": try write(connectivity.markdown)
        case "dot": try write(connectivity.dot)
        case "svg": try write(connectivity.svg)
        default: try write(connectivity.text)
        }
    }

    private func show(_ exposure: Exposure) throws(Failure) {
        switch arguments.value(.listOutput) {
        case "json": try write(exposure.json)
        case "csv": try write(exposure.csv)
        case "md": try write(exposure.markdown)
        case "dot", "svg": throw misused("--exposure is no graph: write -o text, json, csv or md")
        default: try write(exposure.text)
        }
    }

    private func unknownFocus(_ name: String, _ connectivity: Connectivity) -> String {
        let keys = connectivity.subjects.map(\.group.workload.key)
        let names = keys.map(\.description) + Set(keys.map(\.namespace)).sorted()
        let hint = nearest(to: name, among: names).map { "did you mean \($0)?" } ?? "there are \(shortList(names))"
        return "--focus \(name): no namespace, workload or pod is called so; \(hint)"
    }
}

import Analysis
import JSON
import KubernetesModel
import Manifests
import PolicyEngine

extension Session {
    /// `martlet lint`: what is wrong with policies, or likely to be.
    func lint() throws(Failure) -> ExitCode {
        try expectNoOperands()
        // What is wrong with a policy is a finding here.
        let (manifests, _) = try read { !$0.isAboutPolicy }
        let inventory = manifests.inventory
        var findings = Lint.findings(in: inventory)
        if let node = scope(of: inventory).node {
            let policies = inventory.cluster.policies(on: node)
            findings = findings.filter { policies.contains($0.object) }
        }
        if isJSON {
            try write(.array(findings.map { json($0, manifests) }))
        } else {
            for finding in findings {
                let place = manifests.place(of: finding.object, path: finding.path)
                try write((place.map { "\($0): " } ?? "") + finding.text + "\n")
            }
        }
        let counts = Finding.Severity.allCases.map { severity in
            findings.filter { $0.severity == severity }.count.of(severity.rawValue)
        }
        say(findings.isEmpty ? "nothing found" : counts.joined(separator: ", "))
        if manifests.remarks.contains(where: { $0.severity == .error && !$0.isAboutPolicy }) { return .partial }
        return findings.contains { $0.severity != .note } ? .no : .yes
    }

    private func json(_ finding: Finding, _ manifests: Manifests) -> JSONValue {
        let place = manifests.place(of: finding.object, path: finding.path)
        return finding.json.adding([
            "file": place.map { .string($0.file) }, "line": place?.line.map { .number(Int64($0)) },
        ])
    }
}

extension Remark {
    fileprivate var isAboutPolicy: Bool { object.hasPrefix("NetworkPolicy ") }
}

extension Cluster {
    /// The policies that select a pod of a node.
    fileprivate func policies(on node: String) -> Set<ObjectKey> {
        let local = pods(on: node).compactMap { pods[$0] }.filter(\.isOnPodNetwork)
        let selecting = policies.filter { policy in
            local.contains { $0.key.namespace == policy.key.namespace && policy.podSelector.matches($0.labels) }
        }
        return Set(selecting.map(\.key))
    }
}

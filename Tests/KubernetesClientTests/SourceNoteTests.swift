import KubernetesModel
import Testing

@testable import KubernetesClient

@Suite struct SourceNoteTests {
    @Test(
        "a missing permission is told with the rule that gives it",
        arguments: [
            (Resource.namespaces, "", "namespaces"), (.pods, "", "pods"), (.nodes, "", "nodes"),
            (.services, "", "services"), (.networkPolicies, "networking.k8s.io", "networkpolicies"),
        ])
    func rules(resource: Resource, group: String, name: String) {
        let note = SourceNote(resource: resource, note: .forbidden("HTTP 403 Forbidden: no"))
        #expect(
            "\(note)" == """
                \(name): not allowed: HTTP 403 Forbidden: no
                This rule is missing, in a ClusterRole that is bound to us:
                  - apiGroups: ["\(group)"]
                    resources: ["\(name)"]
                    verbs: ["list", "watch"]
                """)
    }

    @Test("everything else is told behind the name of the resource")
    func others() {
        #expect(
            "\(SourceNote(resource: .networkPolicies, note: .watchEnded))"
                == "networkpolicies: the watch ended and is begun again")
    }
}

import KubernetesModel
import Testing

@testable import Analysis

@Suite struct StableLabelsTests {
    @Test("labels of one revision, replica or release are left out, and those that no API server takes") func stays() {
        let labels: Labels = [
            "app": "web", "app.kubernetes.io/name": "web", "pod-template-hash": "5d", "controller-revision-hash": "x",
            "statefulset.kubernetes.io/pod-name": "web-0", "batch.kubernetes.io/job-name": "j", "job-name": "j",
            "helm.sh/chart": "web-1.2", "empty": "", "bad value": "x", "x": "bad value", "UPPER/x": "y", "a/b/c": "d",
            "-x": "y", "long": String(repeating: "a", count: 64),
        ]
        #expect(StableLabels(labels).labels.map(\.key) == ["app", "app.kubernetes.io/name", "empty"])
    }

    @Test("what several pods share is what all of them have") func common() {
        let pods = [["a": "1", "b": "1"], ["a": "1", "b": "2"]].map { Pod(ObjectKey("x", "y"), labels: Labels($0)) }
        #expect(StableLabels(common: pods).labels == [Labels.Label("a", "1")])
        #expect(StableLabels(common: []).labels == [])
    }
}

import Testing

@testable import KubernetesModel

@Suite struct FieldPathTests {
    @Test("is written as in the API server's messages, and quotes what would mislead")
    func writes() {
        let from = FieldPath.member(.item(.member(.member(.root, "spec"), "ingress"), 0), "from")
        #expect("\(from)" == "spec.ingress[0].from" && "\(FieldPath.root)" == ".")
        #expect("\(FieldPath.member(.member(.root, "labels"), "example.com/app"))" == "labels[\"example.com/app\"]")
        #expect("\(FieldPath.member(.root, "a\nb"))" == ".[\"a\\nb\"]")
        #expect("\(FieldPath.member(.root, String(repeating: "x", count: 99)))".count == 72)
    }
}

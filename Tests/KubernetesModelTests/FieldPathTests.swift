import Testing

@testable import KubernetesModel

@Suite struct FieldPathTests {
    @Test("is written as in the API server's messages, and quotes what would mislead")
    func writes() {
        let from = FieldPath([.member("spec"), .member("ingress"), .item(0)]).adding(.member("from"))
        #expect("\(from)" == "spec.ingress[0].from" && "\(FieldPath())" == "." && "\(FieldPath([.item(2)]))" == ".[2]")
        #expect("\(FieldPath([.member("labels"), .member("example.com/app")]))" == "labels[\"example.com/app\"]")
        #expect("\(FieldPath([.member("a\nb")]))" == ".[\"a\\nb\"]")
        #expect("\(FieldPath([.member(String(repeating: "x", count: 99))]))".count == 72)
    }
}

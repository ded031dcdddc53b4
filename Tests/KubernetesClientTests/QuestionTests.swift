import KubernetesModel
import Testing

@testable import KubernetesClient

@Suite struct QuestionTests {
    @Test(
        "each form has its path and parameters",
        arguments: [
            (Question.Form.list(limit: 500, continuation: ""), "", "limit=500"),
            (.list(limit: 500, continuation: ""), "7", "limit=500&resourceVersion=7&resourceVersionMatch=NotOlderThan"),
            (.list(limit: 0, continuation: ""), "7", "resourceVersion=7&resourceVersionMatch=NotOlderThan"),
            (.list(limit: 0, continuation: ""), "", ""),
            (.list(limit: 500, continuation: "abc"), "7", "limit=500&continue=abc"),
            (
                .watch(sendsInitialEvents: false, seconds: 300), "7",
                "watch=true&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion=7"
            ),
            (
                .watch(sendsInitialEvents: true, seconds: 599), "",
                "watch=true&allowWatchBookmarks=true&timeoutSeconds=599&sendInitialEvents=true"
                    + "&resourceVersionMatch=NotOlderThan&resourceVersion="
            ),
        ])
    func targets(form: Question.Form, version: String, wanted: String) {
        #expect(question(.pods, form, version).target == "/api/v1/pods?\(wanted)")
    }

    @Test("each resource has its path, of all namespaces, and its group")
    func paths() {
        let paths = Resource.allCases.map { $0.path }
        #expect(
            paths == [
                "/api/v1/namespaces", "/api/v1/pods", "/apis/networking.k8s.io/v1/networkpolicies", "/api/v1/nodes",
                "/api/v1/services",
            ])
        #expect(Resource.allCases.map { $0.group } == ["", "", "networking.k8s.io", "", ""])
    }

    @Test("what has a meaning in a URL is escaped, byte by byte, in selectors and continuations")
    func escapes() {
        let selected = question(.pods, .list(limit: 0, continuation: ""), selector: "status.phase!=Failed,a=b c")
        #expect(selected.target == "/api/v1/pods?fieldSelector=status.phase%21%3DFailed%2Ca%3Db%20c")
        let continued = question(.pods, .list(limit: 0, continuation: "A+/z=&?#%09\n\u{e9}-._~"))
        #expect(continued.target == "/api/v1/pods?continue=A%2B%2Fz%3D%26%3F%23%2509%0A%C3%A9-._~")
    }

    @Test("protobuf is asked for before JSON, of watches in frames; or JSON alone")
    func accepts() {
        let list = Question.Form.list(limit: 0, continuation: "")
        let watch = Question.Form.watch(sendsInitialEvents: false, seconds: 1)
        #expect(question(.pods, list).accept == "application/vnd.kubernetes.protobuf,application/json")
        #expect(question(.pods, watch).accept == "application/vnd.kubernetes.protobuf;stream=watch,application/json")
        #expect(question(.pods, list, takesProtobuf: false).accept == "application/json")
        #expect(question(.pods, watch, takesProtobuf: false).accept == "application/json")
    }

    private func question(
        _ resource: Resource, _ form: Question.Form, _ version: String = "", selector: String = "",
        takesProtobuf: Bool = true
    ) -> Question {
        Question(
            resource: resource, form: form, version: version, selector: selector, takesProtobuf: takesProtobuf)
    }
}

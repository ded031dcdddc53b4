import HTTPServer
import JSON
import KubernetesAPI
import Synchronization
import Testing

@testable import EmbeddedAPI

/// What a write does beside what it says: identities, versions, dry runs and the ways in which objects go.
@Suite struct ObjectSemanticsTests {
    private static let policies = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies"
    private static let merge = "application/merge-patch+json"

    private static func metadata(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        .members(["metadata": .members(members)])
    }

    private static func policy(_ name: String, _ metadata: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        var policy = Sample.policy(name)
        for (name, value) in metadata { policy[metadata: name] = value }
        return policy
    }

    @Test("a write is refused that is meant for another object, place or version")
    func identity() throws {
        let conversation = try Conversation()
        try conversation.ask("POST", Self.policies, Sample.policy("a"))
        let rows: [(String, String, JSONValue, String, Int)] = [
            ("PUT", "/a", Self.policy("a", ["uid": "other"]), "application/json", 409),
            ("PUT", "/a", Self.policy("a", ["resourceVersion": "1"]), "application/json", 409),
            ("PUT", "/a", Self.policy("a", ["namespace": "kube-system"]), "application/json", 400),
            ("PATCH", "/a", Self.metadata(["namespace": "kube-system"]), Self.merge, 400),
            ("PATCH", "/a", Self.metadata(["name": "b"]), Self.merge, 400),
            ("PATCH", "/a", Self.metadata(["resourceVersion": "1"]), Self.merge, 409),
            ("PATCH", "/a?fieldManager=m", Sample.policy("b"), "application/apply-patch+yaml", 400),
            ("PATCH", "/none/status?fieldManager=m", Sample.policy("none"), "application/apply-patch+yaml", 404),
            ("POST", "", Self.policy("b", ["resourceVersion": "5"]), "application/json", 400),
            (
                "POST", "?fieldManager=" + String(repeating: "m", count: 129), Sample.policy("b"), "application/json",
                422
            ),
            ("PATCH", "/none?fieldManager=m", Sample.policy("b"), "application/apply-patch+yaml", 400),
            ("DELETE", "/a", .members(["kind": "Pod"]), "application/json", 400),
            ("DELETE", "/a/status", .object([]), "application/json", 405),
            ("DELETE", "/a", Sample.policy("a"), "application/json", 400),
            ("DELETE", "/a", Self.preconditions("1"), "application/json", 409),
        ]
        let before = conversation.store.revision
        for (method, path, body, type, status) in rows {
            let reply = try conversation.ask(method, Self.policies + path, body, type: type)
            #expect(reply.status == status, "\(method) \(path): \(String(decoding: reply.body, as: UTF8.self))")
        }
        #expect(
            try conversation.ask("POST", "/apis/networking.k8s.io/v1/networkpolicies", Sample.policy("b")).status == 405
        )
        #expect(conversation.store.revision == before)
    }

    private static func preconditions(_ version: JSONValue) -> JSONValue {
        .members(["preconditions": .members(["resourceVersion": version])])
    }

    @Test("a write that changes nothing makes no version, and neither does a dry run of any verb")
    func unchanged() throws {
        let conversation = try Conversation()
        let made = try conversation.ask("POST", Self.policies, Self.policy("a", ["uid": "mine"])).value
        #expect(made[metadata: "uid"]?.string?.utf8.count == 36)
        let before = conversation.store.revision
        #expect(try conversation.ask("PUT", Self.policies + "/a", Sample.policy("a")).value.isSame(as: made))
        let dry = "?dryRun=All"
        try conversation.ask("PUT", Self.policies + "/a" + dry, Sample.policy("a", labels: ["x": "y"]))
        try conversation.ask(
            "PATCH", Self.policies + "/a" + dry, Self.metadata(["labels": .members(["x": "y"])]), type: Self.merge)
        try conversation.ask("POST", Self.policies + dry, Sample.policy("b"))
        try conversation.ask("DELETE", Self.policies + "/a" + dry)
        try conversation.ask("DELETE", Self.policies + dry)
        try conversation.ask("DELETE", Self.policies + "/a", .members(["dryRun": ["All"]]))
        #expect(conversation.store.revision == before)
    }

    @Test("an object with finalizers waits for them, as it was first told to")
    func finalizers() throws {
        let conversation = try Conversation()
        let path = Self.policies + "/f"
        try conversation.ask("POST", Self.policies, Self.policy("f", ["finalizers": ["x.example/y"]]))
        let first = try conversation.ask("DELETE", path + "?gracePeriodSeconds=7").value
        #expect(first.isTerminating && first[metadata: "deletionGracePeriodSeconds"] == 7)
        #expect(first[metadata: "generation"] == 2)
        conversation.time.pass(60)
        #expect(try conversation.ask("DELETE", path).value.isSame(as: first))
        let free = Self.metadata(["finalizers": .null])
        #expect(try conversation.ask("PATCH", path + "?dryRun=All", free, type: Self.merge).status == 200)
        #expect(try conversation.ask("GET", path).value.isSame(as: first))
        #expect(try conversation.ask("PATCH", path, free, type: Self.merge).status == 200)
        #expect(try conversation.ask("GET", path).status == 404)
    }

    @Test("the last state of an object has the version at which it went, and a collection goes as selectors say")
    func last() throws {
        let conversation = try Conversation()
        let pods = "/api/v1/namespaces/default/pods"
        for name in ["a", "b", "c"] { try conversation.ask("POST", pods, Sample.pod(name)) }
        let gone = try conversation.ask("DELETE", pods + "/a").value
        #expect(gone[metadata: "resourceVersion"]?.string == String(conversation.store.revision))
        try conversation.ask("DELETE", pods + "?labelSelector=app%3Db")
        #expect(try conversation.ask("GET", pods).value["items"]?.items?.map(\.name) == ["c"])
    }

    @Test("a namespace takes what is in it along, and is there until all of that has gone")
    func namespaces() throws {
        let conversation = try Conversation()
        try conversation.ask("POST", "/api/v1/namespaces", Self.metadata(["name": "n"]))
        let (namespace, pods) = ("/api/v1/namespaces/n", "/api/v1/namespaces/n/pods")
        try conversation.ask("POST", pods, Sample.pod("free"))
        var held = Sample.pod("held")
        held[metadata: "finalizers"] = ["x.example/y"]
        try conversation.ask("POST", pods, held)
        let ending = try conversation.ask("DELETE", namespace).value
        #expect(ending.isTerminating && ending[path: "status", "phase"] == "Terminating")
        #expect(try conversation.ask("GET", pods).value["items"]?.items?.map(\.name) == ["held"])
        let refused = try conversation.ask("POST", pods, Sample.pod("late"))
        let words = try refused.value["message"]?.string ?? ""
        #expect(refused.status == 403 && words.contains("being terminated"))
        try conversation.ask("PATCH", pods + "/held", Self.metadata(["finalizers": .null]), type: Self.merge)
        #expect(try conversation.ask("GET", namespace).status == 404)
    }

    @Test("a name that is made up is another where it is taken")
    func generatedNames() throws {
        let names = Atomic(0)
        let surroundings = Surroundings(
            now: { 1_700_000_000 },
            randomBytes: { count in
                let isRepeated = count == 16 || names.add(1, ordering: .relaxed).newValue <= 2
                return Array(repeating: isRepeated ? 0 : 1, count: count)
            })
        let store = try ObjectStore(directory: nil)
        try FirstObjects.make(in: store, surroundings)
        let writer = ObjectWriter(store: store, surroundings: surroundings)
        let body = Self.metadata(["generateName": "n-"])
        let errand = ObjectWriter.Errand(
            route: ObjectRoute(.namespace), options: RequestOptions(), manager: "tester")
        let made = try (0..<2).map { _ in try writer.create(body, errand).object.name }
        #expect(made[0] != made[1] && made.allSatisfy { $0.hasPrefix("n-") && $0.utf8.count == 7 })
    }
}

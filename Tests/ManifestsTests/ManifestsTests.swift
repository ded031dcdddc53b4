import Analysis
import KubernetesModel
import Manifests
import PolicyEngine
import Testing

@Suite struct ManifestsTests {
    private static let policy = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata:
          name: web
          namespace: shop
        spec:
          podSelector: {}
          ingress:
          - from:
            - podSelector: {}
        """

    private func read(_ texts: (file: String, text: String)...) -> Manifests {
        var manifests = Manifests()
        for (file, text) in texts { manifests.read(Array(text.utf8), from: file) }
        return manifests
    }

    @Test("YAML and JSON, documents and lists of several files become one inventory")
    func several() {
        let list = """
            {"kind": "List", "apiVersion": "v1", "items": [
              {"kind": "Pod", "apiVersion": "v1", "metadata": {"name": "a", "namespace": "shop"}},
              {"kind": "Node", "apiVersion": "v1", "metadata": {"name": "n"}}]}
            {"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": "shop"}}
            """
        let manifests = read(("p.yaml", Self.policy), ("l.json", list))
        let cluster = manifests.inventory.cluster
        #expect(cluster.pods.keys.map(\.description) == ["shop/a"] && cluster.policies.map(\.key.name) == ["web"])
        #expect(cluster.nodes.keys.sorted() == ["n"] && cluster.namespaces.keys.sorted() == ["shop"])
        #expect(manifests.isReadable && manifests.unreadableCount == 0 && manifests.remarks.isEmpty)
        #expect(manifests.kindsPassedOver == nil)
    }

    @Test("a policy and its parts have places, in YAML, in JSON and in lists")
    func places() {
        let key = ObjectKey("shop", "web")
        let yaml = read(("p.yaml", "# c\n---\n" + Self.policy))
        #expect(yaml.place(of: key) == SourcePlace("p.yaml", line: 3))
        #expect(yaml.place(of: key, path: "spec.ingress[0].from[0]") == SourcePlace("p.yaml", line: 12))
        #expect(yaml.place(of: key, path: "spec.egress[7]") == SourcePlace("p.yaml", line: 8))
        #expect(yaml.place(of: ObjectKey("shop", "other")) == nil)
        let item = """
            {"kind": "NetworkPolicy", "apiVersion": "networking.k8s.io/v1", "metadata": {"name": "web",
            "namespace": "shop"}, "spec": {
            "podSelector": {}}}
            """
        let list = read(("l.json", "{\"kind\": \"List\", \"apiVersion\": \"v1\",\n\"items\": [\n\(item)]}"))
        #expect(list.place(of: key) == SourcePlace("l.json", line: 3))
        #expect(list.place(of: key, path: "spec.podSelector") == SourcePlace("l.json", line: 5))
    }

    @Test("of two objects with one name the last counts, and a warning names both places")
    func duplicates() {
        let other = Self.policy.replacing("ingress", with: "egress").replacing("from", with: "to")
        let reason = "the last one counts, remove one of the two"
        #expect(
            remarks("\(Self.policy)\n---\n\(other)") == [
                "f.yaml:12: warning: NetworkPolicy shop/web: stands already at f.yaml:1: \(reason)"
            ])
        let manifests = read(("a.yaml", Self.policy), ("b.yaml", other))
        #expect(
            manifests.remarks.map(\.description) == [
                "b.yaml:1: warning: NetworkPolicy shop/web: stands already at a.yaml:1: \(reason)"
            ])
        #expect(manifests.inventory.cluster.policies.count == 1 && manifests.isReadable)
        #expect(manifests.place(of: ObjectKey("shop", "web"))?.file == "b.yaml")
    }

    @Test("a broken document is told with its line and reason, and the rest goes on")
    func broken() {
        let text = "a: [\n---\n\(Self.policy)\n---\n{\"kind\": \"Pod\",\n\"\\ud83d\"}\n---\nkind: Pod\n"
        let manifests = read(("f.yaml", text))
        #expect(manifests.inventory.cluster.policies.count == 1)
        #expect(manifests.unreadableCount == 3 && !manifests.isReadable)
        #expect(
            manifests.remarks.map(\.description) == [
                "f.yaml:2: error: a value belongs here",
                "f.yaml:15: error: half a surrogate pair: write both halves, or the character itself",
                "f.yaml:17: error: apiVersion: is missing: write v1",
                "f.yaml:17: error: metadata.name: is missing: name the object",
            ])
    }

    @Test("kinds that policies do not ask about are counted, in order")
    func others() {
        let secret = "kind: Secret\napiVersion: v1\nmetadata: {name: a}\n---\n"
        let map = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n---\n"
        #expect(
            remarks(secret + map + secret) == [
                "note: passed over, since policies do not ask about them: ConfigMap (1), Secret (2)"
            ])
    }

    @Test("what is wrong with an object is told with its line and its name")
    func defects() {
        #expect(
            remarks(Self.policy + "\n    ports:\n    - port: 0\n") == [
                "f.yaml:12: error: NetworkPolicy shop/web: spec.ingress[0].ports[0].port: 0 is no port: write a number "
                    + "from 1 to 65535"
            ])
        #expect(
            remarks("[]") == ["f.yaml:1: error: .: is an array: write an object"]
                && remarks("kind: Node\napiVersion: v1\nmetadata:\n  name: A_b\n").count == 1)
    }
}

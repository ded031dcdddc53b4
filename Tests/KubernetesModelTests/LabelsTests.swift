import KubernetesModel
import Testing

@Suite struct LabelsTests {
    @Test("are equal whatever order they come in, and of a key the last value counts")
    func order() {
        let label = Labels.Label.init
        let labels = Labels([label("b", "1"), label("a", "2"), label("b", "3")])
        #expect(labels == ["a": "2", "b": "3"] && labels == Labels(["b": "3", "a": "2"]))
        #expect(labels.sorted == [label("a", "2"), label("b", "3")])
        #expect(labels["b"] == "3" && labels["c"] == nil)
    }

    @Test("adding a label replaces the one of its key")
    func adding() {
        let labels: Labels = ["a": "1"]
        #expect(labels.adding("b", "2") == ["a": "1", "b": "2"] && labels.adding("a", "2") == ["a": "2"])
    }

    @Test(
        "are read from JSON; null means the empty value, as in the API server, and what is no string is left out",
        arguments: [
            ("{}", [:], nil), ("null", [:], nil), ("{'a':'b','c':''}", ["a": "b", "c": ""], nil),
            ("{'a':null}", ["a": ""], nil), ("{'a':'b','a':'c'}", ["a": "c"], nil),
            ("{'a':'b','app.kubernetes.io/name':7}", ["a": "b"], "metadata.labels[\"app.kubernetes.io/name\"]"),
            ("'x'", [:], "metadata.labels"),
        ] as [(String, Labels, String?)])
    func reads(text: String, labels: Labels, wrong: String?) throws {
        let found = try pod("", metadata: ",'labels':\(text)")
        #expect(found.pod.labels == labels && found.defects.map(\.path) == (wrong.map { [$0] } ?? []))
    }
}

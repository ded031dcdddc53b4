import KubernetesModel
import Manifests
import PolicyEngine
import Testing

@testable import Analysis

@Suite struct YAMLTextTests {
    @Test("keys, lists and selectors stand as manifests have them") func shape() {
        let requirement = LabelSelector.Requirement("tier", .notIn(["1", "b"]))
        let text =
            YAMLText("a", YAMLText("b", "1") + YAMLText(selector: "c", []))
            + YAMLText("d", items: [YAMLText(requirement: requirement), YAMLText("e", "f")])
        #expect(
            text.lines.joined(separator: "\n") == """
                a:
                  b: 1
                  c: {}
                d:
                - key: tier
                  operator: NotIn
                  values:
                  - "1"
                  - b
                - e: f
                """)
    }

    @Test(
        "every text is read back as it was",
        arguments: [
            "web", "", "1", "1e3", "0x1f", "true", "No", "~", "null", "-", "a: b", "a #b", "\"", "\\", "a\nb", "\u{1B}",
            "é",
            "\u{1F600}", "{}", "*a", "&a", "!x", "@x", "%x", "'", "app.kubernetes.io/name", "y", ".5", "2001-01-01",
        ])
    func quotes(_ value: String) {
        var manifests = Manifests()
        let lines = YAMLText(matching: [Labels.Label("a", value)]).indented.indented.lines
        let text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n  labels:\n" + lines.joined(separator: "\n")
        manifests.read(Array(text.utf8), from: "x")
        #expect(manifests.inventory.cluster.pods[ObjectKey("default", "x")]?.labels["a"] == value)
    }
}

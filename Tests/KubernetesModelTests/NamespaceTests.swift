import KubernetesModel
import Testing

@Suite struct NamespaceTests {
    @Test("has the label that says its name, whatever else is written")
    func nameLabel() throws {
        let text = "{'kind':'Namespace','apiVersion':'v1','metadata':{'name':'shop','labels':LABELS}}"
        for labels in ["null", "{}", "{'kubernetes.io/metadata.name':'other'}"] {
            let found = try decodeOne(text.replacing("LABELS", with: labels))
            #expect(found.object == .namespace(Namespace("shop")) && found.defects == [])
        }
        let found = try decodeOne(text.replacing("LABELS", with: "{'team':'a'}"))
        #expect(found.object == .namespace(Namespace("shop", labels: ["team": "a"])))
        #expect(Namespace("shop").labels[Namespace.nameLabel] == "shop")
    }
}

import KubernetesModel
import Testing

@testable import Manifests

@Suite struct StreamedItemTests {
    @Test("gives its objects with the lines at which they stand in the text")
    func lines() {
        let policy = "{'kind':'NetworkPolicy','apiVersion':'networking.k8s.io/v1','metadata':{'name':'p'},\n'spec':{}}"
        let text = json("{'kind':'List','apiVersion':'v1','items':[\n\(policy),\n7]}")
        var manifests = Manifests()
        StreamedItem(file: "f", line: 40, json: text[...]).giveAll(to: &manifests)
        #expect(manifests.place(of: ObjectKey("default", "p"), path: "spec")?.line == 42)
        #expect(manifests.remarks.map(\.description) == ["f:43: error: .: is a number: write an object"])
        #expect(manifests.unreadableCount == 1)
    }

    @Test("keeps its own bytes once it is copied")
    func copies() {
        let text = json("[1,{'kind':'Node'}]")
        let copy = StreamedItem(file: "f", line: 1, json: text[3..<18]).copy
        #expect(copy.json.startIndex == 0 && Array(copy.json) == json("{'kind':'Node'}"))
        #expect(copy.objects(of: ListItems(of: [], isWhole: true)).count == 1)
    }
}

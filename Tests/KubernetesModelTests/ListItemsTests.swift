import JSON
import KubernetesModel
import Testing

@Suite struct ListItemsTests {
    private let bare = "{'metadata':{'name':'a'}}"

    /// The objects of an item in a list of which so much is known.
    private func objects(_ item: String, in list: String, isWhole: Bool = false) throws -> [KubernetesObject?]? {
        var reader = JSONReader(doubleQuoted(item))
        let found = try ListItems(of: doubleQuoted(list), isWhole: isWhole).objects(in: &reader)
        try reader.finish()
        return found?.map(\.object)
    }

    @Test("an item that says itself what it is needs no list")
    func whole() throws {
        let pod = KubernetesObject.pod(Pod(ObjectKey("default", "a"), phase: .pending))
        let item = "{'kind':'Pod','apiVersion':'v1','metadata':{'name':'a'}}"
        for list in ["{}", "{'kind':'List','items':[]}", "{'kind':'PodList','apiVersion':'v1'}", "{'kind':'Pod'}"] {
            #expect(try objects(item, in: list) == [pod], "\(list)")
        }
        #expect(try objects("{'kind':'List','apiVersion':'v1','items':[\(item),\(item)]}", in: "{}") == [pod, pod])
    }

    @Test("an item that does not say it waits until the list has said all")
    func waits() throws {
        for list in ["{}", "{'kind':'PodList'}", "{'apiVersion':'v1'}", "{'kind':'List'}"] {
            #expect(try objects(bare, in: list) == nil, "\(list)")
        }
        let pod = KubernetesObject.pod(Pod(ObjectKey("default", "a"), phase: .pending))
        #expect(try objects(bare, in: "{'kind':'PodList','apiVersion':'v1'}") == [pod])
        #expect(try objects(bare, in: "{'kind':'PodList'}", isWhole: true) == [pod])
        #expect(try objects(bare, in: "{'kind':'List'}", isWhole: true) == [nil])
        #expect(try objects("7", in: "{}") == [nil])
    }

    @Test("tells lists from other objects, and lists that say different things of their items")
    func lists() {
        let list = ListItems(of: doubleQuoted("{'kind':'PodList','apiVersion':'v1','items':[1]}"))
        #expect(list.isList && list.isComplete)
        #expect(
            list == ListItems(of: doubleQuoted("{'apiVersion':'v1','kind':'PodList','metadata':{}}"), isWhole: true))
        #expect(list != ListItems(of: doubleQuoted("{'apiVersion':'v1','kind':'NodeList'}")))
        for text in ["{}", "{'kind':'Pod','items':[]}", "7", "{", "{'kind':'IPList'}"] {
            #expect(!ListItems(of: doubleQuoted(text), isWhole: true).isList, "\(text)")
        }
    }

    @Test("JSON that is broken is thrown")
    func broken() { #expect(throws: JSONError.self) { try objects("{'kind':}", in: "{}") } }
}

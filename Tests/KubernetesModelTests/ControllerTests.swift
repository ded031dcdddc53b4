import KubernetesModel
import Testing

@Suite struct ControllerTests {
    private func controller(_ owners: String) throws -> Controller? {
        try decodeOne("{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p','ownerReferences':\(owners)}}").controller
    }

    @Test("the controller is the owner that says so of itself")
    func owner() throws {
        let owners = """
            [{'kind':'Node','name':'n1'},{'kind':'Node','name':'n2','controller':false},
            {'apiVersion':'apps/v1','kind':'ReplicaSet','name':'web-1','uid':'u','controller':true}]
            """
        #expect(try controller(owners) == Controller(kind: "ReplicaSet", name: "web-1"))
    }

    @Test(
        "without such an owner, or where it cannot be read, there is none",
        arguments: ["[]", "null", "7", "[7]", "[{'controller':true}]", "[{'kind':1,'name':'a','controller':true}]"])
    func none(_ owners: String) throws {
        #expect(try controller(owners) == nil)
    }
}

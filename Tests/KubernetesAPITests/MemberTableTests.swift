import JSON
import Testing

@testable import KubernetesAPI

@Suite struct MemberTableTests {
    @Test("keeps the order of members, the last of each name, and puts new ones behind")
    func edits() throws {
        var table = MemberTable(try json(#"{"a":1,"b":2,"a":3,"c":4}"#))
        #expect(table.object.text == #"{"b":2,"a":3,"c":4}"#)
        table["c"] = nil
        table["none"] = nil
        table["b"] = 5
        table["d"] = 6
        table["c"] = 7
        #expect(table.object.text == #"{"b":5,"a":3,"d":6,"c":7}"#)
        #expect(table["a"] == 3 && table["none"] == nil)
        #expect(MemberTable(1).object.text == "{}")
    }
}

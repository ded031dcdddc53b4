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

    @Test("does the same with many members")
    func many() {
        let names = (0..<40).map { "n\($0 % 30)" }
        var table = MemberTable(.object(names.enumerated().map { .init($0.element, .number(Int64($0.offset))) }))
        #expect(table.members.map(\.name) == Array(names[10..<40]))
        #expect(table["n0"] == 30 && table["n10"] == 10)
        for name in names.prefix(20) { table[name] = nil }
        table["n3"] = 7
        table["n29"] = 8
        #expect(table.members.map(\.name) == Array(names[20..<30]) + ["n3"])
        #expect(table["n29"] == 8 && table["n0"] == nil)
    }
}

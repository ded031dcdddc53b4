import JSON
import Testing

@testable import ServerAccess

@Suite struct ConfigValueTests {
    @Test("values of every kind are read, in one another too")
    func kinds() throws {
        var reader = JSONReader(
            Array(#"{"a": [null, true, 1.5, "x", {}, []], "b": {"c": "d"}, "a\u0062": false}"#.utf8))
        let value = try reader.configValue()
        try reader.finish()
        guard case .array(let items) = value["a"] else { Issue.record("no list"); return }
        #expect(items.map(\.kindInWords) == ["null", "true or false", "a number", "a string", "an object", "a list"])
        guard case .string("d") = value["b"]["c"] else { Issue.record("no string"); return }
        guard case .bool(false) = value["ab"] else { Issue.record("no bool"); return }
    }

    @Test("of what is no object, and has no such member, nothing is a member")
    func absent() {
        for value in [ConfigValue.null, .string("a"), .array([.null]), .object([])] {
            guard case .null = value["a"] else { Issue.record("\(value)"); return }
        }
    }
}

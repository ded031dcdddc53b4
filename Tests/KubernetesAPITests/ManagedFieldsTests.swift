import JSON
import Testing

@testable import KubernetesAPI

@Suite struct ManagedFieldsTests {
    private static func entry(_ manager: String, _ operation: String, _ time: String, _ fields: String) -> String {
        """
        {"manager":"\(manager)","operation":"\(operation)","apiVersion":"v1","time":"\(time)","fieldsType":"FieldsV1",\
        "fieldsV1":\(fields)}
        """
    }

    @Test("reads and writes every kind of step, and sorts entries by operation, time and manager")
    func roundTrip() throws {
        let fields =
            #"{"f:a":{".":{},"f:b":{},"k:{\"name\":\"x\",\"port\":80}":{"f:c":{}}},"i:3":{},"v:\"s\"":{},"v:1":{}}"#
        let entries = [
            Self.entry("z", "Apply", "2026-01-01T00:00:00Z", fields),
            Self.entry("a", "Apply", "2026-01-02T00:00:00Z", #"{"f:x":{}}"#),
            Self.entry("b", "Apply", "2026-01-02T00:00:00Z", #"{"f:x":{}}"#),
            Self.entry("a", "Update", "2025-01-02T00:00:00Z", #"{"f:x":{}}"#),
        ]
        let value = try json("[\(entries.joined(separator: ","))]")
        let reversed = try json("[\(entries.reversed().joined(separator: ","))]")
        #expect(try ManagedFields(value).value == value)
        #expect(try ManagedFields(reversed).value == value)
        #expect(try ManagedFields(nil).value == nil)
        #expect(try ManagedFields([]).value == nil)
    }

    @Test("writes keys of items sorted, whatever the order they came in, and the subresource last")
    func keys() throws {
        let text = Self.entry("m", "Update", "t", #"{"k:{\"b\": 1, \"a\": 2}":{}}"#)
        let value = try json("[\(text.dropLast()),\"subresource\":\"status\"}]")
        let written = try ManagedFields(value).value?.text ?? ""
        #expect(written.contains(#""fieldsV1":{"k:{\"a\":2,\"b\":1}":{}},"subresource":"status"}"#))
    }

    @Test(
        "refuses entries that do not say who owns what",
        arguments: [
            "[1]", #"[{"operation":"Apply"}]"#, #"[{"operation":"Grab","apiVersion":"v1","fieldsType":"FieldsV1"}]"#,
            #"[{"operation":"Apply","apiVersion":"v1"}]"#,
            #"[{"operation":"Apply","apiVersion":"","fieldsType":"FieldsV1"}]"#,
            #"[{"operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"spec":{}}}]"#,
            #"[{"operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"k:1":{}}}]"#,
            #"[{"operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"k:{":{}}}]"#,
            #"[{"operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"i:x":{}}}]"#,
            #"[{"operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":[]}]"#,
            #"[{"operation":"Apply","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:a":1}}]"#,
        ])
    func refuses(text: String) throws {
        let value = try json(text)
        let failure = failure { () throws(APIFailure) in try ManagedFields(value) }
        #expect(failure?.reason == .badRequest)
    }
}

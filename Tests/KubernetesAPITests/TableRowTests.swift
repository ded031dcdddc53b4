import JSON
import Testing

@testable import KubernetesAPI

@Suite struct TableRowTests {
    @Test func `three texts are shown, and more are counted`() {
        #expect(TableRow.short([], "-") == "-")
        #expect(TableRow.short(["a", "b", "c"], "-") == "a,b,c")
        #expect(TableRow.short(["a", "b", "c", "d", "e"], "-") == "a,b,c + 2 more...")
    }

    @Test func `an age is counted from when the object was made`() throws {
        let made = try parsed(#"{"metadata":{"name":"a","creationTimestamp":"1970-01-01T00:00:10Z"}}"#)
        #expect(TableRow(made, now: 15).age == "5s")
        #expect(TableRow(made, now: 5).age == "<invalid>")
        #expect(TableRow(try parsed("{}"), now: 5).age == "<unknown>")
        #expect(TableRow.text("") == "<none>")
    }
}

import JSON
import Testing

@testable import KubernetesAPI

@Suite struct JSONValueMeasuresTests {
    @Test(
        "is the same as what a reader of JSON takes for the same",
        arguments: [
            (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, true), (#"{"a":1}"#, #"{"a":1,"b":2}"#, false),
            (#"{"a":9,"a":1}"#, #"{"a":1}"#, true), (#"{"a":1,"a":9}"#, #"{"a":1}"#, false),
            ("[1,2]", "[2,1]", false), ("[1]", "[1,1]", false), ("1", "1.0", true), ("1e1", "10", true),
            ("1.50", "1.5", true), ("1.5", "1.6", false), ("1", "\"1\"", false), ("null", "false", false),
            ("\"é\"", "\"e\u{301}\"", false), ("[{\"a\":[{}]}]", "[{\"a\":[{}]}]", true), ("{}", "[]", false),
        ])
    func same(left: String, right: String, isSame: Bool) throws {
        #expect(try json(left).isSame(as: json(right)) == isSame)
        #expect(try json(right).isSame(as: json(left)) == isSame)
    }

    @Test(
        "knows how deep it is, and takes at least as much room as its text",
        arguments: [("1", 0), ("[]", 1), (#"{"a":{"b":[1]},"c":1}"#, 3), (#"["long enough",[[]],{}]"#, 3)])
    func measures(text: String, depth: Int) throws {
        let measure = try json(text).measure
        #expect(measure.depth == depth)
        #expect(measure.bytes >= text.utf8.count)
    }
}

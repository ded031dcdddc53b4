import Testing

@testable import KubernetesAPI

@Suite struct JSONEqualityTests {
    @Test(
        "values mean the same or not",
        arguments: [
            (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, true), (#"{"a":[]}"#, "{}", true), (#"{"a":null}"#, "{}", true),
            (#"{"a":{}}"#, "{}", false), ("[1,2]", "[2,1]", false), (#"{"a":[{}]}"#, #"{"a":[]}"#, false),
            (#"[{"a":1,"b":[]}]"#, #"[{"a":1}]"#, true), (#"{"a":1,"a":2}"#, #"{"a":2}"#, true), ("1", "2", false),
        ]) func same(left: String, right: String, expected: Bool) throws
    {
        #expect(try JSONEquality.same(parsed(left), parsed(right)) == expected)
        #expect(try JSONEquality.same(parsed(right), parsed(left)) == expected)
    }
}

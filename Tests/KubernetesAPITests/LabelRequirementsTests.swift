import Testing

@testable import KubernetesAPI

@Suite struct LabelRequirementsTests {
    private static let labels = ["app": "web", "tier": "front", "n": "5", "empty": "", "a.b/c": "x", "in": "y"]

    @Test(
        "says whether labels are as asked",
        arguments: [
            ("", true), (" ", true), ("app", true), ("!app", false), ("other", false), ("!other", true),
            ("! other", true),
            ("app=web", true), ("app==web", true), ("app = web", true), ("app=x", false), ("app!=x", true),
            ("app!=web", false), ("other!=x", true), ("other=x", false), ("app in (web,x)", true),
            ("app in (x, y)", false), ("app notin (x)", true), ("app notin (web)", false), ("other notin (x)", true),
            ("app=web,tier=front", true), ("app=web,tier=back", false), ("n>4", true), ("n>5", false), ("n<6", true),
            ("n<5", false), ("app>1", false), ("other>1", false), ("empty=", true), ("empty", true), ("app=", false),
            ("empty in ()", true), ("empty in (,x)", true), ("empty in (x,)", true), ("app in (x,,y)", false),
            ("a.b/c=x", true), ("in=y", true), ("in in (y)", true), ("app in (in)", false), ("app=,tier", false),
            ("app=web,app!=x,!gone,n>1,tier in (front)", true),
        ])
    func matches(text: String, isMatch: Bool) throws {
        #expect(try LabelRequirements(parsing: text).matches { Self.labels[$0] } == isMatch)
    }

    @Test(
        "refuses what is no selector, in the words of an API server",
        arguments: [
            ("app in", "unable to parse requirement: found '' expected: '('"),
            ("app in (a", "unable to parse requirement: found '', expected: ',' or ')'"),
            ("app in (a b)", "unable to parse requirement: found 'b', expected: ',' or ')'"),
            ("app is web", "unable to parse requirement: found 'is', expected: in, notin, =, ==, !=, gt, lt"),
            ("app=web tier", "found 'tier', expected: ',' or 'end of string'"),
            ("app=web,", "found '', expected: identifier after ','"),
            (",app", "found ',', expected: !, identifier, or 'end of string'"),
            ("=web", "found '=', expected: !, identifier, or 'end of string'"),
            ("!", "unable to parse requirement: found '', expected: identifier"),
            ("!app=web", "unable to parse requirement: found '=', expected: ',' or 'end of string'"),
            ("app=(", "unable to parse requirement: found '(', expected: identifier"),
            ("app=a=b", "found '=', expected: ',' or 'end of string'"),
        ])
    func refuses(text: String, message: String) {
        let failure = failure { () throws(APIFailure) in try LabelRequirements(parsing: text) }
        #expect(failure == APIFailure(.badRequest, message))
    }

    @Test(
        "refuses keys and values that no label can have",
        arguments: [
            ("-a", #"<nil>: Invalid value: "-a": name part must consist of alphanumeric characters"#),
            ("/a", #"<nil>: Invalid value: "/a": prefix part must be non-empty"#),
            ("A.b/a", #"<nil>: Invalid value: "A.b/a": prefix part a lowercase RFC 1123 subdomain must consist"#),
            ("a/b/c", #"<nil>: Invalid value: "a/b/c": a qualified name must consist of"#),
            ("a/", #"<nil>: Invalid value: "a/": name part must be non-empty; name part must consist"#),
            ("a=-", #"values[0][a]: Invalid value: "-": a valid label must be an empty string or consist"#),
            ("a in (b,c!)", "found '!', expected: ',' or ')'"), ("a in (b,é)", #"values[1][a]: Invalid value: "é""#),
            ("n>x", #"values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer"#),
            (String(repeating: "a", count: 64), "name part must be no more than 63 bytes"),
            ("a=" + String(repeating: "a", count: 64), "must be no more than 63 bytes"),
        ])
    func refusesWords(text: String, words: String) {
        let failure = failure { () throws(APIFailure) in try LabelRequirements(parsing: text) }
        #expect(failure?.reason == .badRequest)
        #expect(failure?.message.hasPrefix("unable to parse requirement: ") == true)
        #expect(failure?.message.contains(words) == true)
    }
}

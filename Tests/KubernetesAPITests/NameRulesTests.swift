import Testing

@testable import KubernetesAPI

/// The reasons why names are none, as the API server prints them.
enum NameWords {
    static let qualified =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"
        + " an alphanumeric character"
        + " (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is"
        + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
    static let labelValue =
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start"
        + " and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for"
        + " validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
    static let subdomain =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start"
        + " and end with an alphanumeric character (e.g. 'example.com', regex used for validation is"
        + #" '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"#
    static let label =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end"
        + " with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is"
        + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
    static let label1035 =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
        + " alphabetic character,"
        + " and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is"
        + " '[a-z]([-a-z0-9]*[a-z0-9])?')"
    static let wildcard =
        "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of"
        + " lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g."
        + " '*.example.com',"
        + #" regex used for validation is '\*\.[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"#
}

@Suite struct NameRulesTests {
    private static func long(_ count: Int) -> String { String(repeating: "a", count: count) }

    private static let names: [(String, [String], [String], [String])] = [
        ("a", [], [], []), ("a-b.c", [], ["must not contain dots"], [NameWords.label1035]),
        ("1a", [], [], [NameWords.label1035]),
        ("", [NameWords.subdomain], [NameWords.label], [NameWords.label1035]),
        ("-a", [NameWords.subdomain], [NameWords.label], [NameWords.label1035]),
        ("a-", [NameWords.subdomain], [NameWords.label], [NameWords.label1035]),
        ("A", [NameWords.subdomain], [NameWords.label], [NameWords.label1035]),
        ("a..b", [NameWords.subdomain], [NameWords.label], [NameWords.label1035]),
        ("a_b", [NameWords.subdomain], [NameWords.label], [NameWords.label1035]),
        ("é", [NameWords.subdomain], [NameWords.label], [NameWords.label1035]),
        ("a\n", [NameWords.subdomain], [NameWords.label], [NameWords.label1035]),
        (long(63), [], [], []),
        (long(64), [], ["must be no more than 63 characters"], ["must be no more than 63 characters"]),
    ]

    @Test("names of hosts and their parts", arguments: names)
    func namesAreTold(text: String, subdomain: [String], label: [String], label1035: [String]) {
        #expect(NameRules.subdomain(text) == subdomain)
        #expect(NameRules.label(text) == label)
        #expect(NameRules.label1035(text) == label1035)
    }

    @Test func `a subdomain has 253 bytes at most`() {
        #expect(NameRules.subdomain(Self.long(253)) == [])
        #expect(NameRules.subdomain(Self.long(254)) == ["must be no more than 253 characters"])
    }

    private static let hosts: [(String, [String])] = [
        ("*.a.b", []), ("a.b", []), ("*", [NameWords.wildcard]), ("a.*.b", [NameWords.wildcard]),
        ("*.", [NameWords.wildcard]), ("*.*.a", [NameWords.wildcard]),
        ("A", [NameWords.subdomain]),
    ]

    @Test("hosts may begin with a wildcard", arguments: hosts) func hostsAreTold(text: String, expected: [String]) {
        #expect(NameRules.host(text) == expected)
    }

    private static let keys: [(String, [String])] = [
        ("a", []), ("a.io/B_c.d-e", []), (long(63), []), (long(64), ["name part must be no more than 63 bytes"]),
        ("/a", ["prefix part must be non-empty"]), ("A/a", ["prefix part \(NameWords.subdomain)"]),
        ("a/", ["name part must be non-empty", "name part \(NameWords.qualified)"]),
        ("a_", ["name part \(NameWords.qualified)"]),
        (
            "a/b/c",
            [
                "a valid label key \(NameWords.qualified) with an optional DNS subdomain prefix and '/'"
                    + " (e.g. 'example.com/MyName')"
            ]
        ),
    ]

    @Test("keys of labels", arguments: keys) func keysAreTold(text: String, expected: [String]) {
        #expect(NameRules.qualifiedName(text) == expected)
    }

    private static let ports: [(String, [String])] = [
        ("http", []), ("a-1", []), ("123456789012345", ["must contain at least one letter (a-z)"]),
        ("abcdefghijklmnop", ["must be no more than 15 characters"]),
        ("a--b", ["must not contain consecutive hyphens"]), ("-a", ["must not begin or end with a hyphen"]),
        ("a-", ["must not begin or end with a hyphen"]),
        (
            "",
            [
                "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
                "must contain at least one letter (a-z)",
            ]
        ),
    ]

    @Test("names of ports", arguments: ports) func portsAreTold(text: String, expected: [String]) {
        #expect(NameRules.portName(text) == expected)
    }

    @Test func `values of labels`() {
        #expect(["", "a", "A_b.c-9", Self.long(63)].flatMap(NameRules.labelValue) == [])
        #expect(NameRules.labelValue("a b") == [NameWords.labelValue])
        #expect(NameRules.labelValue(Self.long(64)) == ["must be no more than 63 bytes"])
    }

    @Test func `names in paths`() {
        #expect(NameRules.pathSegment("a b") == [])
        #expect(NameRules.pathSegment("..") == ["may not be '..'"])
        #expect(NameRules.pathSegment("%/") == ["may not contain '/'", "may not contain '%'"])
    }

    @Test func `paths with a domain`() {
        let reasons = { (text: String) in NameRules.domainPrefixedPath(text).map { "\($0.part): \($0.reason)" } }
        #expect(reasons("a.io/b~/c") == [])
        #expect(reasons("a.io") == ["a.io: must be a domain-prefixed path (such as \"acme.io/foo\")"])
        #expect(
            reasons("A/ ") == [
                "A: \(NameWords.subdomain)",
                #" : Invalid path (regex used for validation is '[A-Za-z0-9/\-._~%!$&'()*+,;=:]+')"#,
            ])
    }

    @Test func `reasons of conditions are words`() {
        #expect(["A", "Ab_c,d:e_", "a1"].flatMap(NameRules.conditionReason) == [])
        #expect(["", "1a", "a b", "a:", "_a"].flatMap(NameRules.conditionReason).count == 5)
        #expect(
            NameRules.conditionReason("")[0].hasSuffix(
                "(e.g. 'my_name',  or 'MY_NAME',  or 'MyName',  or 'ReasonA,ReasonB',  or 'ReasonA:ReasonB',"
                    + " regex used for validation is '[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?')"))
    }

    @Test func `names of variables are printed text`() {
        #expect(["A", "a.b c"].flatMap(NameRules.variable) == [])
        #expect(["a=b", "é", "\t"].flatMap(NameRules.variable).count == 3)
    }

    @Test func `a beginning of names may end with a dash`() {
        #expect(NameRules.completed("web-") == "wea")
        #expect(NameRules.completed("-") == "-")
        #expect(NameRules.completed("web") == "web")
    }
}

import Testing

@testable import KubernetesAPI

@Suite struct FieldRequirementsTests {
    private static func kind(_ group: String) -> ResourceKind {
        ResourceKind(
            group: group, version: "v1", kind: "Pod", plural: "pods", singular: "pod", shortNames: [], categories: [],
            isNamespaced: true, hasStatus: true, schema: PatchSchemas.pod)
    }

    private static func parsed(_ text: String, _ group: String = "") throws(APIFailure) -> FieldRequirements {
        try FieldRequirements(parsing: text, supported: ["metadata.name", "status.phase"], kind: kind(group))
    }

    @Test(
        "says whether fields are as asked",
        arguments: [
            ("", true), ("metadata.name=web", true), ("metadata.name==web", true), ("metadata.name!=web", false),
            ("metadata.name=db", false), ("status.phase=", true), ("status.phase!=", false),
            ("metadata.name=web,status.phase!=Running", true), ("metadata.name=web,status.phase=Running", false),
            (",metadata.name=web,", true), (#"metadata.name!=a\,b\=c\\"#, true),
        ])
    func matches(text: String, isMatch: Bool) throws {
        #expect(try Self.parsed(text).matches { $0 == "metadata.name" ? "web" : nil } == isMatch)
    }

    @Test("takes the backslash off commas, equals signs and backslashes, and gives the value asked for")
    func escapes() throws {
        let requirements = try Self.parsed(#"metadata.name=a\,b\=c\\d,status.phase!=x"#)
        #expect(requirements.value(of: "metadata.name") == #"a,b=c\d"#)
        #expect(requirements.value(of: "status.phase") == nil)
    }

    @Test(
        "refuses what is no selector and fields that objects are not told apart by",
        arguments: [
            ("metadata.name", "", "invalid selector: 'metadata.name'; can't understand 'metadata.name'"),
            ("metadata.name=a=b", "", "invalid selector: 'metadata.name=a=b'; can't understand 'metadata.name=a=b'"),
            (
                #"metadata.name=a\x"#, "",
                #"invalid selector: 'metadata.name=a\x'; can't understand 'metadata.name=a\x'"#
            ),
            (#"metadata.name=a\"#, "", #"invalid selector: 'metadata.name=a\'; can't understand 'metadata.name=a\'"#),
            ("metadata.name=a,spec.foo=1", "", "field label not supported: spec.foo"),
            (
                "spec.foo!=1", "networking.k8s.io",
                #""spec.foo" is not a known field selector: only "metadata.name", "status.phase""#
            ),
        ])
    func refuses(text: String, group: String, message: String) {
        let failure = failure { () throws(APIFailure) in try Self.parsed(text, group) }
        #expect(failure == APIFailure(.badRequest, message))
    }
}

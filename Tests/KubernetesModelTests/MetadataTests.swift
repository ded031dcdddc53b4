import KubernetesModel
import Testing

@Suite struct MetadataTests {
    private func decoded(_ metadata: String) throws -> KubernetesDecoder.Decoded {
        try decodeOne("{'kind':'Pod','apiVersion':'v1','metadata':\(metadata)}")
    }

    @Test(
        "the namespace is default where none is written",
        arguments: ["{'name':'a'}", "{'name':'a','namespace':null}", "{'name':'a','namespace':''}"])
    func defaultNamespace(metadata: String) throws {
        #expect(try decoded(metadata).object == .pod(Pod(ObjectKey("default", "a"), phase: .pending)))
    }

    @Test(
        "without a name or with an unreadable namespace there is no object, and it says why",
        arguments: [
            ("null", "metadata.name", "is missing: name the object"),
            ("{}", "metadata.name", "is missing: name the object"),
            ("{'name':null}", "metadata.name", "is missing: name the object"),
            ("{'name':''}", "metadata.name", "is missing: name the object"),
            ("{'name':7}", "metadata.name", "is a number: write a string"),
            ("7", "metadata", "is a number: write an object"),
            ("{'name':'a','namespace':7}", "metadata.namespace", "is a number: write a string"),
        ])
    func unnamed(metadata: String, path: String, reason: String) throws {
        let found = try decoded(metadata)
        #expect(found.object == nil && found.defects == [Defect(.error, at: path, reason)])
    }

    @Test(
        "an object whose name the API server would refuse is kept, and told",
        arguments: [
            ("{'name':'A'}", "metadata.name"), ("{'name':'a b'}", "metadata.name"), ("{'name':'-a'}", "metadata.name"),
            ("{'name':'a..b'}", "metadata.name"), ("{'name':'a\\n'}", "metadata.name"),
            ("{'name':'\(String(repeating: "a", count: 254))'}", "metadata.name"),
            ("{'name':'a','namespace':'a.b'}", "metadata.namespace"),
            ("{'name':'a','namespace':'\(String(repeating: "a", count: 64))'}", "metadata.namespace"),
        ])
    func badNames(metadata: String, path: String) throws {
        let found = try decoded(metadata)
        #expect(found.object != nil && found.defects.map(\.path) == [path] && found.defects.hasError)
    }

    @Test("a deletion counts also where its time cannot be read")
    func deletion() throws {
        for (value, isTerminating) in [
            ("null", false), ("'2026-01-31T08:00:00Z'", true), ("'soon'", true), ("7", true),
        ] {
            let found = try pod("", metadata: ",'deletionTimestamp':\(value)")
            #expect(found.pod.isTerminating == isTerminating, "\(value)")
        }
        let reason = "\"soon\" is no time: write one such as 2026-01-31T08:00:00Z"
        let found = try pod("", metadata: ",'creationTimestamp':'soon'")
        #expect(found.defects == [Defect(.error, at: "metadata.creationTimestamp", reason)] && found.pod.creation == 0)
    }
}

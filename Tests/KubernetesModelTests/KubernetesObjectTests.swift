import KubernetesModel
import Testing

@Suite struct KubernetesObjectTests {
    @Test(
        "a kind under another version of the API, or another kind, is something else",
        arguments: [
            ("v1", "Secret"), ("apps/v1", "Service"), ("v1", "Deployment"),
            ("crd.projectcalico.org/v1", "NetworkPolicy"),
            ("extensions/v1beta1", "NetworkPolicy"), ("v1", "NetworkPolicy"), ("apps/v1", "Pod"), ("v1", "pod"),
            ("v1", "IPList"),
        ])
    func others(apiVersion: String, kind: String) throws {
        let text = "{'apiVersion':'\(apiVersion)','kind':'\(kind)','metadata':{'name':'system:a','namespace':'shop'}}"
        let found = try decodeOne(text)
        #expect(found.object == .other(apiVersion: apiVersion, kind: kind, key: ObjectKey("shop", "system:a")))
        #expect(found.defects == [])
    }

    @Test("of something else nothing need be there but the kind")
    func nameless() throws {
        for rest in ["", ",'metadata':null", ",'metadata':7", ",'metadata':{'name':7}", ",'apiVersion':7"] {
            let found = try decodeOne("{'kind':'Secret'\(rest)}")
            #expect(found.object == .other(apiVersion: "", kind: "Secret", key: ObjectKey("", "")), "\(rest)")
        }
    }

    @Test(
        "a kind that is read is read also where the version is missing, which is an error",
        arguments: [
            "", "'apiVersion':null,", "'apiVersion':'',", "'apiVersion':7,",
        ])
    func versionMissing(version: String) throws {
        for (kind, wanted) in [
            ("Pod", "v1"), ("Namespace", "v1"), ("Node", "v1"), ("NetworkPolicy", "networking.k8s.io/v1"),
        ] {
            let found = try decodeOne("{\(version)'kind':'\(kind)','metadata':{'name':'a'}}")
            let reason = version.contains("7") ? "is a number: write a string" : "is missing: write \(wanted)"
            #expect(found.defects == [Defect(.error, at: "apiVersion", reason)])
            #expect(found.object != nil)
        }
    }

    @Test(
        "what says no kind is no object",
        arguments: [
            ("{}", "kind", "is missing: write one such as NetworkPolicy"),
            ("{'kind':null}", "kind", "is missing: write one such as NetworkPolicy"),
            ("{'kind':''}", "kind", "is missing: write one such as NetworkPolicy"),
            ("{'kind':7}", "kind", "is a number: write a string"), ("[]", ".", "is an array: write an object"),
            ("'x'", ".", "is a string: write an object"), ("7", ".", "is a number: write an object"),
            ("1.5", ".", "is a number that is not whole, or too large: write an object"),
            ("true", ".", "is true or false: write an object"),
        ])
    func kindless(text: String, path: String, reason: String) throws {
        let found = try decodeOne(text)
        #expect(found.object == nil && found.defects == [Defect(.error, at: path, reason)])
    }
}

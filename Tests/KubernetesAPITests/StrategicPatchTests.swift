import JSON
import Testing

@testable import KubernetesAPI

@Suite struct StrategicPatchTests {
    private static let pod = """
        {"metadata":{"labels":{"a":"1","b":"2"},"finalizers":["x","y"]},"spec":{"containers":[\
        {"name":"a","image":"1","args":["p","q"]},{"name":"b","image":"2"},{"name":"c","image":"3"}],\
        "strategy":{"type":"Roll","limit":1},"ingress":[{"from":1},{"from":2}]}}
        """

    @Test(
        "merges lists by their keys, and does what directives say",
        arguments: [
            // An item is merged into that of the same key, and the order of the patch counts among its items.
            (
                "spec", "containers", #"{"spec":{"containers":[{"name":"b","image":"9"}]}}"#,
                #"[{"name":"a","image":"1","args":["p","q"]},{"name":"b","image":"9"},{"name":"c","image":"3"}]"#
            ),
            (
                "spec", "containers", #"{"spec":{"containers":[{"name":"c","args":["n"]},{"name":"d","image":null}]}}"#,
                #"[{"name":"a","image":"1","args":["p","q"]},{"name":"b","image":"2"},"#
                    + #"{"name":"c","image":"3","args":["n"]},{"name":"d"}]"#
            ),
            (
                "spec", "containers",
                #"{"spec":{"containers":[{"name":"a","args":null},{"name":"b","$patch":"delete"}]}}"#,
                #"[{"name":"a","image":"1"},{"name":"c","image":"3"}]"#
            ),
            (
                "spec", "containers", #"{"spec":{"containers":[{"$patch":"replace"},{"name":"z"}]}}"#,
                #"[{"name":"z"}]"#
            ),
            (
                "spec", "containers",
                #"{"spec":{"containers":[{"name":"a","$patch":"replace"}]}}"#, "[]"
            ),
            (
                "spec", "containers",
                #"{"spec":{"$setElementOrder/containers":[{"name":"c"},{"name":"a"}],"containers":[{"name":"a","image":"8"}]}}"#,
                #"[{"name":"b","image":"2"},{"name":"c","image":"3"},{"name":"a","image":"8","args":["p","q"]}]"#
            ),
            (
                "spec", "containers",
                #"{"spec":{"$setElementOrder/containers":[{"name":"b"},{"name":"a"},{"name":"c"}]}}"#,
                #"[{"name":"b","image":"2"},{"name":"a","image":"1","args":["p","q"]},{"name":"c","image":"3"}]"#
            ),
            // One that the server has alone stays before what it stood before.
            (
                "spec", "containers",
                #"{"spec":{"$setElementOrder/containers":[{"name":"n"},{"name":"c"}],"containers":[{"name":"n"}]}}"#,
                #"[{"name":"n"},{"name":"a","image":"1","args":["p","q"]},{"name":"b","image":"2"},{"name":"c","image":"3"}]"#
            ),
            ("spec", "ingress", #"{"spec":{"ingress":[{"from":3}]}}"#, #"[{"from":3}]"#),
            ("spec", "ingress", #"{"spec":{"ingress":[]}}"#, "[]"),
            ("spec", "strategy", #"{"spec":{"strategy":{"$retainKeys":["type"],"type":"New"}}}"#, #"{"type":"New"}"#),
            ("spec", "strategy", #"{"spec":{"strategy":{"$patch":"replace","limit":2}}}"#, #"{"limit":2}"#),
            ("spec", "strategy", #"{"spec":{"strategy":{"$patch":"merge","limit":2}}}"#, #"{"type":"Roll","limit":2}"#),
            ("spec", "strategy", #"{"spec":{"strategy":{"$patch":"delete"}}}"#, "{}"),
            ("metadata", "labels", #"{"metadata":{"labels":{"a":null,"c":"3"}}}"#, #"{"b":"2","c":"3"}"#),
            ("metadata", "finalizers", #"{"metadata":{"finalizers":["y","z"]}}"#, #"["x","y","z"]"#),
            (
                "metadata", "finalizers",
                #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["x"],"$setElementOrder/finalizers":["z","y"],"finalizers":["z"]}}"#,
                #"["z","y"]"#
            ),
            ("metadata", "finalizers", #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["x","q"]}}"#, #"["y"]"#),
        ])
    func merges(part: String, name: String, patch: String, result: String) throws {
        let patched = try StrategicPatch.applied(json(patch), to: json(Self.pod), schema: PatchSchemas.pod)
        #expect(patched[part]?[name]?.text == result)
        #expect(!patched.text.contains("$"))
    }

    @Test("takes a list out where the patch says null, and leaves nothing of directives where nothing was")
    func nothing() throws {
        let gone = try StrategicPatch.applied(
            json(#"{"spec":{"containers":null},"metadata":null}"#), to: json(Self.pod), schema: PatchSchemas.pod)
        #expect(gone[path: "spec", "containers"] == nil && gone["metadata"] == nil)
        let made = try StrategicPatch.applied(
            json(
                #"{"spec":{"$setElementOrder/containers":[{"name":"a"}],"containers":[{"name":"a","$retainKeys":["name","env"],"env":[{"name":"e","$patch":"delete"}]}],"strategy":{"type":null}}}"#
            ), to: .object([]), schema: PatchSchemas.pod)
        #expect(made.text == #"{"spec":{"strategy":{},"containers":[{"name":"a","env":[]}]}}"#)
    }

    @Test(
        "refuses a patch that contradicts itself or does not say which item it is about",
        arguments: [
            (#"{"spec":{"containers":[{"image":"x"}]}}"#, .invalid, "does not contain declared merge key: name"),
            (#"{"spec":{"containers":[{"$patch":"delete"}]}}"#, .invalid, "does not contain declared merge key: name"),
            (#"{"spec":{"containers":[1]}}"#, .invalid, "does not contain declared merge key: name"),
            (#"{"spec":{"strategy":{"$patch":"shred"}}}"#, .badRequest, "unknown patch type"),
            (#"{"spec":{"strategy":{"$retainKeys":["type"],"limit":1}}}"#, .invalid, "doesn't match retainKeys"),
            (#"{"spec":{"strategy":{"$retainKeys":1}}}"#, .badRequest, "Invalid patch format of retainKeys"),
            (
                #"{"spec":{"$setElementOrder/containers":1}}"#, .badRequest,
                "Invalid patch format of setElementOrder list"
            ),
            (#"{"spec":{"$setElementOrder/ingress":[]}}"#, .badRequest, "Invalid patch format of setElementOrder list"),
            (
                #"{"metadata":{"$deleteFromPrimitiveList/finalizers":"x"}}"#, .badRequest,
                "Invalid patch format of primitive"
            ),
            (
                #"{"spec":{"$setElementOrder/containers":[{"name":"b"}],"containers":[{"name":"a"}]}}"#, .badRequest,
                "The order in patch list"
            ),
            (
                #"{"spec":{"$setElementOrder/containers":[{"name":"a"},{"name":"b"}],"containers":[{"name":"b"},{"name":"a"}]}}"#,
                .badRequest, "The order in patch list"
            ),
            (#"{"spec":{"$flip":1}}"#, .badRequest, "unknown directive: $flip"),
            ("[]", .badRequest, "invalid JSON document"),
        ] as [(String, APIFailure.Reason, String)])
    func refuses(patch: String, reason: APIFailure.Reason, words: String) throws {
        let patch = try json(patch)
        let pod = try json(Self.pod)
        let failure = failure { () throws(APIFailure) in
            try StrategicPatch.applied(patch, to: pod, schema: PatchSchemas.pod)
        }
        #expect(failure?.reason == reason)
        #expect(failure?.message.contains(words) == true)
    }
}

import JSON
import Testing

@testable import KubernetesAPI

@Suite struct ServerSideApplyTests {
    /// An object that managers write one after another.
    struct Writes {
        var object: JSONValue?
        var time = 0

        private var now: String { "2026-01-01T00:00:0\(time)Z" }

        mutating func apply(
            _ text: String, by manager: String, force: Bool = false, subresource: String = ""
        ) throws {
            time += 1
            object = try ServerSideApply.applied(
                json(text), to: object, schema: PatchSchemas.pod, manager: manager, force: force, apiVersion: "v1",
                subresource: subresource, time: now)
        }

        mutating func update(_ text: String, by manager: String, subresource: String = "") throws {
            time += 1
            object = ServerSideApply.updated(
                try json(text), from: object, schema: PatchSchemas.pod, manager: manager, apiVersion: "v1",
                subresource: subresource, time: now)
        }

        /// What a manager applies does not go through, for this reason.
        func refusal(_ text: String, by manager: String) throws -> APIFailure? {
            let config = try json(text)
            return failure { () throws(APIFailure) in
                try ServerSideApply.applied(
                    config, to: object, schema: PatchSchemas.pod, manager: manager, force: false, apiVersion: "v1",
                    subresource: "", time: "t")
            }
        }

        /// A part of the object.
        func part(_ first: String, _ second: String? = nil) -> String? {
            (second.map { object?[path: first, $0] } ?? object?[first])?.text
        }

        /// What each manager owns, and since when.
        var owners: [String] {
            (object?[path: "metadata", "managedFields"]?.items ?? []).map {
                "\($0["manager"]?.string ?? "") \($0["operation"]?.string ?? "") \($0["time"]?.string?.suffix(3) ?? "") "
                    + ($0["fieldsV1"]?.text ?? "")
            }
        }
    }

    private static let web = #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","labels":{"app":"web"}},"#

    @Test("makes an object of a configuration, all of whose fields are the manager's but those that say which it is")
    func creates() throws {
        var writes = Writes()
        let config =
            Self.web
            + #""spec":{"containers":[{"name":"a","image":"1","ports":[{"containerPort":80}],"args":["x"]}],"podSelector":{},"strategy":{}}}"#
        try writes.apply(config, by: "m")
        #expect(
            writes.owners == [
                #"m Apply 01Z {"f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"a\"}":{".":{},"f:args":{},"f:image":{},"f:name":{},"f:ports":{"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{}}}}},"f:podSelector":{},"f:strategy":{}}}"#
            ])
        var object = try #require(writes.object)
        var metadata = try #require(object["metadata"])
        metadata["managedFields"] = nil
        object["metadata"] = metadata
        #expect(object == (try json(config)))
    }

    @Test("changes nothing, not even a time, where the same is applied again in another order")
    func noChange() throws {
        var writes = Writes()
        try writes.apply(#"{"metadata":{"name":"x","labels":{"a":"1","b":"2"}},"spec":{"nodeName":"n"}}"#, by: "m")
        let before = writes.object
        try writes.apply(#"{"spec":{"nodeName":"n"},"metadata":{"labels":{"b":"2","a":"1"},"name":"x"}}"#, by: "m")
        #expect(writes.object == before)
        try writes.update(try #require(before).text, by: "u")
        #expect(writes.object == before)
    }

    @Test("takes out what the manager no longer applies, and leaves what others hold on to")
    func prunes() throws {
        var writes = Writes()
        try writes.apply(#"{"metadata":{"labels":{"a":"1","b":"2","c":"3"}},"spec":{"nodeName":"n"}}"#, by: "m")
        try writes.apply(#"{"metadata":{"labels":{"b":"2"}}}"#, by: "other")
        try writes.apply(#"{"metadata":{"labels":{"c":"3"}}}"#, by: "m")
        #expect(writes.part("metadata", "labels") == #"{"b":"2","c":"3"}"#)
        #expect(writes.part("spec") == nil)
        #expect(
            writes.owners == [
                #"other Apply 02Z {"f:metadata":{"f:labels":{"f:b":{}}}}"#,
                #"m Apply 03Z {"f:metadata":{"f:labels":{"f:c":{}}}}"#,
            ])
    }

    @Test("takes items out of lists and sets, but not what others have in them or what lies beside")
    func prunesItems() throws {
        var writes = Writes()
        try writes.update(
            #"{"metadata":{"finalizers":["f"]},"spec":{"containers":[{"name":"z","image":"0"}]}}"#, by: "u")
        try writes.apply(
            #"{"metadata":{"finalizers":["g"]},"spec":{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2","args":["x"]}]}}"#,
            by: "m")
        #expect(writes.part("metadata", "finalizers") == #"["f","g"]"#)
        try writes.apply(#"{"spec":{"containers":[{"name":"b","image":"2"}]}}"#, by: "other")
        try writes.apply(#"{"spec":{"containers":[]}}"#, by: "m")
        #expect(writes.part("spec", "containers") == #"[{"name":"z","image":"0"},{"name":"b","image":"2"}]"#)
        #expect(writes.part("metadata", "finalizers") == #"["f"]"#)
    }

    @Test("names who is in the way, one field in one line and several in a list each")
    func conflicts() throws {
        var writes = Writes()
        try writes.update(
            #"{"metadata":{"labels":{"a":"1"}},"spec":{"podSelector":{"matchLabels":{"a":"b"}},"containers":[{"name":"w","image":"1"}]}}"#,
            by: "kubectl-client-side-apply")
        let one = try writes.refusal(#"{"spec":{"podSelector":{}}}"#, by: "m")
        #expect(one?.reason == .conflict)
        #expect(
            one?.message
                == #"Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using v1: .spec.podSelector"#
        )
        #expect(
            one?.details?.text
                == #"{"causes":[{"reason":"FieldManagerConflict","message":"conflict with \"kubectl-client-side-apply\" using v1","field":".spec.podSelector"}]}"#
        )
        try writes.apply(#"{"metadata":{"labels":{"b":"1"}}}"#, by: "b")
        let three = try writes.refusal(
            #"{"metadata":{"labels":{"a":"2","b":"2"}},"spec":{"containers":[{"name":"w","image":"2"}]}}"#, by: "m")
        #expect(
            three?.message == """
                Apply failed with 3 conflicts: conflicts with "b":
                - .metadata.labels.b
                conflicts with "kubectl-client-side-apply" using v1:
                - .metadata.labels.a
                - .spec.containers[name="w"].image
                """)
        #expect(try writes.refusal(#"{"metadata":{"labels":{"a":"1","b":"1"}}}"#, by: "m") == nil)
    }

    @Test("takes fields from others with force, and shares those that are the same")
    func force() throws {
        var writes = Writes()
        try writes.apply(#"{"metadata":{"labels":{"a":"1","b":"1"}}}"#, by: "one")
        try writes.apply(#"{"metadata":{"labels":{"a":"2","b":"1"}}}"#, by: "two", force: true)
        #expect(writes.part("metadata", "labels") == #"{"a":"2","b":"1"}"#)
        #expect(
            writes.owners == [
                #"one Apply 01Z {"f:metadata":{"f:labels":{"f:b":{}}}}"#,
                #"two Apply 02Z {"f:metadata":{"f:labels":{"f:a":{},"f:b":{}}}}"#,
            ])
    }

    @Test("gives what a write changed to who wrote it, and what it took out to nobody")
    func updates() throws {
        var writes = Writes()
        try writes.update(
            #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","uid":"u","labels":{"a":"1","b":"1"}},"spec":{"nodeName":"n"}}"#,
            by: "one")
        #expect(
            writes.owners == [
                #"one Update 01Z {"f:metadata":{"f:labels":{".":{},"f:a":{},"f:b":{}}},"f:spec":{"f:nodeName":{}}}"#
            ])
        try writes.update(#"{"metadata":{"name":"x","labels":{"a":"2"}},"spec":{"nodeName":"n"}}"#, by: "two")
        #expect(
            writes.owners == [
                #"one Update 01Z {"f:metadata":{"f:labels":{}},"f:spec":{"f:nodeName":{}}}"#,
                #"two Update 02Z {"f:metadata":{"f:labels":{"f:a":{}}}}"#,
            ])
        try writes.update(#"{"metadata":{"name":"x","labels":{"a":"3"}},"spec":{"nodeName":"n"}}"#, by: "two")
        #expect(writes.owners.last?.hasPrefix("two Update 02Z") == true)
    }

    @Test("keeps what is written at a subresource apart, and applies status there alone")
    func subresources() throws {
        var writes = Writes()
        try writes.apply(#"{"spec":{"nodeName":"n"},"status":{"phase":"lost"}}"#, by: "m")
        #expect(writes.part("status") == nil)
        try writes.apply(
            #"{"spec":{"nodeName":"lost"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}"#, by: "m",
            subresource: "status")
        #expect(writes.part("spec") == #"{"nodeName":"n"}"#)
        #expect(writes.part("status") == #"{"conditions":[{"type":"Ready","status":"True"}]}"#)
        let refusal = try writes.refusal(#"{"spec":{"nodeName":"k"}}"#, by: "else")
        #expect(refusal?.message == #"Apply failed with 1 conflict: conflict with "m": .spec.nodeName"#)
        try writes.update(
            #"{"spec":{"nodeName":"n"},"status":{"conditions":[{"type":"Ready","status":"False"}]}}"#, by: "k",
            subresource: "status")
        #expect(
            try writes.refusal(#"{"spec":{"nodeName":"n"}}"#, by: "m") == nil && writes.owners.count == 3)
        #expect(
            writes.owners.last
                == #"k Update 03Z {"f:status":{"f:conditions":{"k:{\"type\":\"Ready\"}":{"f:status":{}}}}}"#)
    }

    @Test("hands ownership over or forgets it as a writer says, and not where what it says makes no sense")
    func handsOver() throws {
        var writes = Writes()
        try writes.update(#"{"metadata":{"name":"x"},"spec":{"nodeName":"n"}}"#, by: "one")
        let renamed = try #require(writes.object).text.replacing("\"one\"", with: "\"two\"")
        try writes.update(renamed, by: "three")
        #expect(writes.owners == [#"two Update 01Z {"f:spec":{"f:nodeName":{}}}"#])
        try writes.update(#"{"metadata":{"name":"x","managedFields":[{"a":1}]},"spec":{"nodeName":"n"}}"#, by: "three")
        #expect(writes.owners == [#"two Update 01Z {"f:spec":{"f:nodeName":{}}}"#])
        try writes.update(#"{"metadata":{"name":"x","managedFields":[{}]},"spec":{"nodeName":"n"}}"#, by: "three")
        #expect(writes.owners == [])
        try writes.apply(#"{"spec":{"nodeName":"n"}}"#, by: "m")
        #expect(writes.owners.last == #"before-first-apply Update 05Z {"f:spec":{".":{},"f:nodeName":{}}}"#)
    }

    @Test("orders items as they are applied, with those of others where they were")
    func order() throws {
        var writes = Writes()
        try writes.update(#"{"metadata":{"finalizers":["a","b","c"]}}"#, by: "u")
        try writes.apply(#"{"metadata":{"finalizers":["d","c","a"]}}"#, by: "m")
        #expect(writes.part("metadata", "finalizers") == #"["b","d","c","a"]"#)
    }

    @Test(
        "refuses configurations that contradict themselves",
        arguments: [
            ("[]", "an applied configuration is an object"),
            (#"{"metadata":{"managedFields":[{"manager":"m"}]}}"#, "metadata.managedFields must be nil"),
            (
                #"{"spec":{"containers":[{"name":"a"},{"name":"a"}]}}"#,
                #"failed to create typed patch object: .spec.containers: duplicate entries for key [name="a"]"#
            ),
            (
                #"{"spec":{"containers":[{"image":"a"}]}}"#,
                "failed to create typed patch object: .spec.containers: element 0: associative list with keys has an "
                    + "element that omits a key field of name"
            ),
        ])
    func refuses(config: String, message: String) throws {
        #expect(try Writes().refusal(config, by: "m") == APIFailure(.badRequest, message))
    }
}

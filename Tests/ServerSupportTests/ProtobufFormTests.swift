@testable import ServerSupport
import TestSupport
import Testing

@Suite struct ProtobufFormTests {
    private let pods = ServedKind.pods.path
    private let protobuf = "Accept: application/vnd.kubernetes.protobuf"

    @Test("is chosen by what the client prefers and the server has")
    func negotiation() throws {
        let server = try ScriptedServer()
        func type(_ accept: String) throws -> String? {
            try Curl().get(server, pods, header: "Accept: \(accept)").headers["content-type"]
        }
        let preferred = "application/vnd.kubernetes.protobuf"
        #expect(try type("\(preferred),application/json") == preferred)
        #expect(try type("application/json;q=0.9,application/vnd.kubernetes.protobuf;q=0.1") == "application/json")
        #expect(try type("application/json;as=Table;v=v1;g=meta.k8s.io,*/*") == "application/json")
        #expect(try Curl().get(server, pods, header: "Accept: text/csv").status == 406)
        try server.set(.protobuf(false))
        #expect(try type("application/vnd.kubernetes.protobuf,application/json") == "application/json")
    }

    @Test("a list is an envelope with the magic number, and in it items without a kind")
    func list() throws {
        let curl = Curl(http2: false)
        let server = try ScriptedServer()
        for name in ["a", "b"] { try server.put(pod(name)) }
        let answer = try curl.get(server, pods + "?limit=1", header: protobuf)
        let (version, kind, list) = try #require(ProtobufFields.enveloped(answer.body))
        #expect(version == "v1" && kind == "PodList")
        // ListMeta: resourceVersion 2, continue 3, remainingItemCount 4. Pod: metadata 1, whose name is 1.
        #expect(list.message(1)?.text(2) == "1002" && list.message(1)?.number(4) == 1)
        #expect(list.message(1)?.text(3)?.isEmpty == false)
        #expect(list.all(2).compactMap { ProtobufFields($0)?.message(1)?.text(1) } == ["a"])
    }

    @Test("a watch is frames with their length in front: type, and the object in its envelope")
    func watch() throws {
        let server = try ScriptedServer()
        try server.put(pod("a"))
        try server.set(.second(milliseconds: 100))
        let path = pods + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=1"
        let status = #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"no","code":418}"#
        try server.add(ServerFault(.insert(at: 2, type: "ERROR", object: status, now: true)))
        let answer = try Curl().get(server, path, header: protobuf)
        #expect(answer.headers["content-type"] == "application/vnd.kubernetes.protobuf;stream=watch")
        let events = try frames(answer.body).map { try #require(ProtobufFields($0)) }
        #expect(events.compactMap { $0.text(1) } == ["ADDED", "BOOKMARK", "ERROR"])
        let objects = try events.map { try #require(ProtobufFields.enveloped($0.message(2)?.bytes(1) ?? [])) }
        #expect(objects.map(\.kind) == ["Pod", "Pod", "Status"])
        #expect(objects[0].object.message(1)?.text(1) == "a")
        // ObjectMeta: annotations 12, a map. Status: message 3, code 6.
        let mark = objects[1].object.message(1)?.message(12)
        #expect(mark?.text(1) == "k8s.io/initial-events-end" && mark?.text(2) == "true")
        #expect(objects[2].object.text(3) == "no" && objects[2].object.number(6) == 418)
    }

    @Test("errors have it too, and an event may be damaged within its frame")
    func damage() throws {
        let server = try ScriptedServer()
        let refused = try Curl().get(server, pods + "?fieldSelector=x%3Dy", header: protobuf)
        #expect(refused.status == 400 && ProtobufFields.enveloped(refused.body)?.kind == "Status")
        try server.put(pod("a"))
        try server.set(.second(milliseconds: 100))
        try server.add(ServerFault(.garbage(at: 0)))
        let path = pods + "?watch=1&timeoutSeconds=1&allowWatchBookmarks=true"
        let events = frames(try Curl().get(server, path, header: protobuf).body)
        #expect(events.count == 2 && ProtobufFields(events[0]) == nil && ProtobufFields(events[1]) != nil)
    }

    @Test("thousands of objects are converted in one run, and what has no place is refused with its path")
    func converter() throws {
        let objects =
            (0..<1000).map { pod("p\($0)") } + [
                #"{"kind":"Pod","metadata":{"labels":{"a":1}}}"#, #"{"kind":"Riddle"}"#, "[",
                #"{"kind":"NetworkPolicy","apiVersion":"networking.k8s.io/v1","#
                    + #""spec":{"ingress":[{"ports":[{"port":"http"}]}]}}"#,
            ]
        let converted = try ProtobufConverter.convert(objects)
        #expect(converted.count == 1004)
        for (index, result) in converted.prefix(1000).enumerated() {
            guard case .bytes(let bytes) = result else { continue }
            #expect(ProtobufFields.enveloped(bytes)?.object.message(1)?.text(1) == "p\(index)")
        }
        #expect(converted[1000] == .refused("metadata.labels.a: a string belongs here, not a number"))
        #expect(converted[1001] == .refused("there is no table for this kind"))
        if case .bytes = converted[1002] { Issue.record("half a text is no object") }
        guard case .bytes(let policy) = converted[1003] else { throw ServerError.refused(op: "convert", reason: "") }
        let (version, kind, object) = try #require(ProtobufFields.enveloped(policy))
        #expect(version == "networking.k8s.io/v1" && kind == "NetworkPolicy")
        // Spec 2, ingress 2, ports 1, port 2: IntOrString of type 1, whose text is 3.
        let port = object.message(2)?.message(2)?.message(1)?.message(2)
        #expect(port?.number(1) == 1 && port?.text(3) == "http")
    }

    @Test("base64 is read to the last bit")
    func base64() throws {
        for count in 0..<70 {
            let text = try Command.run(["base64", "-w0"], input: [UInt8](0..<UInt8(count)).map { $0 &* 77 })
            #expect(decodedBase64(text.outputBytes) == (0..<UInt8(count)).map { $0 &* 77 })
        }
    }
}

/// The frames of a watch: four bytes of length, the highest first, and so many bytes.
private func frames(_ bytes: [UInt8]) -> [[UInt8]] {
    var rest = bytes[...]
    var frames: [[UInt8]] = []
    while rest.count >= 4 {
        let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        frames.append(Array(rest.dropFirst(4).prefix(count)))
        rest = rest.dropFirst(4 + count)
    }
    return frames
}

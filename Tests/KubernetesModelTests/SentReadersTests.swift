import Addresses
import KubernetesModel
import TestSupport
import Testing

@Suite struct SentReadersTests {
    private let pods = [
        WirePod(name: "a", version: 3), WirePod(name: "b", version: 4, labels: ["app": "db", "tier": "back"]),
        WirePod(name: "c", version: 5, labels: [:], address: "fd00::1"),
    ]

    private func read(_ bytes: [[UInt8]], _ encoding: SentEncoding) throws(SentError) -> ([SentObject], ListHead) {
        var reader = Resource.pods.listReader(encoding)
        var objects: [SentObject] = []
        for part in bytes { objects += try reader.add(part) }
        return (objects, try reader.end())
    }

    private func watch(_ bytes: [[UInt8]], _ encoding: SentEncoding) throws(SentError) -> [WatchEvent] {
        var reader = Resource.pods.watchReader(encoding)
        var events: [WatchEvent] = []
        for part in bytes { events += try reader.add(part) }
        try reader.end()
        return events
    }

    /// The objects as the model has them, made without a reader.
    private func expected() throws -> [SentObject] {
        try pods.map { pod in
            let labels = Labels(pod.labels.map { Labels.Label($0.key, $0.value) })
            let object = Pod(
                ObjectKey("shop", pod.name), labels: labels, node: "n1",
                addresses: [try IPAddress(parsing: pod.address)],
                ports: [Pod.NamedPort("http", .tcp, 80)])
            return SentObject(object: .pod(object), resourceVersion: "\(pod.version)", defects: [])
        }
    }

    @Test("a list is the same in both encodings, wherever it is cut", arguments: SentEncoding.allCases)
    func lists(encoding: SentEncoding) throws {
        let bytes = Wire.list(pods, version: "77", continuation: "more", encoding)
        let head = ListHead(resourceVersion: "77", continuation: "more")
        for cut in 0...bytes.count {
            let (objects, found) = try read([Array(bytes[..<cut]), Array(bytes[cut...])], encoding)
            #expect(objects == (try expected()) && found == head, "cut at \(cut)")
        }
        let (objects, _) = try read(bytes.map { [$0] }, encoding)
        #expect(objects == (try expected()), "byte by byte")
        #expect(try read([Wire.list([], encoding)], encoding).0.isEmpty)
    }

    @Test("a list that ends before its end is no list", arguments: SentEncoding.allCases)
    func cutLists(encoding: SentEncoding) throws {
        // In protobuf the last four bytes say nothing of the list, and in JSON the last is a new line.
        let bytes = Wire.list(pods, encoding)
        for count in 0..<bytes.count - (encoding == .json ? 1 : 4) {
            #expect(throws: SentError.self, "\(count)") { try read([Array(bytes.prefix(count))], encoding) }
        }
    }

    @Test("a watch is the same in both encodings, wherever it is cut", arguments: SentEncoding.allCases)
    func watches(encoding: SentEncoding) throws {
        let objects = try expected()
        let bytes =
            Wire.event("ADDED", pods[0], encoding) + Wire.bookmark("7", endsInitialEvents: true, encoding)
            + Wire.event("MODIFIED", pods[1], encoding) + Wire.event("DELETED", pods[2], encoding)
            + Wire.bookmark("8", endsInitialEvents: false, encoding) + Wire.event("STRANGE", pods[0], encoding)
            + Wire.error(410, "Expired", encoding)
        let events: [WatchEvent] = [
            .changed(objects[0]), .bookmark(resourceVersion: "7", endsInitialEvents: true), .changed(objects[1]),
            .deleted(objects[2]), .bookmark(resourceVersion: "8", endsInitialEvents: false), .unknown("STRANGE"),
            .failed(ServerStatus(code: 410, reason: "Expired")),
        ]
        for cut in 0...bytes.count {
            #expect(try watch([Array(bytes[..<cut]), Array(bytes[cut...])], encoding) == events, "cut at \(cut)")
        }
        #expect(try watch(bytes.map { [$0] }, encoding) == events, "byte by byte")
    }

    @Test("an event is there as soon as its last byte is", arguments: SentEncoding.allCases)
    func prompt(encoding: SentEncoding) throws {
        var reader = Resource.pods.watchReader(encoding)
        var bytes = Wire.event("ADDED", pods[0], encoding)
        if encoding == .json { bytes.removeLast() }
        #expect(try reader.add(Array(bytes.dropLast())).isEmpty)
        #expect(throws: SentError.cut) { try reader.end() }
        #expect(try reader.add([bytes[bytes.count - 1]]).count == 1)
        try reader.end()
    }

    @Test(
        "the time at which a policy was written last is the newest of those who manage its fields, or its creation",
        arguments: SentEncoding.allCases)
    func policyTimes(encoding: SentEncoding) throws {
        for (seconds, last) in [
            ([], 1), ([nil], 1), ([0], 1), ([5], 5), ([3, 9, 4], 9), ([7, nil], 7), ([nil, 2], 2),
        ] as [([Int?], Int64)] {
            var reader = Resource.networkPolicies.watchReader(encoding)
            guard case .changed(let sent) = try reader.add(Wire.policy(written: seconds, encoding)).first,
                case .networkPolicy(let policy) = sent.object
            else { throw NoPolicy() }
            #expect(policy.creation == 1 && policy.lastWrite == last && sent.defects.isEmpty, "\(seconds)")
        }
    }

    @Test("managers of fields that nobody can read are no defect of a policy, since no rule depends on them")
    func brokenTimes() throws {
        for managers in [#"[{"time":"yesterday"}]"#, #"[{"time":7},7,null]"#, "7", "{}"] {
            var reader = Resource.networkPolicies.watchReader(.json)
            let metadata = #"{"name":"p","namespace":"shop","managedFields":\#(managers)}"#
            let event = #"{"type":"ADDED","object":{"metadata":\#(metadata),"spec":{}}}"#
            guard case .changed(let sent) = try reader.add(Array(event.utf8)).first,
                case .networkPolicy(let policy) = sent.object
            else { throw NoPolicy() }
            #expect(policy.lastWrite == 0 && sent.defects.isEmpty && policy.defects.isEmpty, "\(managers)")
        }
    }

    @Test("members of JSON may stand in any order")
    func order() throws {
        let list = #"{"items":[{"metadata":{"name":"a","namespace":"b"}}],"metadata":{"resourceVersion":"5"}}"#
        let (objects, head) = try read([Array(list.utf8)], .json)
        #expect(objects.count == 1 && head.resourceVersion == "5")
        let event = #"{"object":{"metadata":{"name":"a","resourceVersion":"6"}},"x":{},"type":"DELETED"}"#
        guard case .deleted(let object) = try watch([Array(event.utf8)], .json).first else { throw NoPolicy() }
        #expect(object.resourceVersion == "6")
        #expect(try watch([Array(#"{"type":"ADDED"}{"object":7}"#.utf8)], .json) == [.unknown("ADDED"), .unknown("")])
    }

    @Test("an object that does not say which it is has its reason, and the next one is read")
    func nameless() throws {
        let list = #"{"items":[{"metadata":{}},7,{"metadata":{"name":"a"}}]}"#
        let (objects, _) = try read([Array(list.utf8)], .json)
        #expect(objects.map { $0.object == nil } == [true, true, false])
        #expect(objects[0].defects.map(\.path) == ["metadata.name"] && objects[1].defects.hasError)
    }

    @Test("what is no answer of an API server is refused, and says what it is")
    func refused() throws {
        let page = Array("<html><body>Hello, this is the wrong place</body></html>".utf8)
        #expect(throws: SentError.self) { try read([page], .json) }
        #expect(throws: SentError.otherKind("no protobuf of Kubernetes")) { try read([page], .protobuf) }
        #expect(throws: SentError.otherKind("an array")) { try read([Array("[1, 2, 3]           ".utf8)], .json) }
        #expect(throws: SentError.tooLong) { try watch([[0xff, 0, 0, 0]], .protobuf) }
        #expect(throws: SentError.malformed("an event has no object")) { try watch([[0, 0, 0, 0]], .protobuf) }
        #expect("\(SentError.otherKind("an array"))".contains("is this the address of a Kubernetes API server?"))
        let endless = Array(#"{"items":["a"#.utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 33 << 20)
        #expect(throws: SentError.tooLong) { try read([endless], .json) }
    }

    @Test("says of a status what to do next")
    func statuses() throws {
        let text = #"""
            {"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"Too large resource version: 9",
            "reason":"Timeout","details":{"causes":[{"reason":"ResourceVersionTooLarge","message":"x"}],
            "retryAfterSeconds":1},"code":504}}
            """#
        let status = ServerStatus(
            code: 504, reason: "Timeout", message: "Too large resource version: 9", retryAfterSeconds: 1,
            causes: ["ResourceVersionTooLarge"])
        #expect(try watch([Array(text.utf8)], .json) == [.failed(status)])
        #expect(status.isTooNew && !status.isExpired && ServerStatus(code: 410).isExpired)
    }

    @Test("Fuzz: whatever the bytes are, they are read or refused", arguments: SentEncoding.allCases)
    func fuzz(encoding: SentEncoding) throws {
        var generator = SeededGenerator.forTest("sent \(encoding) fuzz")
        let list = Wire.list(pods, encoding)
        let events = Wire.event("ADDED", pods[0], encoding) + Wire.bookmark("7", endsInitialEvents: true, encoding)
        var refusals = 0
        let count = rounds(1_000, long: 50_000)
        for _ in 0..<count {
            var bytes = Bool.random(using: &generator) ? list : events
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            let parts = [Array(bytes[..<cut]), Array(bytes[cut...])]
            do throws(SentError) {
                _ = try read(parts, encoding)
            } catch {
                refusals += 1
            }
            do throws(SentError) {
                _ = try watch(parts, encoding)
            } catch {
                refusals += 1
            }
        }
        #expect(refusals > count && refusals < 2 * count, "\(refusals) refusals; \(generator)")
    }
}

import KubernetesModel
import Testing

@testable import HTTPClient
@testable import KubernetesClient

@Suite struct AnswerReadingTests {
    private static let json = "application/json"
    private static let protobuf = "application/vnd.kubernetes.protobuf"

    @Test("a list is told object by object, and at its end, wherever it is cut", arguments: SentEncoding.allCases)
    func lists(_ encoding: SentEncoding) {
        let bytes = SentBytes.list(["a", "b"], continuation: "c1", encoding)
        for cut in 0...bytes.count {
            let told = tell(
                .list,
                [head(200, encoding.type), .body(Array(bytes[..<cut])), .body(Array(bytes[cut...])), .end(.complete)])
            #expect(
                told.filter { $0.hasPrefix("objects") }.joined(separator: " ").replacing(" objects", with: "")
                    == "objects a b")
            #expect(told.first == "accepted" && told.last == "listed 9 c1", "\(cut): \(told)")
        }
    }

    @Test("a watch is told event by event, wherever it is cut", arguments: SentEncoding.allCases)
    func watches(_ encoding: SentEncoding) {
        let bytes = SentBytes.event("ADDED", "a", encoding) + SentBytes.event("DELETED", "b", encoding)
        for cut in 0...bytes.count {
            let told = tell(
                .watch,
                [head(200, encoding.type), .body(Array(bytes[..<cut])), .body(Array(bytes[cut...])), .end(.complete)])
            #expect(told.dropFirst().dropLast().joined(separator: " ").replacing(" events", with: "") == "events +a -b")
            #expect(told.first == "accepted" && told.last == "ended", "\(cut): \(told)")
        }
    }

    @Test(
        "the type of an answer is known with parameters, capitals and spaces",
        arguments: [
            ("application/json", SentEncoding.json), ("Application/JSON; charset=utf-8", .json),
            ("application/json;stream=watch", .json), (" application/json ", .json),
            ("application/vnd.kubernetes.protobuf;stream=watch", .protobuf),
            ("application/vnd.kubernetes.protobuf", .protobuf), ("application/yaml", nil), ("text/html", nil),
            ("", nil), ("application/jsonx", nil), ("application/cbor", nil),
        ])
    func types(text: String, wanted: SentEncoding?) {
        #expect(SentEncoding(contentType: text) == wanted)
    }

    @Test(
        "an answer of another type is said to be of that, and cut where it is long",
        arguments: [
            ("text/html; charset=utf-8", "of type text/html; charset=utf-8"), (nil, "of no type"), ("", "of no type"),
            (String(repeating: "x", count: 500), "of type " + String(repeating: "x", count: 80)),
        ] as [(String?, String)])
    func otherTypes(type: String?, wanted: String) {
        let told = tell(.list, [head(200, type)])
        #expect(told == ["unreadable json the answer is \(wanted): is this the address of a Kubernetes API server?"])
    }

    @Test("a refusal is told at its end, with its status in either encoding", arguments: SentEncoding.allCases)
    func refusals(_ encoding: SentEncoding) {
        let bytes = SentBytes.status(410, "Expired", "too old", encoding)
        for cut in 0...bytes.count {
            let told = tell(
                .watch,
                [head(410, encoding.type), .body(Array(bytes[..<cut])), .body(Array(bytes[cut...])), .end(.complete)])
            #expect(told == ["refused HTTP 410 Expired: too old"])
        }
    }

    @Test(
        "a refusal that is no status is told by its code and what can be shown of it",
        arguments: [
            (502, "text/html", "<html>\u{1b}[2J\n502</html>", "HTTP 502 <html> [2J 502</html>"),
            (503, nil, "", "HTTP 503"), (500, Self.json, "{}", "HTTP 500 {}"), (500, Self.json, "{", "HTTP 500 {"),
            (500, Self.protobuf, "no magic", "HTTP 500 no magic"), (301, nil, "moved", "HTTP 301 moved"),
            (204, Self.json, "", "HTTP 204"),
        ] as [(Int, String?, String, String)])
    func otherRefusals(code: Int, type: String?, body: String, wanted: String) {
        let told = tell(.list, [head(code, type)] + (body.isEmpty ? [] : [.body(Array(body.utf8))]) + [.end(.complete)])
        #expect(told == ["refused \(wanted)"])
    }

    @Test("no more of a refusal is kept than a part, however long it is")
    func longRefusal() {
        let part = HTTPEvent.body([UInt8](repeating: UInt8(ascii: "x"), count: 10_000))
        let told = tell(.list, [head(500, "text/plain")] + Array(repeating: part, count: 100) + [.end(.complete)])
        #expect(told == ["refused HTTP 500 \(String(repeating: "x", count: 120))…"])
        // The end of a status that is too long is not read, and so it is none.
        let long = SentBytes.status(500, "X", String(repeating: "y", count: 70_000), .json)
        let cut = tell(.list, [head(500, Self.json), .body(long), .end(.complete)])
        #expect(cut.count == 1 && cut[0].hasPrefix("refused HTTP 500 {\"kind\"") && cut[0].hasSuffix("…"))
    }

    @Test(
        "what the server says of when to ask again is taken from the header, where that is a number",
        arguments: [
            ("30", 30), ("0", 0), ("Fri, 31 Dec 1999 23:59:59 GMT", nil), ("", nil), ("1.5", nil), ("-4", nil),
            ("99999999999999999999", nil),
        ] as [(String, Int?)])
    func retryAfter(text: String, wanted: Int?) {
        var answer = Answer(to: Form.list.question)
        let headers = [HTTPHeader("content-type", Self.json), HTTPHeader("retry-after", text)]
        _ = answer.take(.head(HTTPHead(version: .http2, status: 429, headers: headers)))
        guard case .refused(let status) = answer.take(.end(.complete)).first else { return #expect(Bool(false)) }
        #expect(status.retryAfterSeconds == wanted)
    }

    @Test("what cannot be read is told with its encoding, and is the end", arguments: SentEncoding.allCases)
    func unreadable(_ encoding: SentEncoding) {
        for form in [Form.list, .watch] {
            let body = HTTPEvent.body([UInt8](repeating: UInt8(ascii: "x"), count: 2_000))
            let told = tell(form, [head(200, encoding.type), body])
            #expect(told.count == 2 && told[1].hasPrefix("unreadable \(encoding) "), "\(told)")
        }
    }

    @Test("an answer that ends before its end is told as cut", arguments: SentEncoding.allCases)
    func cut(_ encoding: SentEncoding) {
        let list = SentBytes.list(["a"], encoding)
        let event = SentBytes.event("ADDED", "a", encoding)
        for count in 1..<min(list.count - 1, event.count - 1) {
            let type = head(200, encoding.type)
            let wanted = "unreadable \(encoding) the answer ends in the middle of an object"
            #expect(tell(.list, [type, .body(Array(list[..<count])), .end(.complete)]).last == wanted)
            #expect(tell(.watch, [type, .body(Array(event[..<count])), .end(.complete)]).last == wanted)
        }
        // A list without any of its bytes is cut as well, a watch is not.
        #expect(tell(.list, [head(200, encoding.type), .end(.complete)]).last?.contains("the middle") == true)
        #expect(tell(.watch, [head(200, encoding.type), .end(.complete)]) == ["accepted", "ended"])
    }

    @Test("a connection that fails is told in its words, before an answer, in it, and in a refusal")
    func fails() {
        let end = HTTPEvent.end(.failed(.refused(by: "x:1")))
        let wanted = "failed x:1 refuses connections: check that the server runs, and the port"
        #expect(tell(.list, [end]) == [wanted])
        #expect(tell(.watch, [head(200, Self.json), end]) == ["accepted", wanted])
        #expect(tell(.watch, [head(500, Self.json), .body([1]), end]) == [wanted])
    }

    private enum Form {
        case list, watch

        var question: Question {
            let form =
                switch self {
                case .list: Question.Form.list(limit: 500, continuation: "")
                case .watch: Question.Form.watch(sendsInitialEvents: false, seconds: 300)
                }
            return Question(resource: .namespaces, form: form, version: "", selector: "", takesProtobuf: true)
        }
    }

    private func tell(_ form: Form, _ events: [HTTPEvent]) -> [String] {
        var answer = Answer(to: form.question)
        return events.flatMap { answer.take($0) }.map(\.words)
    }

    private func head(_ status: Int, _ type: String?) -> HTTPEvent {
        .head(HTTPHead(version: .http2, status: status, headers: type.map { [HTTPHeader("content-type", $0)] } ?? []))
    }
}

extension SentEncoding {
    fileprivate var type: String {
        switch self {
        case .json: "application/json"
        case .protobuf: "application/vnd.kubernetes.protobuf"
        }
    }
}

extension ReflectorInput {
    /// What is told, in few words.
    fileprivate var words: String {
        switch self {
        case .objects(let objects): "objects " + objects.map { $0.object?.key.name ?? "?" }.joined(separator: " ")
        case .listed(let head): "listed \(head.resourceVersion) \(head.continuation)"
        case .events(let events): "events " + events.map(\.words).joined(separator: " ")
        case .refused(let status): "refused \(status.words)"
        case .failed(let reason): "failed \(reason)"
        case .unreadable(let error, let encoding): "unreadable \(encoding) \(error)"
        case .begin, .alarm, .accepted, .ended: "\(self)"
        }
    }
}

extension WatchEvent {
    fileprivate var words: String {
        switch self {
        case .changed(let sent): "+\(sent.object?.key.name ?? "?")"
        case .deleted(let sent): "-\(sent.object?.key.name ?? "?")"
        case .bookmark, .failed, .unknown: "\(self)"
        }
    }
}

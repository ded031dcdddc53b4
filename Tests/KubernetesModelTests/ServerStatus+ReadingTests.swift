import KubernetesModel
import Testing
import WireSupport

@Suite struct ServerStatusReadingTests {
    private static let json = """
        {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"too new","reason":"Timeout",\
        "details":{"causes":[{"reason":"ResourceVersionTooLarge","message":"x"}],"retryAfterSeconds":7},"code":504}
        """
    private static let protobuf =
        Array("k8s\0".utf8)
        + MessageWriter.message { envelope in
            envelope.message(2) { status in
                status.text(2, "Failure")
                status.text(3, "too new")
                status.text(4, "Timeout")
                status.message(5) { details in
                    details.message(4) { $0.text(1, "ResourceVersionTooLarge") }
                    details.number(5, 7)
                }
                status.number(6, 504)
            }
        }

    @Test(
        "a status says the same in both encodings",
        arguments: [(Array(json.utf8), SentEncoding.json), (protobuf, .protobuf)])
    func reads(bytes: [UInt8], encoding: SentEncoding) {
        let status = ServerStatus(bytes, encoding, code: 500)
        #expect(
            status
                == ServerStatus(
                    code: 504, reason: "Timeout", message: "too new", retryAfterSeconds: 7,
                    causes: ["ResourceVersionTooLarge"]))
        #expect(status.isTooNew && !status.isExpired)
    }

    @Test("the header goes before what a status says of when to ask again")
    func retryAfter() {
        #expect(ServerStatus(Array(Self.json.utf8), .json, code: 504, retryAfterSeconds: 3).retryAfterSeconds == 3)
    }

    @Test("a status without a code has that of HTTP", arguments: ["", #","code":0"#])
    func code(member: String) {
        let bytes = Array("{\"reason\":\"Expired\"\(member)}".utf8)
        #expect(ServerStatus(bytes, .json, code: 410) == ServerStatus(code: 410, reason: "Expired"))
    }

    @Test(
        "what is no status is told as far as it can be shown",
        arguments: [
            ("{}", SentEncoding.json, "{}"), ("[1]", .json, "[1]"), ("{\"reason\":", .json, "{\"reason\":"),
            ("<html>\n<b>\u{1b}[31mno", nil, "<html> <b> [31mno"), ("", nil, ""), ("", .json, ""),
            (json, nil, String(json.prefix(120)) + "…"), ("k8s\0\u{ff}", .protobuf, "k8s \u{ff}"),
            (String(repeating: "é", count: 60), nil, String(repeating: "é", count: 60)),
        ] as [(String, SentEncoding?, String)])
    func others(text: String, encoding: SentEncoding?, wanted: String) {
        #expect(ServerStatus(Array(text.utf8), encoding, code: 502) == ServerStatus(code: 502, message: wanted))
    }

    @Test(
        "what is expired, and what is too new, is told by more than the code",
        arguments: [
            (ServerStatus(code: 410), true, false), (ServerStatus(code: 500, reason: "Expired"), true, false),
            (ServerStatus(code: 500, reason: "Gone"), true, false), (ServerStatus(code: 504), false, false),
            (ServerStatus(code: 504, message: "Timeout: Too large resource version: 9"), false, true),
            (ServerStatus(code: 504, causes: ["Other", "ResourceVersionTooLarge"]), false, true),
        ])
    func meanings(status: ServerStatus, isExpired: Bool, isTooNew: Bool) {
        #expect(status.isExpired == isExpired && status.isTooNew == isTooNew)
    }
}

import ServerSupport
import Testing

/// What goes wrong while it is said what there is.
@Suite struct StartTroubleTests {
    @Test("initial events that are cut, silent, damaged or refused are not taken for all", arguments: WireForm.some)
    func initialEvents(form: WireForm) async throws {
        try await Endurance(form).expectAgreementAtStart(
            ServerFault.Cut.allCases.flatMap { how in [0, 2, 9_000].map { Self.cut(at: $0, how) } }
                + Self.interrupted + Self.refused + Self.damaged(form) + Self.strange)
    }

    @Test("pages that are cut, silent, damaged or expire are not taken for all", arguments: WireForm.some)
    func pages(form: WireForm) async throws {
        try await Endurance(form).expectAgreementAtStart(
            ServerFault.Cut.allCases.flatMap { how in [0, 3, 700].map { Self.pageCut(at: $0, how) } }
                + Self.pagesInterrupted + Self.otherWays)
    }

    private static func cut(at offset: Int, _ how: ServerFault.Cut) -> Trouble {
        Trouble("cut at \(offset) by \(how)", .ended("cut"), watch: true, .cut(after: offset, how: how))
    }

    private static var interrupted: [Trouble] {
        [
            Trouble("silent at once", .ended("left"), .note("is listed instead"), watch: true, .silence(after: 0)),
            Trouble("silent in an object", .note("is listed instead"), watch: true, .silence(after: 9_000)),
            Trouble("black hole", .note("does not answer"), watch: true, .blackHole),
            Trouble("ends early", .note("the watch ended before all"), watch: true, .end(afterEvents: 7)),
            Trouble("goes away", watch: true, .goAway(code: 0)),
        ]
    }

    private static var refused: [Trouble] {
        [
            Trouble("web page", .note("is this the address of"), watch: true, .answer(.webPage)),
            Trouble("other type", .note("of type text/plain"), watch: true, .contentType("text/plain")),
            .answers(410, "Expired", .note("is forgotten")),
            .answers(429, "TooManyRequests", retryAfter: "1", times: 3, .status(429, 3), .note("HTTP 429")),
            .answers(500, "InternalError", .note("HTTP 500")), .answers(503, "ServiceUnavailable", .note("HTTP 503")),
            .answers(504, "Timeout", .note("HTTP 504")),
        ]
    }

    private static func damaged(_ form: WireForm) -> [Trouble] {
        let inJSON = Trouble.Sign.note("JSON is asked for", "cannot be read")
        let places = form.takesProtobuf ? [0, 4, 12] : [0, 1]
        return places.map { Trouble("flipped at \($0)", inJSON, watch: true, .flip(at: $0)) }
            + [Trouble("garbage in place of the fourth", inJSON, watch: true, .garbage(at: 3))]
    }

    private static var strange: [Trouble] {
        [
            Trouble("each twice", .note("all there is was said"), watch: true, .duplicate),
            Trouble("each again later", .note("all there is was said"), watch: true, .replay(3)),
            Trouble("no mark at the end", .note("is listed instead"), watch: true, .withoutEndAnnotation),
            Trouble("in pieces", watch: true, .dribble(bytes: 997, first: 1)),
            Trouble(
                "byte by byte",
                comes: { try $0.add(ServerFault(.dribble(bytes: 1), path: ServedKind.namespaces.path)) }),
            Trouble(
                "an unknown event", .note("of type LATER"), watch: true, .insert(at: 3, type: "LATER", object: "{}")),
            Trouble("one version each", watch: true, .insert(at: 0, type: "BOOKMARK", object: podBookmark)),
        ]
    }

    private static func pageCut(at offset: Int, _ how: ServerFault.Cut) -> Trouble {
        Trouble(
            "page cut at \(offset) by \(how)", .ended("cut"), .query("continue="), requestsMax: 32,
            comes: { server in
                try server.set(.watchList(.invalid), .gzip(false))
                try server.add(.ofPods(.cut(after: offset, how: how), watch: false, query: "continue="))
            })
    }

    private static var pagesInterrupted: [Trouble] {
        let second: @Sendable (ServerFault.Action) -> @Sendable (ScriptedServer) throws -> Void = { action in
            { server in
                try server.set(.watchList(.badRequest), .gzip(false))
                try server.add(.ofPods(action, watch: false, query: "continue="))
            }
        }
        let expired = ServerFault.Answer(410, object: status(410, "Expired"))
        return [
            Trouble("silent page", .note("said nothing for too long"), comes: second(.silence(after: 100))),
            Trouble("black hole", .note("does not answer"), comes: second(.blackHole)),
            Trouble("flipped page", .note("cannot be read", "JSON is asked for"), comes: second(.flip(at: 0))),
            Trouble("web page", .note("is this the address of"), comes: second(.answer(.webPage))),
            Trouble("page gone", .status(410), .note("all is listed at once"), comes: second(.answer(expired))),
            Trouble("page in pieces", comes: second(.dribble(bytes: 1_000, first: 3))),
            Trouble(
                "pages expire", .status(410), .note("all is listed at once"), comes: second(.delay(milliseconds: 150))
            ) {
                #expect(try $0.wait(requests: 3, path: ServedKind.pods.path))
                try $0.changePods("compacted")
                try $0.compact()
            },
        ]
    }

    private static var otherWays: [Trouble] {
        [
            Trouble(
                "refused as invalid", .status(422, 4), .query("limit="), comes: { try $0.set(.watchList(.invalid)) }),
            Trouble("refused", .status(400, 4), .query("limit="), comes: { try $0.set(.watchList(.badRequest)) }),
            Trouble(
                "ignored", .note("is listed instead"), .query("limit="), comes: { try $0.set(.watchList(.ignored)) }),
            Trouble("no protobuf", comes: { try $0.set(.protobuf(false)) }),
            Trouble(
                "no field of the network", .note("does not select by field"), .status(400),
                comes: { try $0.set(.podFieldLabels(["metadata.name", "status.phase"])) }),
            Trouble(
                "no fields at all", .note("does not select by field"), .status(400, 2),
                comes: { try $0.set(.podFieldLabels(["metadata.name"])) }),
            Trouble(
                "watches of no time", .note("the watch ended before all"),
                comes: { try $0.set(.second(milliseconds: 0)) },
                goesOn: { server in
                    #expect(try server.wait(ended: 3, path: ServedKind.pods.path))
                    try server.set(.second(milliseconds: 1_000))
                }),
        ]
    }

    /// A bookmark as it comes without the mark at the end.
    private static let podBookmark =
        #"{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"1"},"spec":{},"status":{}}"#
}

extension Trouble {
    /// A watch of pods is answered with a status.
    static func answers(
        _ code: Int, _ reason: String, retryAfter: String? = nil, times: Int = 1, _ signs: Sign...
    ) -> Trouble {
        let answer = ServerFault.Answer(code, retryAfter: retryAfter, object: status(code, reason))
        return Trouble(
            "answer \(code)", signs: signs + [.status(code)],
            comes: { try $0.add(.ofPods(.answer(answer), watch: true, times: times)) })
    }
}

/// A status as JSON.
func status(_ code: Int, _ reason: String) -> String {
    """
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"told to",
    "reason":"\(reason)","code":\(code)}
    """
}

import ServerSupport
import Testing

/// What goes wrong while changes are heard.
@Suite struct WatchTroubleTests {
    @Test("a watch that is cut, silent, damaged or refused loses no change", arguments: WireForm.some)
    func watches(form: WireForm) async throws {
        try await Endurance(form).expectAgreementLater(
            ServerFault.Cut.allCases.flatMap { how in [0, 3, 700].map { Self.cut(at: $0, how) } }
                + Self.interrupted + Self.refused + Self.damaged(form) + Self.strange)
    }

    @Test("a version that is forgotten has all listed again", arguments: WireForm.some)
    func expired(form: WireForm) async throws {
        try await Endurance(form).expectAgreementLater([
            Self.compacted("gone as an event", .note("is forgotten")) { try $0.set(.gone(.event)) },
            Self.compacted("gone as a status", .note("is forgotten"), .status(410)) { try $0.set(.gone(.status)) },
            Self.compacted("gone, and pages behind it", .note("is forgotten"), .query("limit=3")) {
                try $0.set(.watchList(.invalid))
            },
            Self.compacted("gone, and the first try cut", .note("is forgotten"), .ended("cut")) {
                try $0.add(.ofPods(.cut(after: 900), watch: true, query: "sendInitialEvents"))
            },
        ])
    }

    private static func cut(at offset: Int, _ how: ServerFault.Cut) -> Trouble {
        Trouble("cut at \(offset) by \(how)", .ended("cut"), watch: true, .cut(after: offset, how: how))
    }

    private static var interrupted: [Trouble] {
        [
            Trouble("silent at once", .note("the watch ended"), watch: true, .silence(after: 0)),
            Trouble("silent in an object", .note("the watch ended"), watch: true, .silence(after: 500)),
            Trouble("black hole", .note("does not answer"), watch: true, .blackHole),
            Trouble("goes away", .connections(1), watch: true, .goAway(code: 2)),
            Trouble(
                "ends at once, again and again", .note("the watch ended at once"),
                comes: { try $0.add(.ofPods(.end(afterEvents: 0), watch: true, times: 6)) }),
            Trouble(
                "short watches", .note("the watch ended at once"), requestsMax: 60,
                comes: { try $0.set(.second(milliseconds: 0)) },
                goesOn: { server in
                    #expect(try server.wait(ended: 4, path: ServedKind.pods.path))
                    try server.set(.second(milliseconds: 1_000))
                }),
        ]
    }

    private static var refused: [Trouble] {
        [
            Trouble("web page", .note("is this the address of"), watch: true, .answer(.webPage)),
            Trouble("other type", .note("of type application/xml"), watch: true, .contentType("application/xml")),
            .answers(410, "Expired", .note("is forgotten")),
            .answers(429, "TooManyRequests", retryAfter: "1", times: 3, .status(429, 3), .note("HTTP 429")),
            .answers(500, "InternalError", .note("HTTP 500")), .answers(503, "ServiceUnavailable", .note("HTTP 503")),
            .answers(406, "NotAcceptable", .note("HTTP 406")),
            .answers(403, "Forbidden", .note("not allowed")),
        ]
    }

    private static func damaged(_ form: WireForm) -> [Trouble] {
        let inJSON = Trouble.Sign.note("JSON is asked for", "cannot be read", "the watch ended")
        // The length of a frame, the tag behind it; the brace of an object, the quote behind it.
        let places = form.takesProtobuf ? [0, 1, 4, 14] : [0, 1]
        return places.map { Trouble("flipped at \($0)", inJSON, watch: true, .flip(at: $0)) }
            + [Trouble("garbage in place of the second", inJSON, watch: true, .garbage(at: 1))]
    }

    private static var strange: [Trouble] {
        let gone = status(410, "Expired")
        return [
            Trouble("each twice", .note("an older state"), watch: true, .duplicate),
            Trouble("each again later", .note("an older state"), watch: true, .replay(3)),
            Trouble("in pieces", watch: true, .dribble(bytes: 7, first: 1)),
            Trouble("byte by byte", watch: true, .dribble(bytes: 1)),
            Trouble(
                "an unknown event", .note("of type LATER"), watch: true, .insert(at: 0, type: "LATER", object: "{}")),
            Trouble(
                "told it is gone", .note("is forgotten"), watch: true, .insert(at: 2, type: "ERROR", object: gone)),
            Trouble(
                "told of a failure", .note("HTTP 500"), watch: true,
                .insert(at: 1, type: "ERROR", object: status(500, "InternalError"))),
            Trouble("no bookmarks", watch: true, .withoutBookmarks),
        ]
    }

    /// What was known last is forgotten by the server while it cannot be asked.
    private static func compacted(
        _ name: String, _ signs: Trouble.Sign...,
        also: @escaping @Sendable (ScriptedServer) throws -> Void
    ) -> Trouble {
        Trouble(
            name, signs: signs, requestsMax: 60,
            comes: { server in
                try also(server)
                try server.listen(.closed)
            },
            goesOn: { server in
                // Changed already: all of that is forgotten.
                try server.compact()
                try server.listen(.open)
            })
    }
}

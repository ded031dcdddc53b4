import Testing

@testable import HTTPServer

@Suite struct RequestHeadersTests {
    private func headers(_ lines: [(String, String)]) -> RequestHeaders {
        var headers = RequestHeaders()
        for (name, value) in lines { headers.add(Array(name.utf8), Array(value.utf8)) }
        return headers
    }

    @Test("A header is found in any case, and a repeated one has all its values")
    func lookup() {
        let headers = headers([("Accept", "a"), ("X", "1"), ("ACCEPT", "b")])
        #expect(headers["accept"] == "a, b")
        #expect(headers["x"] == "1")
        #expect(headers["y"] == nil)
    }

    @Test(
        "Usual headers are let pass",
        arguments: [
            [], [("Content-Length", "10")], [("Transfer-Encoding", "Chunked")], [("Expect", "100-Continue")],
            [("Host", "a"), ("X-Y_z", "\tä")],
        ] as [[(String, String)]])
    func passing(lines: [(String, String)]) {
        #expect(headers(lines).refusal(bodyMax: 10, headersMax: 1000) == nil)
    }

    @Test(
        "What could be read in two ways, or is too much, is refused",
        arguments: [
            ([("Content-Length", "1"), ("content-length", "1")], 400),
            ([("Content-Length", "1"), ("Transfer-Encoding", "chunked")], 400),
            ([("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")], 400),
            ([("Transfer-Encoding", "gzip, chunked")], 501),
            ([("Content-Length", "1, 1")], 400), ([("Content-Length", "")], 400), ([("Content-Length", "-1")], 400),
            ([("Content-Length", "99999999999999999999")], 400), ([("Content-Length", "11")], 413),
            ([("Host", "a"), ("Host", "a")], 400), ([("Content-Length ", "1")], 400), ([("", "a")], 400),
            ([("A", "b\u{0}c")], 400), ([("A", "b\rc")], 400), ([("Expect", "more")], 417),
            ([("A", String(repeating: "x", count: 1000))], 431),
        ] as [([(String, String)], Int)])
    func refused(lines: [(String, String)], status: Int) {
        #expect(headers(lines).refusal(bodyMax: 10, headersMax: 1000) == status)
    }
}

import Testing

@testable import Daemon

@Suite struct RequestHeadTests {
    private func head(_ text: String, allowsPost: Bool = false) throws(RequestRefusal) -> RequestHead {
        try RequestHead(Array(text.utf8)[...], allowsPost: allowsPost)
    }

    @Test("a head says what is to be done, and whether the connection stays")
    func read() throws {
        let first = try head("GET /livez?verbose HTTP/1.1\r\nHost: x")
        #expect(first.method == .get && first.target.path == "/livez" && first.isCurrent && first.staysOpen)
        let old = try head("HEAD / HTTP/1.0")
        #expect(old.method == .head && !old.isCurrent && !old.staysOpen)
        #expect(try head("GET / HTTP/1.0\r\nConnection: Keep-Alive").staysOpen)
        #expect(try !head("GET / HTTP/1.1\r\nhost: x\r\nCONNECTION: foo , close").staysOpen)
        let post = try head(
            "POST /pause HTTP/1.1\r\nHost:x\r\nContent-Length: 12\r\nExpect: 100-Continue\r\nX: \u{E9}",
            allowsPost: true)
        #expect(post.method == .post && post.bodyLength == 12 && post.waitsForLeave)
        #expect(try head("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0").bodyLength == 0)
    }

    @Test(
        "what is no HTTP/1, or what we do not do, is refused with a sentence",
        arguments: [
            ("", 400, "The request line is not a method, a path and a version."),
            ("GET /", 400, "The request line is not a method, a path and a version."),
            ("GET  / HTTP/1.1", 400, "The request line is not a method, a path and a version."),
            ("GET / HTTP/1.1 x", 400, "The request line is not a method, a path and a version."),
            ("GET / HTTP/2.0\r\nHost: x", 505, "Only HTTP/1.1 and HTTP/1.0 are spoken here."),
            ("GET / http/1.1\r\nHost: x", 400, "The request line does not end with HTTP/1.1."),
            ("G(T / HTTP/1.1\r\nHost: x", 400, "The method is no word."),
            ("POST / HTTP/1.1\r\nHost: x", 405, "Only GET and HEAD are answered here."),
            ("DELETE / HTTP/1.1\r\nHost: x", 405, "Only GET and HEAD are answered here."),
            ("get / HTTP/1.1\r\nHost: x", 405, "Only GET and HEAD are answered here."),
            ("GET / HTTP/1.1", 400, "HTTP/1.1 asks for one Host header."),
            ("GET / HTTP/1.1\r\nHost: x\r\nHost: x", 400, "HTTP/1.1 asks for one Host header."),
            ("GET / HTTP/1.1\r\nHost: x\r\nno colon", 400, "A header has no colon."),
            ("GET / HTTP/1.1\r\nHost : x", 400, "The name of a header is no word."),
            ("GET / HTTP/1.1\r\nHost: x\r\n folded: y", 400, "The name of a header is no word."),
            ("GET / HTTP/1.1\r\nHost: x\nX: y", 400, "A line does not end with CR and LF."),
            ("GET / HTTP/1.1\r\nHost: x\rX: y", 400, "There is a control character in the head."),
            ("GET / HTTP/1.1\r\nHost: x\u{0}", 400, "There is a control character in the head."),
            ("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1", 400, "A GET has no body."),
            ("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1", 400, "The Content-Length is no number."),
            ("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: +1", 400, "The Content-Length is no number."),
            ("GET / HTTP/1.1\r\nHost: x\r\nContent-Length:", 400, "The Content-Length is no number."),
            (
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 1", 400,
                "There are two Content-Lengths."
            ),
            (
                "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked", 411,
                "A body comes with its Content-Length here, not in chunks."
            ),
            ("GET / HTTP/1.1\r\nHost: x\r\nExpect: gold", 417, "Nothing but 100-continue can be expected."),
            ("GET x HTTP/1.1\r\nHost: x", 400, "The path has no slash."),
        ])
    func refused(text: String, status: Int, sentence: String) {
        #expect(throws: RequestRefusal(status: status, sentence: sentence)) { try head(text) }
    }

    @Test("a hundred headers are enough")
    func many() throws {
        let most = "GET / HTTP/1.1\r\nHost: x" + String(repeating: "\r\nX: y", count: 99)
        _ = try head(most)
        #expect(throws: RequestRefusal(status: 431, sentence: "There are more than 100 headers.")) {
            try head(most + "\r\nX: y")
        }
    }

    @Test("a length that no number holds is too long for every body")
    func long() throws {
        let text = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + String(repeating: "9", count: 40)
        #expect(try head(text, allowsPost: true).bodyLength == Int.max)
    }
}

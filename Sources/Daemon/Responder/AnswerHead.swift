/// The first lines of an answer.
enum AnswerHead {
    /// How the end of a body is told.
    enum Length: Equatable {
        /// It has so many bytes.
        case bytes(Int)
        /// It comes in chunks.
        case chunks
        /// The connection ends with it.
        case untilClosed
    }

    /// What tells a client to send the body that it holds back.
    static let leave = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
    /// The end of a body in chunks.
    static let lastChunk = Array("0\r\n\r\n".utf8)

    /// The lines, with the empty one at their end.
    static func bytes(_ answer: ResponderAnswer, length: Length, staysOpen: Bool) -> [UInt8] {
        var lines = [
            "HTTP/1.1 \(answer.status) \(reason(answer.status))", "Content-Type: \(plain(answer.contentType))",
        ]
        switch length {
        case .bytes(let count): lines.append("Content-Length: \(count)")
        case .chunks: lines.append("Transfer-Encoding: chunked")
        case .untilClosed: break
        }
        lines.append("Connection: \(staysOpen ? "keep-alive" : "close")")
        lines += ["Cache-Control: no-store", "X-Content-Type-Options: nosniff"]
        for (name, value) in answer.headers where !name.isEmpty && name.utf8.allSatisfy(HeaderFacts.isTokenByte) {
            lines.append("\(name): \(plain(value))")
        }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// A piece of a body in chunks.
    static func chunk(_ bytes: [UInt8]) -> [UInt8] {
        bytes.isEmpty ? [] : Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [0x0D, 0x0A]
    }

    /// What a header can hold: one line, without controls.
    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
    }

    private static func reason(_ status: Int) -> String { reasons[status] ?? (status < 400 ? "Fine" : "Failed") }

    private static let reasons = [
        200: "OK", 202: "Accepted", 204: "No Content", 400: "Bad Request", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 408: "Request Timeout", 409: "Conflict", 411: "Length Required",
        413: "Content Too Large", 417: "Expectation Failed", 422: "Unprocessable Content",
        429: "Too Many Requests", 431: "Request Header Fields Too Large", 500: "Internal Server Error",
        501: "Not Implemented", 503: "Service Unavailable", 505: "HTTP Version Not Supported",
    ]
}

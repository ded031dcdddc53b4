/// Asks the agent that runs on this host, over its Unix socket. Each call waits, up to its time.
public struct ControlClient: Sendable {
    private static let answerBytesMax = 64 * 1024 * 1024

    /// The path of the socket, or `@` and its name.
    public let socket: String
    /// How long the agent may say nothing.
    public let silenceSeconds: Double

    /// Whoever listens at `socket`.
    public init(socket: String, silenceSeconds: Double = 10) {
        (self.socket, self.silenceSeconds) = (socket, silenceSeconds)
    }

    /// The answer to a GET. What the answer says is not looked at: see `successful`.
    public func get(_ path: String, query: KeyValuePairs<String, String> = [:]) throws(DaemonError) -> ControlAnswer {
        try answer(to: Self.request("GET", path, query, body: nil))
    }

    /// The answer to a POST.
    public func post(
        _ path: String, query: KeyValuePairs<String, String> = [:], body: [UInt8] = []
    ) throws(DaemonError) -> ControlAnswer {
        try answer(to: Self.request("POST", path, query, body: body))
    }

    /// Hands over each line of a stream, without its end, until the stream ends or `line` says false. Between lines the
    /// agent may be silent for ever.
    public func follow(
        _ path: String, query: KeyValuePairs<String, String> = [:], line: (String) -> Bool
    ) throws(DaemonError) {
        let connection = try ControlConnection(socket, silenceSeconds: silenceSeconds)
        try connection.send(Self.request("GET", path, query, body: nil))
        var (reader, lines) = (ControlAnswerReader(), LineCutter())
        var refusal: [UInt8] = []
        while !reader.isDone {
            let hasBegun = (200..<300).contains(reader.status)
            guard let bytes = try connection.receive(isPatient: hasBegun) else { break }
            let body = try take(bytes, &reader)
            guard (200..<300).contains(reader.status) else {
                refusal += body
                guard refusal.count <= Self.answerBytesMax else { throw tooLarge }
                continue
            }
            for text in lines.cut(body) where !line(text) { return }
        }
        guard reader.mayEnd else {
            throw .brokenAnswer(socket, why: "it ended in the middle; the agent may have ended")
        }
        _ = try ControlAnswer(status: reader.status, contentType: reader.contentType, body: refusal).successful()
        if let rest = lines.rest { _ = line(rest) }
    }

    private func answer(to request: [UInt8]) throws(DaemonError) -> ControlAnswer {
        let connection = try ControlConnection(socket, silenceSeconds: silenceSeconds)
        try connection.send(request)
        var (reader, body) = (ControlAnswerReader(), [UInt8]())
        while !reader.isDone, let bytes = try connection.receive(isPatient: false) {
            body += try take(bytes, &reader)
            guard body.count <= Self.answerBytesMax else { throw tooLarge }
        }
        guard reader.mayEnd else {
            throw .brokenAnswer(socket, why: "it ended in the middle; the agent may have ended")
        }
        return ControlAnswer(status: reader.status, contentType: reader.contentType, body: body)
    }

    private func take(_ bytes: [UInt8], _ reader: inout ControlAnswerReader) throws(DaemonError) -> [UInt8] {
        do {
            return try reader.take(bytes)
        } catch {
            throw .brokenAnswer(socket, why: error.why)
        }
    }

    private var tooLarge: DaemonError { .brokenAnswer(socket, why: "it has over \(Self.answerBytesMax) bytes") }

    /// The bytes of a request.
    static func request(
        _ method: String, _ path: String, _ query: KeyValuePairs<String, String>, body: [UInt8]?
    ) -> [UInt8] {
        let items = query.map { RequestPath.escaped($0, keeping: "/") + "=" + RequestPath.escaped($1, keeping: "/:,") }
        let target = RequestPath.escaped(path, keeping: "/") + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
        var lines = ["\(method) \(target) HTTP/1.1", "Host: martlet", "Connection: close"]
        if let body { lines.append("Content-Length: \(body.count)") }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
    }
}

/// Cuts bytes into lines of text, however they come.
struct LineCutter {
    private var buffer: [UInt8] = []

    /// The lines that ended, without their ends.
    mutating func cut(_ bytes: [UInt8]) -> [String] {
        buffer += bytes
        guard let end = buffer.lastIndex(of: 0x0A) else { return [] }
        let lines = buffer[..<end].split(separator: 0x0A, omittingEmptySubsequences: false)
        defer { buffer.removeSubrange(...end) }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    /// What stands behind the last line's end; nil where nothing does.
    var rest: String? { buffer.isEmpty ? nil : String(decoding: buffer, as: UTF8.self) }
}

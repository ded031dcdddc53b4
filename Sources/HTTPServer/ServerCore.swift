internal import CMicrohttpd
internal import Synchronization

/// What libmicrohttpd calls into: it takes requests in, has them handled, and answers. A class, because libmicrohttpd
/// holds it while the server's threads run.
///
///     begin ▶ handle: headers ▶ handle: body … ▶ handle: end ▶ handler ▶ answer ▶ complete
///                 └─────────────────┴──▶ refusal: the connection is closed after it
final class ServerCore: Sendable {
    /// What notices what libmicrohttpd does not.
    let sentinel: Sentinel
    private let options: HTTPServer.Options
    private let handler: @Sendable (ServerRequest) -> ServerAnswer
    private let bodiesHeld = Atomic(0)
    private let answers: StreamBudget

    /// The core of a server that is to be started.
    init(_ options: HTTPServer.Options, _ handler: @escaping @Sendable (ServerRequest) -> ServerAnswer)
        throws(HTTPServerError)
    {
        self.options = options
        self.handler = handler
        answers = StreamBudget(bytesMax: options.answersMax)
        sentinel = try Sentinel()
    }

    /// The bytes that the bodies of unfinished requests hold now.
    var bodyBytesHeld: Int { bodiesHeld.load(ordering: .relaxed) }

    /// The bytes that whole answers hold now that are not sent.
    var answerBytesHeld: Int { answers.bytesHeld }

    /// Takes in a connection.
    func connect(_ connection: Connection) -> Link {
        let link = sentinel.admit(connection.socket)
        sentinel.setDeadline(of: link, seconds: options.arrivalSeconds)
        return link
    }

    /// Lets go of a connection that is about to be closed.
    func disconnect(_ connection: Connection, _ link: Link) {
        sentinel.dismiss(link, socket: connection.socket)
    }

    /// Notes that a request line has come.
    func begin(_ target: String, on connection: Connection) -> Reception {
        setDeadline(of: connection, seconds: options.arrivalSeconds)
        if RequestTarget.hasTooMany(target) {
            _ = refuse(400, on: connection)
            connection.link?.cut()
        }
        return Reception(target: target)
    }

    /// Takes in the headers; false closes the connection.
    func receiveHeaders(of reception: Reception, on connection: Connection) -> Bool {
        let headers = connection.headers()
        reception.headers = headers
        setDeadline(of: connection, seconds: options.arrivalSeconds)
        let status = headers.refusal(bodyMax: options.bodyMax, headersMax: options.headersMax)
        guard let status = status ?? (reception.target == nil ? 400 : nil) else { return true }
        connection.link?.setLingering()
        return send(whole(of: options.refusal(status), closing: true), on: connection)
    }

    /// Takes in a part of the body; false closes the connection.
    func receive(_ part: UnsafeRawBufferPointer, of reception: Reception, on connection: Connection) -> Bool {
        guard part.count <= options.bodyMax - reception.body.count else { return refuse(413, on: connection) }
        let held = bodiesHeld.add(part.count, ordering: .relaxed).newValue
        reception.bytesHeld += part.count
        guard held <= options.bodiesMax else {
            // At once, so that those who are in time already do not suffer for it.
            release(reception)
            return refuse(503, on: connection)
        }
        reception.body.append(contentsOf: part)
        return true
    }

    /// Handles a request that has come whole, or goes on when its answer is known; false closes the connection.
    func answer(_ method: String, _ reception: Reception, on connection: Connection) -> Bool {
        if let later = reception.later { return send(later, method, reception, on: connection) }
        guard let target = reception.target, let headers = reception.headers else { return false }
        let request = ServerRequest(
            method: method, target: target, headers: headers, body: reception.body,
            clientCertificate: connection.clientCertificate(), isSecure: connection.isSecure)
        // The request holds it now, and the handler may take long.
        reception.body = []
        sentinelRests(connection)
        return send(handler(request), method, reception, on: connection)
    }

    private func send(
        _ answer: ServerAnswer, _ method: String, _ reception: Reception, on connection: Connection
    ) -> Bool {
        guard admits(answer, method, reception) else {
            return send(whole(of: options.refusal(429), closing: false), on: connection)
        }
        switch answer {
        case .whole(let status, let headers, let body):
            return send(Whole(status: status, headers: headers, body: body), on: connection)
        case .parts(let status, let headers, let parts):
            return send(parts, status, headers, on: connection)
        case .stream(let status, let headers, let stream):
            guard method != "HEAD" else {
                stream.close()
                return send(Whole(status: status, headers: headers, body: []), on: connection)
            }
            return send(stream, status, headers, on: connection)
        case .later(let later):
            reception.later = later
            connection.link?.attach(later)
            return send(later, method, reception, on: connection)
        }
    }

    private func send(
        _ later: LaterAnswer, _ method: String, _ reception: Reception, on connection: Connection
    ) -> Bool {
        guard let link = connection.link else { return false }
        guard let answer = later.take(at: ConnectionSeat(connection, link)) else { return true }
        return send(answer, method, reception, on: connection)
    }

    /// Notes that a request is over, however it ended.
    func complete(_ reception: Reception, on connection: Connection) {
        release(reception)
        connection.link?.detach()
        setDeadline(of: connection, seconds: options.keepAliveSeconds)
    }
}

/// A whole answer, taken apart.
private struct Whole {
    var status: Int
    var headers: [(String, String)]
    var body: [UInt8]

    /// The answer's bytes as they go over the wire.
    var bytes: [UInt8] {
        var lines = ["HTTP/1.1 \(status) \(String(cString: MHD_get_reason_phrase_for(UInt32(clamping: status))))"]
        lines += headers.filter { isOneLine($0.0) && isOneLine($0.1) }.map { "\($0.0): \($0.1)" }
        lines.append("Content-Length: \(body.count)")
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    private func isOneLine(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f } }
}

extension ServerCore {
    private func setDeadline(of connection: Connection, seconds: Double?) {
        if let link = connection.link { sentinel.setDeadline(of: link, seconds: seconds) }
    }

    private func release(_ reception: Reception) {
        bodiesHeld.subtract(reception.bytesHeld, ordering: .relaxed)
        reception.bytesHeld = 0
        _ = answers.note(0, insteadOf: reception.answerBytesHeld)
        reception.answerBytesHeld = 0
        reception.body = []
    }

    /// Whether there is room for an answer: always where something was done, which has to be told.
    private func admits(_ answer: ServerAnswer, _ method: String, _ reception: Reception) -> Bool {
        let byteCount = answer.byteCount
        if method == "GET" {
            guard answers.admit(byteCount) else { return false }
        } else {
            _ = answers.note(byteCount, insteadOf: 0)
        }
        reception.answerBytesHeld = byteCount
        return true
    }

    /// No time runs while a request is handled, or a stream is sent.
    private func sentinelRests(_ connection: Connection) {
        setDeadline(of: connection, seconds: nil)
    }

    private func whole(of answer: ServerAnswer, closing: Bool) -> Whole {
        switch answer {
        case .whole(let status, let headers, let body):
            return Whole(status: status, headers: headers + (closing ? [("Connection", "close")] : []), body: body)
        case .stream(let status, let headers, let stream):
            stream.close()
            return Whole(status: status, headers: headers + (closing ? [("Connection", "close")] : []), body: [])
        case .parts(let status, let headers, let parts):
            return whole(of: .whole(status: status, headers: headers, body: Array(parts.joined())), closing: closing)
        case .later:
            preconditionFailure("what is answered to a refused request is known")
        }
    }

    private func send(_ whole: Whole, on connection: Connection) -> Bool {
        guard let response = Response.whole(whole.body) else { return false }
        response.add(whole.headers)
        setReaderDeadline(of: connection, byteCount: whole.body.count)
        return connection.queue(response, status: whole.status)
    }

    private func send(
        _ parts: [[UInt8]], _ status: Int, _ headers: [(String, String)], on connection: Connection
    ) -> Bool {
        guard let response = Response.parts(parts) else { return false }
        response.add(headers)
        setReaderDeadline(of: connection, byteCount: parts.reduce(0) { $0 + $1.count })
        return connection.queue(response, status: status)
    }

    private func setReaderDeadline(of connection: Connection, byteCount: Int) {
        let seconds = options.keepAliveSeconds + Double(byteCount / max(1, options.readBytesPerSecondMin))
        if let link = connection.link { sentinel.setDeadline(of: link, seconds: seconds, isOfSender: false) }
    }

    private func send(
        _ stream: AnswerStream, _ status: Int, _ headers: [(String, String)], on connection: Connection
    ) -> Bool {
        guard let link = connection.link, let response = Response.stream(stream) else {
            stream.close()
            return false
        }
        response.add(headers)
        stream.attach(to: ConnectionSeat(connection, link))
        link.attach(stream)
        return connection.queue(response, status: status)
    }

    /// Refuses a request in the midst of its body, and has the connection closed.
    ///
    /// libmicrohttpd takes no answer before the end of a body, and has nothing of its own to send then.
    private func refuse(_ status: Int, on connection: Connection) -> Bool {
        connection.link?.setLingering()
        connection.send(whole(of: options.refusal(status), closing: true).bytes)
        return false
    }
}

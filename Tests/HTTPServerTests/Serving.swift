import HTTPServer
import Synchronization
import TestSupport

/// A server that says what it was asked, and streams on paths below /stream.
final class Serving: Sendable {
    private let record = Record()
    let server: HTTPServer

    /// The streams that were opened, in their order.
    var streams: [AnswerStream] { record.streams.withLock { $0 } }
    /// How many requests came to the handler.
    var requests: Int { record.requests.load(ordering: .relaxed) }
    /// Where it is.
    var port: UInt16 { server.port }

    /// Starts one; `bufferMax` is that of its streams.
    init(bufferMax: Int = 65_536, _ change: (inout HTTPServer.Options) -> Void = { _ in }) throws {
        var options = HTTPServer.Options()
        change(&options)
        server = try HTTPServer(options) { [record] in record.answer($0, bufferMax) }
    }

    /// The URL of a path.
    func url(_ path: String, scheme: String = "http") -> String { "\(scheme)://127.0.0.1:\(port)\(path)" }

    /// Waits until a number of streams is open.
    func waitForStreams(_ count: Int, seconds: Double = 30) -> [AnswerStream] {
        wait(seconds: seconds) { self.streams.count >= count }
        return streams
    }
}

/// What the handler has seen.
private final class Record: Sendable {
    let streams = Mutex<[AnswerStream]>([])
    let requests = Atomic(0)

    func answer(_ request: ServerRequest, _ bufferMax: Int) -> ServerAnswer {
        requests.add(1, ordering: .relaxed)
        let headers = [("Content-Type", "text/plain")]
        if request.path.hasPrefix("/stream") {
            let stream = AnswerStream(bufferMax: bufferMax)
            streams.withLock { $0.append(stream) }
            return .stream(status: 200, headers: headers, stream)
        }
        if request.path == "/large" {
            return .whole(status: 200, headers: headers, body: [UInt8](repeating: 0x61, count: 20 << 20))
        }
        let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        let client = request.clientCertificate.map { "\($0.commonName) of \($0.organizations)" } ?? "nobody"
        let text = "\(request.method) \(request.path) [\(query)] \(request.body.count) bytes by \(client)\n"
        return .whole(status: 200, headers: headers, body: Array(text.utf8))
    }
}

/// Waits until something holds; false when the time is over.
@discardableResult
func wait(seconds: Double = 30, until holds: () -> Bool) -> Bool {
    let deadline = Deadline(seconds: seconds)
    while !holds() {
        if deadline.hasPassed { return false }
        sleepShortly()
    }
    return true
}

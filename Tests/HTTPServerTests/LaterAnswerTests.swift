import Synchronization
import TestSupport
import Testing

@testable import HTTPServer

@Suite struct LaterAnswerTests {
    /// The answers that are waited for, in the order of their requests.
    private final class Waiting: Sendable {
        private let answers = Mutex<[LaterAnswer]>([])

        func add() -> LaterAnswer {
            let later = LaterAnswer()
            answers.withLock { $0.append(later) }
            return later
        }

        func all(_ count: Int) -> [LaterAnswer] {
            wait { self.answers.withLock { $0.count } >= count }
            return answers.withLock { $0 }
        }
    }

    private func server(_ waiting: Waiting, threads: Int = 1) throws -> HTTPServer {
        var options = HTTPServer.Options()
        options.threads = threads
        return try HTTPServer(options) { request in
            request.path == "/at-once" ? text("at once") : .later(waiting.add())
        }
    }

    @Test("One thread has many requests wait for their answers, given by others in any order, and serves on")
    func waits() throws {
        let waiting = Waiting()
        let server = try server(waiting)
        let clients = try (0..<20).map { _ in try RawClient(port: server.port) }
        for round in 0..<3 {
            for (number, client) in clients.enumerated() {
                client.send("PUT /\(number) HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
                _ = waiting.all(round * clients.count + number + 1)
            }
            let other = try RawClient(port: server.port)
            other.send("GET /at-once HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(other.all().hasSuffix("\r\n\r\nat once"))
            let answers = waiting.all(0).suffix(clients.count)
            for (number, later) in answers.enumerated().reversed() {
                later.give(text("answer \(round) to \(number)."))
                later.give(text("another"))
            }
            for (number, client) in clients.enumerated() {
                #expect(client.text(until: "answer \(round) to \(number).").hasPrefix("HTTP/1.1 200 OK\r\n"))
            }
        }
        server.stop()
    }

    @Test("An answer that is given before it is asked for is sent, and one in parts, and one that is later again")
    func known() throws {
        let server = try HTTPServer(HTTPServer.Options()) { request in
            let (first, second) = (LaterAnswer(), LaterAnswer())
            first.give(request.path == "/twice" ? .later(second) : text("given"))
            second.give(.parts(status: 200, headers: [], [Array("in ".utf8), [], Array("parts".utf8)]))
            return .later(first)
        }
        for (path, body) in [("/", "given"), ("/twice", "in parts")] {
            let client = try RawClient(port: server.port)
            client.send("GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(client.all().hasSuffix("Content-Length: \(body.utf8.count)\r\n\r\n\(body)"))
        }
        server.stop()
    }

    @Test("A client that has sent everything gets an answer that comes later")
    func halfClosed() throws {
        let waiting = Waiting()
        let server = try server(waiting)
        let client = try RawClient(port: server.port)
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        client.finish()
        waiting.all(1)[0].give(text("late"))
        #expect(client.all().hasSuffix("\r\n\r\nlate"))
        server.stop()
    }

    @Test("A server that is stopped waits for no answer, and one that comes then goes nowhere")
    func stopped() throws {
        let waiting = Waiting()
        let server = try server(waiting, threads: 2)
        let clients = try (0..<5).map { _ in try RawClient(port: server.port) }
        for client in clients { client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n") }
        let answers = waiting.all(clients.count)
        server.stop()
        for later in answers { later.give(text("too late")) }
        for client in clients { #expect(!client.all().contains("too late")) }
    }
}

private func text(_ text: String) -> ServerAnswer { .whole(status: 200, headers: [], body: Array(text.utf8)) }

import Glibc
import TestSupport
import Testing

@testable import Daemon

@Suite struct HostileRequestTests {
    private let request = "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"

    /// Limits that are soon over.
    private var short: ResponderLimits {
        var limits = ResponderLimits()
        (limits.headSeconds, limits.bodySeconds, limits.idleSeconds, limits.sendSeconds) = (0.2, 0.2, 0.2, 0.2)
        return limits
    }

    @Test("a head of 2 MB is refused in words that its sender can read")
    func giant() throws {
        try responding { address in
            let connection = try RawConnection(address)
            connection.send("GET /" + String(repeating: "x", count: 2_000_000))
            connection.finish()
            let answer = try connection.read()
            #expect(answer.hasPrefix("HTTP/1.1 431 ") && bodyOf(answer).hasSuffix("have over 8192 bytes.\n"))
            #expect(try RawConnection.ask(address, request).hasSuffix("GET /x "))
        }
    }

    @Test("who sends a head or a body too slowly is told so, who sends nothing more is let go of")
    func slow() throws {
        try responding(at: .local("@martlet-slow-\(getpid())"), limits: short) { address in
            let head = try RawConnection(address)
            let body = try RawConnection(address)
            let idle = try RawConnection(address)
            head.send("GET /x HTT")
            body.send("POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc")
            idle.send("GET /x HTTP/1.1\r\nHost: x\r\n\r\n")
            usleep(100_000)
            head.send("P/1.1\r\n")
            #expect(try head.read().hasPrefix("HTTP/1.1 408 "))
            #expect(try body.read().hasPrefix("HTTP/1.1 408 "))
            #expect(try idle.read().hasSuffix("GET /x "))
        }
    }

    @Test("who takes nothing of an answer is let go of")
    func unread() throws {
        let closes = CallCount()
        let handler: @Sendable (ResponderRequest) -> ResponderAnswer = { _ in
            let stream = ResponderStream(queueBytesMax: 1 << 24) { closes.add() }
            stream.write([UInt8](repeating: 65, count: 1 << 24))
            return .stream(stream)
        }
        try responding(limits: short, handler: handler) { address in
            let connection = try RawConnection(address)
            connection.send(request)
            #expect(becomes { closes.value == 1 })
        }
    }

    @Test("requests that are cut anywhere do no harm")
    func cut() throws {
        try responding { address in
            for length in stride(from: 0, to: request.utf8.count - 1, by: 3) {
                let connection = try RawConnection(address)
                connection.send(Array(request.utf8.prefix(length)))
                connection.finish()
                #expect(try connection.read() == "")
            }
            #expect(try RawConnection.ask(address, request).hasSuffix("GET /x "))
        }
    }

    @Test("beyond the limit the connection that was silent longest gives way, and one at work does not")
    func crowded() throws {
        var limits = ResponderLimits()
        limits.connectionsMax = 3
        let handler: @Sendable (ResponderRequest) -> ResponderAnswer = { request in
            guard request.path == "/stream" else { return echo(request) }
            let stream = ResponderStream()
            stream.write([65])
            return .stream(stream)
        }
        try responding(limits: limits, handler: handler) { address in
            let streams = try (0..<2).map { _ in try RawConnection(address) }
            for stream in streams {
                stream.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
                _ = try stream.read { $0.contains("A") }
            }
            let silent = try RawConnection(address)
            #expect(try RawConnection.ask(address, request).hasSuffix("GET /x "))
            #expect(try silent.read() == "")
            let third = try RawConnection(address)
            third.send("GET /stream HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try third.read { $0.contains("A") }
            let refused = try RawConnection(address)
            refused.send(request)
            #expect(try refused.read().hasPrefix("HTTP/1.1 503 "))
        }
    }

    @Test("a flood of connections and of requests leaves room for a probe")
    func flood() throws {
        var limits = ResponderLimits()
        limits.connectionsMax = 16
        try responding(limits: limits) { address in
            let silent = try (0..<rounds(100, long: 900)).map { _ in try RawConnection(address) }
            let greedy = try RawConnection(address)
            greedy.send(String(repeating: "GET /x HTTP/1.1\r\nHost: x\r\n\r\n", count: 200))
            #expect(try RawConnection.ask(address, request).hasSuffix("GET /x "))
            #expect(try greedy.read { $0.components(of: "GET /x ") == 200 }.components(of: "HTTP/1.1 200") == 200)
            #expect(silent.count >= 100)
        }
    }

    @Test("bytes of chance do no harm")
    func fuzz() throws {
        var random = SeededGenerator.forTest("hostile")
        try responding { address in
            for _ in 0..<rounds(40, long: 2000) {
                let connection = try RawConnection(address)
                connection.send(
                    (0..<Int.random(in: 0...300, using: &random)).map { _ in
                        UInt8.random(in: 0...255, using: &random)
                    } + [13, 10, 13, 10])
                connection.finish()
                let answer = try connection.read()
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(random)")
            }
            #expect(try RawConnection.ask(address, request).hasSuffix("GET /x "))
        }
    }
}

extension String {
    /// How often a text stands in this one.
    fileprivate func components(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}

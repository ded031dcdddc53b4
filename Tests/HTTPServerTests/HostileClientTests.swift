import TestSupport
import Testing

@testable import HTTPServer

@Suite struct HostileClientTests {
    private func status(_ port: UInt16, _ request: String) throws -> String {
        let client = try RawClient(port: port)
        client.send(request)
        let line = client.text(until: "\r\n")
        return String(line.split(separator: " ").dropFirst().first ?? "none")
    }

    @Test(
        "A request that is none is answered with what is wrong, and the connection closed",
        arguments: [
            ("GET / HTTP/9.9\r\nHost: a\r\n\r\n", "505"),
            ("GET / HTTP/1.1\r\n\r\n", "400"), ("GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n", "400"),
            ("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", "400"), ("GET /?x=%zz HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
            ("GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", "400"),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "400"),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", "501"),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nabcde", "400"),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde", "400"),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "400"),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n", "413"),
            ("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4000000\r\n\r\n", "413"),
        ])
    func bad(request: String, status expected: String) throws {
        let serving = try Serving()
        let client = try RawClient(port: serving.port)
        client.send(request)
        let text = client.all()
        #expect(text.hasPrefix("HTTP/1.1 \(expected) "), "\(text)")
        #expect(client.hasEnded)
        #expect(serving.requests == 0)
    }

    @Test(
        "What is no request line is not answered, and the connection is closed",
        arguments: ["nonsense", "GET", "\u{0}\u{1}"])
    func nonsense(line: String) throws {
        let serving = try Serving { $0.arrivalSeconds = 1 }
        let client = try RawClient(port: serving.port)
        client.send("\(line)\r\n\r\n")
        #expect(!client.all().contains("200"))
        #expect(client.hasEnded && serving.requests == 0)
    }

    @Test("The embedding code says what is answered to a request that is refused")
    func refusal() throws {
        let serving = try Serving { options in
            options.bodyMax = 1000
            options.refusal = { .whole(status: $0, headers: [("X-Why", "\($0)")], body: Array("because".utf8)) }
        }
        for request in ["Content-Length: 1001\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n3e9\r\n"] {
            let client = try RawClient(port: serving.port)
            client.send("POST / HTTP/1.1\r\nHost: a\r\n\(request)" + String(repeating: "x", count: 1001))
            let text = client.all()
            #expect(
                text.hasPrefix("HTTP/1.1 413 ") && text.contains("X-Why: 413\r\n") && text.hasSuffix("\r\n\r\nbecause"))
            #expect(client.hasEnded)
        }
        #expect(wait { serving.server.bodyBytesHeld == 0 })
    }

    @Test(
        "A body of 100 MB is refused without being read",
        arguments: ["Content-Length: 104857600", "Transfer-Encoding: chunked"])
    func large(header: String) throws {
        let serving = try Serving()
        let before = try residentBytes()
        let client = try RawClient(port: serving.port)
        client.send("POST / HTTP/1.1\r\nHost: a\r\n\(header)\r\n\r\n")
        if header.hasPrefix("T") { client.send("6400000\r\n") }
        let part = [UInt8](repeating: 0x78, count: 1 << 20)
        var megabytes = 0
        while megabytes < 100, client.send(part) { megabytes += 1 }
        #expect(megabytes < 50)
        #expect(client.text(until: "\r\n").hasPrefix("HTTP/1.1 413 "))
        #expect(try residentBytes() - before < 40 << 20)
    }

    @Test("Bodies of many requests together have a bound")
    func many() throws {
        let serving = try Serving { $0.bodiesMax = 100_000 }
        let clients = try (0..<3).map { _ in try RawClient(port: serving.port) }
        for client in clients {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n")
        }
        clients[0].send([UInt8](repeating: 0x78, count: 59_999))
        #expect(wait { serving.server.bodyBytesHeld == 59_999 })
        clients[1].send([UInt8](repeating: 0x78, count: 60_000))
        #expect(clients[1].text(until: "\r\n").hasPrefix("HTTP/1.1 503 "))
        // What a request held is let go of behind its answer.
        #expect(wait { serving.server.bodyBytesHeld == 59_999 })
        clients[0].send("x")
        #expect(clients[0].text(until: "nobody\n").contains(" 60000 bytes"))
        #expect(wait { serving.server.bodyBytesHeld == 0 })
        clients[2].send([UInt8](repeating: 0x78, count: 60_000))
        #expect(clients[2].text(until: "nobody\n").contains(" 60000 bytes"))
    }

    @Test("Whole answers that are not read have a bound together; short ones, and those of what was done, are given")
    func unread() throws {
        let serving = try Serving { $0.answersMax = 30 << 20 }
        func ask(_ what: String) throws -> RawClient {
            let client = try RawClient(port: serving.port, receiveBytes: 4096)
            client.send("\(what) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
            return client
        }
        func status(of client: RawClient) -> String { String(client.text(until: "\r\n").dropFirst(9).prefix(3)) }
        var slow: [RawClient] = [try ask("GET /large")]
        #expect(slow.map(status) == ["200"] && serving.server.answerBytesHeld == 20 << 20)
        let refused = try ask("GET /large")
        #expect(status(of: refused) == "429")
        #expect(status(of: try ask("GET /")) == "200")
        slow.append(try ask("POST /large"))
        #expect(status(of: slow[1]) == "200" && serving.server.answerBytesHeld == 40 << 20)
        slow = []
        #expect(wait { serving.server.answerBytesHeld == 0 })
        refused.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = refused.text(until: "refused: 429\n")
        #expect(status(of: refused) == "200")
    }

    @Test("A body that is cut short does not get to the handler")
    func short() throws {
        let serving = try Serving()
        for framing in ["Content-Length: 100\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n10\r\nhalf"] {
            let client = try RawClient(port: serving.port)
            client.send("POST / HTTP/1.1\r\nHost: a\r\n\(framing)")
            client.finish()
            #expect(!client.all().contains("200 OK"))
            #expect(client.hasEnded)
        }
        #expect(serving.requests == 0 && wait { serving.server.bodyBytesHeld == 0 })
    }

    @Test("A flood of headers is refused", arguments: ["one long line", "many lines", "a long path", "no line end"])
    func flood(kind: String) throws {
        let serving = try Serving()
        let client = try RawClient(port: serving.port)
        let long = String(repeating: "x", count: 100_000)
        switch kind {
        case "one long line": client.send("GET / HTTP/1.1\r\nHost: a\r\nA: \(long)\r\n\r\n")
        case "many lines": client.send("GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "A: b\r\n", count: 20_000))
        case "a long path": client.send("GET /\(long) HTTP/1.1\r\nHost: a\r\n\r\n")
        default: client.send(long)
        }
        let text = client.all()
        #expect(client.hasEnded && !text.contains(" 200 "), "\(text)")
        #expect(text.hasPrefix("HTTP/1.1 4"), "\(text)")
        #expect(serving.requests == 0)
    }

    @Test("Headers up to their bound get through")
    func long() throws {
        let serving = try Serving()
        let fitting = String(repeating: "x", count: 15_000)
        #expect(try status(serving.port, "GET / HTTP/1.1\r\nHost: a\r\nA: \(fitting)\r\n\r\n") == "200")
        let above = String(repeating: "x", count: 17_000)
        #expect(try status(serving.port, "GET / HTTP/1.1\r\nHost: a\r\nA: \(above)\r\n\r\n") == "431")
    }

    @Test(
        "A sender that is slow is ended, also one that is never silent",
        arguments: ["", "GET / HTTP/1.1\r\n", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n"])
    func slow(start: String) throws {
        let serving = try Serving { $0.arrivalSeconds = 1 }
        let client = try RawClient(port: serving.port)
        client.send(start)
        let deadline = Deadline(seconds: 30)
        while !client.hasEnded, !deadline.hasPassed {
            client.send("x")
            _ = client.text(until: "never", seconds: 0.1)
        }
        #expect(client.hasEnded)
        #expect(serving.requests == 0)
    }

    @Test("A connection that is kept for nothing is ended")
    func idle() throws {
        let serving = try Serving { $0.keepAliveSeconds = 1 }
        let client = try RawClient(port: serving.port)
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.text(until: "nobody\n").contains("200 OK"))
        _ = client.all(seconds: 30)
        #expect(client.hasEnded)
    }

    @Test("Fuzz: random bytes and broken requests leave the server serving")
    func fuzz() throws {
        let serving = try Serving { $0.arrivalSeconds = 1 }
        var random = SeededGenerator.forTest("server")
        let whole = Array(
            "POST /a%20b?x=1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n".utf8)
        for round in 0..<rounds(300, long: 1000) {
            let client = try RawClient(port: serving.port)
            var bytes = whole
            if round % 4 == 0 {
                bytes = (0..<Int.random(in: 1...500, using: &random)).map { _ in .random(in: 0...255, using: &random) }
            }
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            client.send(Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &random))))
            // The others go without a word.
            guard round % 8 == 0 else { continue }
            client.finish()
            _ = client.all(seconds: 30)
            #expect(client.hasEnded, "\(random) round \(round)")
        }
        #expect(try status(serving.port, "GET / HTTP/1.1\r\nHost: a\r\n\r\n") == "200", "\(random)")
        #expect(wait { serving.server.bodyBytesHeld == 0 })
    }
}

import TestSupport
import Testing

@testable import HTTPServer

@Suite struct HTTPServerTests {
    private func curl(_ arguments: [String], input: [UInt8] = []) throws -> CommandResult {
        try Command.run(["curl", "-sS", "--noproxy", "*", "--max-time", "15"] + arguments, input: input)
    }

    @Test("curl gets an answer, keeps the connection, and asks on it again")
    func keepAlive() throws {
        let serving = try Serving()
        let format = "%{http_code} %{num_connects}\n"
        let result = try curl(["-w", format, serving.url("/a?x=1&x=%20"), serving.url("/b")])
        #expect(
            result.output == """
                GET /a [x=1&x= ] 0 bytes by nobody
                200 1
                GET /b [] 0 bytes by nobody
                200 0

                """)
    }

    @Test("HEAD has the head of GET and no body")
    func head() throws {
        let serving = try Serving()
        let result = try curl(["-I", serving.url("/a")])
        #expect(result.output.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(result.output.contains("Content-Length: 29\r\n") && result.output.hasSuffix("\r\n\r\n"))
        #expect(try curl(["-I", serving.url("/stream")]).output.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(!serving.waitForStreams(1)[0].write([1]))
    }

    @Test("Bodies come whole: of a known length, in chunks, and after 100-continue")
    func bodies() throws {
        let serving = try Serving()
        let body = [UInt8](repeating: 0x78, count: 2_000_000)
        for headers in [["-H", "Expect:"], ["-H", "Expect: 100-continue"], ["-H", "Transfer-Encoding: chunked"]] {
            let result = try curl(["-X", "PUT", "--data-binary", "@-"] + headers + [serving.url("/p")], input: body)
            #expect(result.output == "PUT /p [] 2000000 bytes by nobody\n")
        }
        #expect(wait { serving.server.bodyBytesHeld == 0 })
    }

    @Test("Requests that are sent ahead are answered in their order")
    func pipelining() throws {
        let serving = try Serving()
        let client = try RawClient(port: serving.port)
        client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
        client.send("GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        let text = client.all()
        #expect(client.hasEnded)
        let places = ["GET /1 [] 0", "POST /2 [] 3", "GET /3 [] 0"].map { text.firstRange(of: $0)?.lowerBound }
        #expect(places.compactMap { $0 }.count == 3 && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    }

    @Test("A client that has sent everything still gets a whole answer")
    func halfClosed() throws {
        let serving = try Serving()
        let client = try RawClient(port: serving.port)
        client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
        client.finish()
        #expect(client.all().contains("GET /1 [] 0"))
    }

    @Test("A stream comes in chunks as it is written, ends where it is finished, and the connection goes on")
    func stream() throws {
        let serving = try Serving()
        let client = try RawClient(port: serving.port)
        client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
        let head = client.text(until: "\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.contains("Transfer-Encoding: chunked\r\n"))
        let stream = try #require(serving.waitForStreams(1).first)
        for word in ["one", "two", "three"] {
            #expect(stream.write(Array(word.utf8)))
            #expect(client.text(until: "\(word)\r\n") == "\(word.utf8.count)\r\n\(word)\r\n")
        }
        stream.finish()
        #expect(client.text(until: "0\r\n\r\n") == "0\r\n\r\n")
        client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.text(until: "nobody\n").contains("GET /next"))
    }

    @Test("A client of HTTP/1.0 gets a stream without chunks, up to the end of the connection")
    func oldStream() throws {
        let serving = try Serving()
        let client = try RawClient(port: serving.port)
        client.send("GET /stream HTTP/1.0\r\n\r\n")
        let stream = try #require(serving.waitForStreams(1).first)
        #expect(stream.write(Array("abc".utf8)))
        #expect(client.text(until: "abc").hasSuffix("\r\n\r\nabc"))
        stream.finish()
        #expect(client.all() == "" && client.hasEnded)
    }

    @Test("What cannot be listened on is said")
    func listening() throws {
        let serving = try Serving()
        var options = HTTPServer.Options()
        options.port = serving.port
        #expect(throws: HTTPServerError.notListening(address: "127.0.0.1", port: serving.port, code: 98)) {
            try HTTPServer(options) { _ in .whole(status: 200, headers: [], body: []) }
        }
        options.address = "localhost"
        #expect(throws: HTTPServerError.unusableAddress("localhost")) {
            try HTTPServer(options) { _ in .whole(status: 200, headers: [], body: []) }
        }
    }

    @Test("Stopping ends open streams and connections, and the port is free")
    func stop() throws {
        let serving = try Serving()
        let clients = try (0..<20).map { _ in try RawClient(port: serving.port) }
        for client in clients { client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n") }
        let idle = try RawClient(port: serving.port)
        let closed = Counter()
        for stream in serving.waitForStreams(20) { stream.onClose { closed.add() } }
        serving.server.stop()
        #expect(closed.count == 20)
        for client in clients + [idle] {
            _ = client.all()
            #expect(client.hasEnded)
        }
        #expect(throws: SystemError.self) { try RawClient(port: serving.port) }
        serving.server.stop()
    }
}

import TestSupport
import Testing

@testable import HTTPServer

@Suite(.serialized) struct StreamLoadTests {
    private let request = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("2,000 idle streams fit into bounded memory, and each gets a message")
    func idle() throws {
        raiseFileLimit()
        let serving = try Serving()
        let before = try residentBytes()
        let clients = try (0..<2000).map { _ in
            let client = try RawClient(port: serving.port)
            client.send(request)
            return client
        }
        let streams = serving.waitForStreams(2000)
        #expect(streams.count == 2000)
        #expect(clients.allSatisfy { $0.text(until: "\r\n\r\n").contains(" 200 OK") })
        // 24 KB a connection is libmicrohttpd's memory; the clients of this process have their share too.
        #expect(try residentBytes() - before < 100 << 20)
        let message = Array("hello".utf8)
        for _ in 0..<3 {
            #expect(streams.allSatisfy { $0.write(message) })
            #expect(clients.allSatisfy { $0.text(until: "hello\r\n") == "5\r\nhello\r\n" })
        }
        for stream in streams { stream.finish() }
        #expect(clients.allSatisfy { $0.text(until: "0\r\n\r\n") == "0\r\n\r\n" })
    }

    @Test("A reader that does not read is ended, told of, and lets go of its memory")
    func unread() throws {
        let serving = try Serving(bufferMax: 1 << 20)
        let client = try RawClient(port: serving.port, receiveBytes: 4096)
        client.send(request)
        let stream = try #require(serving.waitForStreams(1).first)
        let closed = Counter()
        stream.onClose { closed.add() }
        let part = [UInt8](repeating: 0x78, count: 65_536)
        var megabytes = 0.0
        while megabytes < 100, stream.write(part) {
            megabytes += 1.0 / 16
            if Int(megabytes * 16) % 8 == 0 { sleepShortly() }
        }
        #expect(megabytes < 100)
        #expect(wait(seconds: 30) { closed.count == 1 })
        #expect(!stream.write(part))
    }

    @Test("A client that goes is noticed soon, also while nothing is sent")
    func gone() throws {
        let serving = try Serving()
        var client: RawClient? = try RawClient(port: serving.port)
        client?.send(request)
        let stream = try #require(serving.waitForStreams(1).first)
        let closed = Counter()
        stream.onClose { closed.add() }
        _ = client?.text(until: "\r\n\r\n")
        #expect(closed.count == 0)
        client = nil
        #expect(wait(seconds: 30) { closed.count == 1 })
        #expect(!stream.write([1]))
    }

    @Test("A curl that is killed is noticed soon")
    func killed() throws {
        let serving = try Serving()
        let closed = Counter()
        let url = serving.url("/stream")
        _ = try Command.run(["curl", "-sN", "--noproxy", "*", url], timeoutSeconds: 1)
        for stream in serving.waitForStreams(1) { stream.onClose { closed.add() } }
        #expect(wait(seconds: 30) { closed.count == 1 })
    }

    @Test("Streams that are written and finished by many threads while clients come and go lose nothing")
    func race() async throws {
        let serving = try Serving(bufferMax: 1 << 20)
        let messages = 200
        for _ in 0..<rounds(5, long: 15) {
            let first = serving.streams.count
            let clients = try (0..<20).map { _ in try RawClient(port: serving.port) }
            for client in clients { client.send(request) }
            let streams = serving.waitForStreams(first + 20)[first...]
            await withTaskGroup(of: Void.self) { group in
                for stream in streams {
                    group.addTask {
                        for _ in 0..<messages {
                            #expect(stream.write(Array("m".utf8)))
                            await Task.yield()
                        }
                        stream.finish()
                    }
                }
            }
            for client in clients {
                let text = client.text(until: "\r\n0\r\n\r\n")
                #expect(text.hasSuffix("\r\n0\r\n\r\n") && text.count { $0 == "m" } == messages)
            }
        }
    }
}

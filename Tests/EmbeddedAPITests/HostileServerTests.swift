import Glibc
import JSON
import TestSupport
import Testing

@testable import EmbeddedAPI

/// Hostile input against the program itself: it answers what is wrong, keeps its memory, and goes on serving.
@Suite(.serialized) struct HostileServerTests {
    private static let policies = HostileRequests.policies

    /// Statuses that libmicrohttpd answers by itself, with a page of its own, before the program hears of a request.
    private static let ofLibrary = [400, 413, 414, 431, 505]

    private func expectServing(_ server: ServerProcess, _ comment: Comment) throws {
        let answer = try HTTPPeer(port: server.port).ask("GET", Self.policies)
        #expect(server.isRunning && answer?.status == 200, comment)
    }

    @Test("each request that is wrong is answered with what is wrong, and the server goes on serving")
    func table() throws {
        let server = try ServerProcess()
        try expectServing(server, "at first")
        let before = server.residentBytes
        for request in HostileRequests.all {
            let peer = try HTTPPeer(port: server.port)
            peer.send(request.bytes)
            let answer = peer.answer()
            let words = String(decoding: answer?.body.prefix(300) ?? [], as: UTF8.self)
            let status = answer?.status ?? 0
            #expect(request.statuses.contains(status), "\(request.name): \(status) \(words)")
            let isStatus = answer?.value?["kind"] == "Status" && answer?.value?["code"]?.number == Int64(status)
            let isOfLibrary = Self.ofLibrary.contains(status) && words.contains("<html>")
            #expect(status < 400 || isStatus || isOfLibrary, "\(request.name): \(words)")
            #expect(server.isRunning, "\(request.name)")
        }
        try expectServing(server, "in the end")
        #expect(server.residentBytes - before < 64 << 20)
    }
}

extension HostileServerTests {
    private static func head(_ framing: String) -> String {
        "POST \(policies) HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n"
    }

    @Test(
        "a body of 100 MB is refused early, however it is sent, and leaves no trace in the memory",
        arguments: ["Content-Length: 104857600", "Transfer-Encoding: chunked"])
    func large(framing: String) throws {
        let server = try ServerProcess()
        let before = server.residentBytes
        let part = [UInt8](repeating: 0x78, count: 1 << 20)
        for _ in 0..<3 {
            let peer = try HTTPPeer(port: server.port)
            peer.send(Self.head(framing))
            if framing.hasPrefix("T") { peer.send("6400000\r\n") }
            var megabytes = 0
            while megabytes < 100, peer.send(part) { megabytes += 1 }
            #expect(megabytes < 50)
            let answer = peer.answer()
            #expect(answer?.status == 413 && answer?.value?["reason"] == "RequestEntityTooLarge")
        }
        #expect(server.residentBytes - before < 24 << 20)
        try expectServing(server, "\(framing)")
    }

    @Test("bodies that are cut short change nothing, and neither do senders that never end")
    func short() throws {
        let server = try ServerProcess()
        let body = Sample.policy("short").text
        var slow: [HTTPPeer] = []
        for framing in ["Content-Length: \(body.utf8.count + 1)", "Transfer-Encoding: chunked"] {
            let text = Self.head(framing) + (framing.hasPrefix("T") ? "fff\r\n" : "") + body
            for ends in [true, false] {
                let peer = try HTTPPeer(port: server.port)
                peer.send(text)
                if ends {
                    peer.finish()
                    #expect(peer.answer(seconds: 5)?.status ?? 400 == 400)
                } else {
                    slow.append(peer)
                }
            }
        }
        // Senders of a byte now and then are ended after 30 seconds, which HTTPServerTests wait for with fewer.
        for text in ["", "G", "GET /api HTTP/1.1\r\n", "GET /api HTTP/1.1\r\nHost: a\r\nX: "] {
            let peer = try HTTPPeer(port: server.port)
            peer.send(text)
            slow.append(peer)
        }
        for peer in slow { #expect(peer.send("x")) }
        try expectServing(server, "while some send slowly")
        let list = try HTTPPeer(port: server.port).ask("GET", Self.policies)?.value
        #expect(list?["items"] == [])
    }

    /// What one idle watch may cost the server: 24 KB of libmicrohttpd's memory for the connection, and ours.
    private static let bytesPerWatch = 40 << 10

    @Test("watches that are idle cost no more than 40 KB each, and all hear of what happens")
    func watches() throws { try expectCheapWatches(200) }

    @Test("2,000 watches that are idle cost no more than 40 KB each, and all hear of what happens", .long)
    func manyWatches() throws { try expectCheapWatches(2_000) }

    private func expectCheapWatches(_ count: Int) throws {
        raiseFileLimit()
        let server = try ServerProcess()
        try expectServing(server, "at first")
        let before = server.residentBytes
        let peers = try (0..<count).map { _ in
            let peer = try HTTPPeer(port: server.port)
            peer.send("GET \(Self.policies)?watch=1 HTTP/1.1\r\nHost: a\r\n\r\n")
            return peer
        }
        #expect(peers.allSatisfy { $0.streamStatus() == 200 })
        let each = (server.residentBytes - before) / count
        #expect(each < Self.bytesPerWatch, "\(each) bytes a watch")
        if isSoak { print("\(count) idle watches: \(each) bytes each") }
        #expect(try HTTPPeer(port: server.port).ask("POST", Self.policies, Sample.policy("new"))?.status == 201)
        #expect(peers.allSatisfy { $0.streamLine(seconds: 30)?.starts(with: Array(#"{"type":"ADDED""#.utf8)) == true })
        try expectServing(server, "with \(count) watches")
    }

    /// Lets this process have as many files open as it may.
    private func raiseFileLimit() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

import CTestSystem
import Glibc
import HTTPClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct HTTPRequestTests {
    /// What the peer says of a request: its lines, and the body behind an empty one.
    private func echo(_ request: HTTPRequest) async throws -> (lines: [String], body: String) {
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(answer.end == .complete)
        let ends = answer.text.firstRange(of: "\n\n")
        let lines = answer.text[..<(ends?.lowerBound ?? answer.text.endIndex)].split(separator: "\n").map(String.init)
        return (lines, ends.map { String(answer.text[$0.upperBound...]) } ?? "")
    }

    @Test("each method arrives, with its body or without", arguments: [Peer.Port.plain, .tls])
    func methods(_ port: Peer.Port) async throws {
        var request = try Peer.running.request(port, "echo")
        for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
            request.method = method
            request.body = nil
            let bare = try await echo(request)
            #expect(bare.lines.first == method.rawValue && bare.body == "")
            request.body = Array(repeating: UInt8(ascii: "b"), count: 100_000)
            let laden = try await echo(request)
            #expect(laden.lines.first == method.rawValue && laden.body.utf8.count == 100_000)
            #expect(laden.lines.contains("content-length: 100000"))
            request.body = []
            #expect(try await echo(request).lines.contains("content-length: 0"))
        }
    }

    @Test("headers arrive as they are, and libcurl adds nothing that was not asked for")
    func headers() async throws {
        var request = try Peer.running.request(.plain, "echo")
        request.headers = [
            HTTPHeader("Authorization", "Bearer a.b"), HTTPHeader("Accept", "application/json"),
            HTTPHeader("X-Empty", ""), HTTPHeader("User-Agent", "martlet/0"),
        ]
        request.method = .post
        // Of this size, libcurl would ask first whether it may.
        request.body = Array(repeating: 0, count: 1_100_000)
        let lines = try await echo(request).lines.dropFirst(5)
        #expect(
            Array(lines) == [
                "accept-encoding: gzip", "accept: application/json", "authorization: Bearer a.b",
                "content-length: 1100000",
                "host: \(try Peer.running.place(.plain))", "user-agent: martlet/0", "x-empty: ",
            ])
    }

    @Test(
        "a header that would be two, or none, is not sent",
        arguments: [
            HTTPHeader("Authorization", "Bearer a\n"), HTTPHeader("A", "b\r\nC: d"), HTTPHeader("A\r\nB", "c"),
            HTTPHeader("A:", "b"), HTTPHeader("", "b"), HTTPHeader("A", "b\0c"),
        ])
    func badHeaders(_ header: HTTPHeader) async throws {
        var request = try Peer.running.request(.plain, "echo")
        request.headers = [header]
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        let words = "the header \(header.name.debugDescription) is not one line of text"
        #expect(answer.failure == .unusableRequest(words))
    }

    @Test("a request may be kept to HTTP/1.1, also beside a connection of HTTP/2")
    func oldVersion() async throws {
        var request = try Peer.running.request(.tls, "echo")
        try await withLoop { loop in
            #expect(await Answer(to: request, on: loop).head?.version == .http2)
            request.allowsHTTP2 = false
            #expect(await Answer(to: request, on: loop).head?.version == .http11)
        }
    }

    @Test("each limit ends a request at its time, and not before")
    func limits() async throws {
        let peer = try Peer.running
        var connecting = try peer.request(.mute, "echo")
        connecting.connectSeconds = 0.3
        var total = try peer.request(.tls, "pieces?count=100")
        total.totalSeconds = 0.3
        var silence = try peer.request(.tls, "quiet")
        silence.silenceSecondsMax = 0.3
        var headless = try peer.request(.plain, "silent")
        headless.silenceSecondsMax = 0.3
        let cases: [(HTTPRequest, HTTPFailure)] = [
            (connecting, .timedOut(.connecting, at: peer.place(.mute))),
            (total, .timedOut(.total, at: peer.place(.tls))),
            (silence, .timedOut(.silence, at: peer.place(.tls))),
            (headless, .timedOut(.silence, at: peer.place(.plain))),
        ]
        for (request, failure) in cases {
            let start = ContinuousClock.now
            let answer = try await withLoop { await Answer(to: request, on: $0) }
            #expect(answer.failure == failure)
            #expect((Duration.milliseconds(290)..<Duration.seconds(30)).contains(start.duration(to: answer.endMoment)))
        }
    }

    @Test("requests that wait for the connection of another one wait no longer than it")
    func waiting() async throws {
        let peer = try Peer.running
        var request = try peer.request(.mute, "echo")
        request.connectSeconds = 0.5
        let areInTime = try await oneOfThree {
            try await withLoop { loop in
                let start = ContinuousClock.now
                let takers = (0..<5).map { _ in Taker() }
                for taker in takers { loop.send(request) { taker.take($0) } }
                var last = start
                for taker in takers {
                    let answer = await taker.end()
                    #expect(answer.failure == .timedOut(.connecting, at: peer.place(.mute)))
                    last = max(last, answer.endMoment)
                }
                return start.duration(to: last) < .seconds(1)
            }
        }
        #expect(areInTime)
    }

    @Test("an answer that comes slowly is neither silent nor unconnected")
    func slow() async throws {
        var request = try Peer.running.request(.tls, "pieces?count=12&pause=0.1")
        request.connectSeconds = 0.5
        request.silenceSecondsMax = 0.8
        let isWhole = try await oneOfThree {
            let answer = try await withLoop { await Answer(to: request, on: $0) }
            return answer.end == .complete && answer.text.hasSuffix("piece 11\n")
        }
        #expect(isWhole)
    }

    @Test("a proxy of the environment is not asked")
    func proxy() async {
        await #expect(processExitsWith: .success) {
            setenv("http_proxy", "http://127.0.0.1:9", 1)
            let request = try Peer.running.request(.plain, "echo")
            let answer = try await withLoop { await Answer(to: request, on: $0) }
            exit(answer.end == .complete ? 0 : 1)
        }
    }

    @Test("a connection notices a peer that is gone without a word")
    func deadPeer() async throws {
        let peer = try Peer.running
        try await withLoop { loop in
            let taker = Taker()
            loop.send(try peer.request(.tls11, "quiet")) { taker.take($0) }
            #expect(await taker.waits { $0.text == "first" })
            let sockets = sockets(to: peer.place(.tls11))
            #expect(!sockets.isEmpty)
            for socket in sockets {
                #expect(number(SOL_SOCKET, SO_KEEPALIVE, of: socket) == 1)
                let wanted = [(TCP_KEEPIDLE, 15), (TCP_KEEPINTVL, 5), (TCP_KEEPCNT, 3), (TCP_USER_TIMEOUT, 30_000)]
                for (option, value) in wanted { #expect(number(Int32(IPPROTO_TCP), option, of: socket) == value) }
            }
        }
    }

    private func number(_ level: Int32, _ option: Int32, of socket: Int32) -> Int32 {
        var value: Int32 = -1
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(socket, level, option, &value, &size)
        return value
    }

    /// The sockets of this process that are connected to a place.
    private func sockets(to place: String) -> [Int32] {
        (0..<1024).filter { descriptor in
            var address = sockaddr_in()
            var size = socklen_t(MemoryLayout<sockaddr_in>.size)
            let code = withUnsafeMutableBytes(of: &address) { bytes in
                getpeername(descriptor, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
            }
            return code == 0 && place.hasSuffix(":\(UInt16(bigEndian: address.sin_port))")
        }
    }
}

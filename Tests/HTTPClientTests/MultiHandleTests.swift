import HTTPClient
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct MultiHandleTests {
    /// Sends requests that the peer answers when all of them have come; what it says to each.
    private func meeting(of count: Int, at port: Peer.Port, on loop: HTTPLoop) async throws -> [String] {
        let request = try Peer.running.request(port, "meet?key=\(port)&count=\(count)")
        let takers = (0..<count).map { _ in Taker() }
        for taker in takers { loop.send(request) { taker.take($0) } }
        var texts: [String] = []
        for taker in takers { texts.append(await taker.end().text) }
        return texts
    }

    @Test("five requests to a server of HTTP/2 are under way at once over one connection")
    func shared() async throws {
        let texts = try await withLoop { try await meeting(of: 5, at: .tls, on: $0) }
        #expect(texts.allSatisfy { $0.hasPrefix("True ") })
        #expect(Set(texts).count == 1)
    }

    @Test("five requests to a server of HTTP/1.1 are under way at once", arguments: [Peer.Port.plain, .tls11])
    func apart(_ port: Peer.Port) async throws {
        let texts = try await withLoop { try await meeting(of: 5, at: port, on: $0) }
        #expect(texts.allSatisfy { $0.hasPrefix("True ") })
        #expect(Set(texts).count == 5)
    }

    @Test("five streams over one connection end when they end, not when something else happens")
    func ends() async throws {
        try await withLoop { loop in
            let request = try Peer.running.request(.tls, "pieces?count=10&pause=0.02")
            for _ in 0..<rounds(4, long: 100) {
                let start = ContinuousClock.now
                let takers = (0..<5).map { _ in Taker() }
                for taker in takers { loop.send(request) { taker.take($0) } }
                for taker in takers {
                    let answer = await taker.end()
                    #expect(answer.end == .complete && answer.text.hasSuffix("piece 9\n"))
                }
                #expect(start.duration(to: .now) < .seconds(30))
            }
        }
    }

    @Test("the connections of a loop are its own")
    func loops() async throws {
        let request = try Peer.running.request(.tls, "echo")
        let one = try await withLoop { await Answer(to: request, on: $0) }
        let other = try await withLoop { await Answer(to: request, on: $0) }
        #expect(one.text != other.text)
    }
}

import TestSupport
import Testing

@testable import Daemon

@Suite struct RequestReaderTests {
    private func reader(_ change: (inout ResponderLimits) -> Void = { _ in }) -> RequestReader {
        var limits = ResponderLimits()
        change(&limits)
        return RequestReader(limits: limits, allowsPost: true)
    }

    /// All that a reader makes of pieces, until it wants more or refuses.
    private func steps(_ pieces: [ArraySlice<UInt8>]) -> [RequestReader.Step] {
        var reader = reader { limits in
            (limits.headBytesMax, limits.bodyBytesMax) = (200, 50)
        }
        var steps: [RequestReader.Step] = []
        for piece in pieces {
            reader.append(piece)
            reading: while true {
                let step = reader.next()
                switch step {
                case .request: steps.append(step)
                case .refused: return steps + [step]
                case .needsHead, .needsBody: break reading
                }
            }
        }
        return steps
    }

    @Test("requests come out one by one, with their bodies, and what is behind stays")
    func pipelined() throws {
        var reader = reader()
        #expect(reader.next() == .needsHead(isIdle: true))
        reader.append("\r\n\r\nPOST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\n".utf8)
        guard case .request(let head, body: let body) = reader.next() else { throw RequestRefusal.bad("none") }
        #expect(head.target.path == "/a" && body == Array("abc".utf8))
        #expect(reader.next() == .needsHead(isIdle: false))
        reader.append("Host: x\r\n\r\n".utf8)
        guard case .request(let next, body: []) = reader.next() else { throw RequestRefusal.bad("none") }
        #expect(next.target.path == "/b")
        #expect(reader.next() == .needsHead(isIdle: true))
    }

    @Test("a client that waits to be asked for its body is asked once")
    func leave() {
        var reader = reader()
        reader.append("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n".utf8)
        #expect(reader.next() == .needsBody(wantsLeave: true))
        #expect(reader.next() == .needsBody(wantsLeave: false))
    }

    @Test("what is too long is refused as soon as that is known")
    func limits() throws {
        var head = reader { $0.headBytesMax = 60 }
        head.append("GET / HTTP/1.1\r\nHost: x\r\nX: ".utf8 + Array(repeating: UInt8(ascii: "y"), count: 33))
        guard case .refused(let refusal) = head.next() else { throw RequestRefusal.bad("61 bytes were taken") }
        #expect(refusal.status == 431)
        var body = reader { $0.bodyBytesMax = 10 }
        body.append("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n".utf8)
        #expect(body.next() == .refused(RequestRefusal(status: 413, sentence: "The body has over 10 bytes.")))
    }

    @Test("however bytes are cut, broken ones too, the same requests come out")
    func fuzzCuts() {
        var random = SeededGenerator.forTest("cut")
        let good = [
            "GET /a?b=c HTTP/1.1\r\nHost: x\r\n\r\n",
            "\r\nPOST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n12345",
            "HEAD / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n",
        ]
        for _ in 0..<rounds(150, long: 5000) {
            var bytes = (0..<4).flatMap { _ in Array((good.randomElement(using: &random) ?? "").utf8) }
            for _ in 0..<Int.random(in: 0...2, using: &random) { Self.damage(&bytes, &random) }
            var (pieces, start): ([ArraySlice<UInt8>], Int) = ([], 0)
            while start < bytes.count {
                let end = min(bytes.count, start + Int.random(in: 1...40, using: &random))
                pieces.append(bytes[start..<end])
                start = end
            }
            #expect(steps([bytes[...]]) == steps(pieces), "\(random): \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    /// Puts a few odd bytes in the place of a few.
    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let odd: [UInt8] = [0, 10, 13, 32, 58, 47, 37, 200]
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...3, using: &random))
        var new: [UInt8] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) { new.append(odd.randomElement(using: &random) ?? 0) }
        bytes.replaceSubrange(place..<end, with: new)
        if bytes.isEmpty { bytes = [0] }
    }
}

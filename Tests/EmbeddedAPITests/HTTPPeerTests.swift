import HTTPServer
import Testing

@Suite struct HTTPPeerTests {
    @Test("reads each event of a stream whole, also one that begins in a chunk and ends in another")
    func chunks() throws {
        let stream = AnswerStream(bufferMax: 1 << 20)
        // More at once than the server puts into one chunk.
        let events = (0..<300).map { Array("{\"\($0)\":\"\(String(repeating: "x", count: $0 * 7))\"}".utf8) }
        for event in events { #expect(stream.write(event + [0x0A])) }
        let server = try HTTPServer(HTTPServer.Options()) { _ in .stream(status: 200, headers: [], stream) }
        let peer = try HTTPPeer(port: server.port)
        peer.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(peer.streamStatus() == 200)
        for event in events { #expect(peer.streamLine(seconds: 30) == event) }
        stream.finish()
        #expect(peer.streamLine(seconds: 0.05) == nil)
        server.stop()
    }
}

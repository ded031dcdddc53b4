import HTTPClient
import Testing

@Suite(.timeLimit(.minutes(3))) struct HTTPHeadTests {
    @Test(
        "a head is that of the final answer, its names in lower case, its order the server's",
        arguments: [(Peer.Port.plain, HTTPHead.Version.http11), (.tls11, .http11), (.tls, .http2)])
    func final(_ port: Peer.Port, _ version: HTTPHead.Version) async throws {
        let request = try Peer.running.request(port, "early")
        let head = try #require(try await withLoop { await Answer(to: request, on: $0) }.head)
        #expect(head.version == version)
        #expect(head.status == 204)
        #expect(head.headers == [HTTPHeader("x-two", "a"), HTTPHeader("x-two", "b"), HTTPHeader("x-empty", "")])
        #expect(head.value(of: "x-two") == "a")
        #expect(head.value(of: "link") == nil)
    }

    @Test("a head that comes byte by byte is whole")
    func slow() async throws {
        let request = try Peer.running.request(.plain, "slow-head")
        let answer = try await withLoop { await Answer(to: request, on: $0) }
        #expect(answer.head?.headers == [HTTPHeader("content-length", "2")])
        #expect(answer.text == "ok")
    }
}

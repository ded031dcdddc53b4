import Testing

@testable import Daemon

@Suite struct AnswerHeadTests {
    @Test("the lines of an answer say how it ends and whether the connection stays")
    func lines() {
        let bytes = AnswerHead.bytes(.text("x", status: 404), length: .bytes(1), staysOpen: true)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 1\r\n"
                + "Connection: keep-alive\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n")
        let chunks = String(decoding: AnswerHead.bytes(.text(""), length: .chunks, staysOpen: false), as: UTF8.self)
        #expect(chunks.contains("\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"))
    }

    @Test("nothing that is put into a header begins another one")
    func headers() {
        var answer = ResponderAnswer.text("")
        answer.contentType = "a\r\nEvil: 1"
        answer.headers = [
            (name: "X", value: "b\r\nEvil: 2\u{7F}"), (name: "Y: 1\r\nEvil", value: "3"), (name: "", value: "4"),
        ]
        let text = String(decoding: AnswerHead.bytes(answer, length: .untilClosed, staysOpen: false), as: UTF8.self)
        #expect(text.contains("\r\nContent-Type: aEvil: 1\r\n") && text.contains("\r\nX: bEvil: 2\r\n"))
        #expect(!text.contains("\r\nEvil") && !text.contains("Y: 1") && !text.contains("4"))
    }

    @Test("a chunk has its length before it, and an empty one, which would end the body, is none")
    func chunks() {
        #expect(AnswerHead.chunk(Array(repeating: 65, count: 17)) == Array("11\r\nAAAAAAAAAAAAAAAAA\r\n".utf8))
        #expect(AnswerHead.chunk([]) == [])
    }
}

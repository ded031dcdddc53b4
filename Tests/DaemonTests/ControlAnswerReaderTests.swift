import TestSupport
import Testing

@testable import Daemon

@Suite struct ControlAnswerReaderTests {
    private let chunked =
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: a/b\r\n\r\n"
        + "5;x=y\r\nhello\r\nA\r\n, chunked \r\n0\r\nTrailer: x\r\n\r\n"

    private func read(_ pieces: [ArraySlice<UInt8>]) throws -> (ControlAnswerReader, String) {
        var (reader, body) = (ControlAnswerReader(), [UInt8]())
        for piece in pieces { body += try reader.take(piece) }
        return (reader, String(decoding: body, as: UTF8.self))
    }

    @Test("a body has its length, comes in chunks, or ends with the connection; cut anywhere it is the same")
    func forms() throws {
        let cases: [(String, String, Bool)] = [
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef", "abc", true),
            ("HTTP/1.1 204 None\r\nContent-Length: 0\r\n\r\n", "", true),
            ("HTTP/1.0 200\r\n\r\nabc", "abc", false), (chunked, "hello, chunked ", true),
        ]
        for (text, body, isDone) in cases {
            let bytes = Array(text.utf8)
            for cut in 0...bytes.count {
                let (reader, got) = try read([bytes[..<cut], bytes[cut...]])
                #expect(got == body && reader.isDone == isDone && reader.mayEnd)
            }
            #expect(try read(bytes.indices.map { bytes[$0...$0] }).1 == body)
        }
        let (reader, _) = try read([Array(chunked.utf8)[...]])
        #expect(reader.status == 200 && reader.contentType == "a/b")
    }

    @Test("an answer that ended too early is not whole")
    func early() throws {
        let bytes = Array(chunked.utf8)
        for end in 0..<bytes.count { #expect(try !read([bytes[..<end]]).0.mayEnd) }
    }

    @Test(
        "what is no answer is refused",
        arguments: [
            "SSH-2.0\r\n\r\n", "\r\n", "HTTP/1.1 2 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nx\r\n\r\n", "HTTP/1.1 200 OK\n\n",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        ])
    func refused(text: String) {
        #expect(throws: ControlAnswerReader.Fault.self) { try read([Array(text.utf8)[...]]) }
    }

    @Test("bytes of chance behind a head do no harm")
    func fuzz() {
        var random = SeededGenerator.forTest("answers")
        for _ in 0..<rounds(300, long: 20000) {
            var bytes = Array(chunked.utf8)
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? read([bytes[...]])
        }
    }
}

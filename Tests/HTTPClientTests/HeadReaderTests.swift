import Testing

@testable import HTTPClient

@Suite struct HeadReaderTests {
    private func read(_ lines: [String]) -> [HeadReader.Step] {
        var reader = HeadReader()
        return lines.map { line in Array(line.utf8).withUnsafeBufferPointer { reader.take($0) } }
    }

    @Test("interim answers are passed over, and lines behind the head are trailers")
    func interim() {
        let head = HTTPHead(version: .http11, status: 200, headers: [HTTPHeader("a", "b: c")])
        let lines = [
            "HTTP/1.1 100 Continue\r\n", "\r\n", "HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n",
            "HTTP/1.1 200 OK\r\n", "A:  b: c \t\r\n", "\r\n", "Trailer: t\r\n", "\r\n",
        ]
        let steps = read(lines)
        #expect(steps.filter { $0 != .more } == [.whole(head)])
        #expect(steps[7] == .whole(head))
    }

    @Test("a line without a colon, and one that goes on with another, say nothing")
    func strangeLines() {
        let steps = read(["HTTP/2 404 \r\n", "nothing\r\n", " b: c\r\n", "d:\r\n", "\n"])
        #expect(steps.last == .whole(HTTPHead(version: .http2, status: 404, headers: [HTTPHeader("d", "")])))
    }

    @Test(
        "what does not begin with a status is not read",
        arguments: ["HTTP/1.1\r\n", "HTTP/9 200\r\n", "x 200\r\n", "\r\n"])
    func unreadable(_ line: String) {
        #expect(read([line]) == [.unreadable])
    }

    @Test("bytes are counted over interim answers, the head and trailers")
    func bound() {
        let filler = "x: " + String(repeating: "y", count: HeadReader.bytesMax / 2 - 100) + "\r\n"
        let interim = ["HTTP/1.1 103 x\r\n", filler, "\r\n"]
        let final = ["HTTP/1.1 200 x\r\n", filler, "\r\n"]
        #expect(!read(interim + final).contains(.tooLarge))
        #expect(read(interim + final + [filler]).last == .tooLarge)
        #expect(read(interim + interim + final).contains(.tooLarge))
    }
}

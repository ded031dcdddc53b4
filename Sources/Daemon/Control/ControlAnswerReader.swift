/// Makes an answer of the bytes of a connection as they come; how they are cut makes no difference.
struct ControlAnswerReader {
    /// What is wrong with an answer.
    struct Fault: Error, Equatable {
        /// In words.
        let why: String
    }

    private enum Part: Equatable { case head, bytes(left: Int), chunkSize, chunk(left: Int), trailer, rest, done }

    private static let headBytesMax = 64 * 1024
    private static let lineBytesMax = 4096

    /// The status; 0 until the head is there.
    private(set) var status = 0
    /// What kind of text the body is.
    private(set) var contentType = ""
    private var part = Part.head
    private var buffer: [UInt8] = []

    /// Whether all of the answer came.
    var isDone: Bool { part == .done }
    /// Whether the answer is whole where the connection ends now.
    var mayEnd: Bool { part == .done || part == .rest }

    /// Takes what came, and gives what of the body is in it.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(Fault) -> [UInt8] {
        buffer.append(contentsOf: bytes)
        var (body, position): ([UInt8], Int) = ([], 0)
        while part != .done, try step(&position, &body) {}
        buffer.removeSubrange(..<position)
        return body
    }

    /// Reads one part of what there is; false where more has to come.
    private mutating func step(_ position: inout Int, _ body: inout [UInt8]) throws(Fault) -> Bool {
        switch part {
        case .head: return try takeHead(&position)
        case .bytes(let left):
            let got = move(left, &position, to: &body)
            part = got == left ? .done : .bytes(left: left - got)
            return got == left
        case .chunkSize:
            guard let line = try takeLine(&position) else { return false }
            let digits = line.prefix { $0 != UInt8(ascii: ";") }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
                throw Fault(why: "a chunk has no size")
            }
            part = size == 0 ? .trailer : .chunk(left: size)
        case .chunk(let left):
            let got = move(left, &position, to: &body)
            guard got == left, buffer.count >= position + 2 else {
                part = .chunk(left: left - got)
                return false
            }
            guard buffer[position] == 0x0D, buffer[position + 1] == 0x0A else {
                throw Fault(why: "a chunk is too long")
            }
            position += 2
            part = .chunkSize
        case .trailer:
            guard let line = try takeLine(&position) else { return false }
            if line.isEmpty { part = .done }
        case .rest:
            _ = move(.max, &position, to: &body)
            return false
        case .done: return false
        }
        return true
    }

    private func move(_ most: Int, _ position: inout Int, to body: inout [UInt8]) -> Int {
        let count = min(most, buffer.count - position)
        body += buffer[position..<(position + count)]
        position += count
        return count
    }

    private func takeLine(_ position: inout Int) throws(Fault) -> ArraySlice<UInt8>? {
        guard let end = buffer[position...].firstIndex(of: 0x0A) else {
            guard buffer.count - position <= Self.lineBytesMax else { throw Fault(why: "a line does not end") }
            return nil
        }
        var line = buffer[position..<end]
        guard line.popLast() == 0x0D else { throw Fault(why: "a line does not end with CR and LF") }
        position = end + 1
        return line
    }

    private mutating func takeHead(_ position: inout Int) throws(Fault) -> Bool {
        var (end, lines): (Int, [ArraySlice<UInt8>]) = (position, [])
        while let line = try takeLine(&end) {
            if !line.isEmpty {
                lines.append(line)
                continue
            }
            position = end
            try readHead(lines)
            return true
        }
        guard buffer.count - position <= Self.headBytesMax else { throw Fault(why: "its headers do not end") }
        return false
    }

    private mutating func readHead(_ lines: [ArraySlice<UInt8>]) throws(Fault) {
        let words = (lines.first ?? []).split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard words.count >= 2, words[0].starts(with: "HTTP/1.".utf8), words[1].count == 3,
            let status = Int(String(decoding: words[1], as: UTF8.self)), status >= 100
        else { throw Fault(why: "it is no HTTP") }
        // 100 Continue stands before the answer.
        if status < 200 { return }
        self.status = status
        part = .rest
        for line in lines.dropFirst() { try readHeader(line) }
    }

    private mutating func readHeader(_ line: ArraySlice<UInt8>) throws(Fault) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw Fault(why: "a header has no colon") }
        let value = String(decoding: HeaderFacts.trimmed(line[(colon + 1)...]), as: UTF8.self)
        switch HeaderFacts.lowered(line[..<colon]) {
        case "content-type": contentType = value
        case "content-length":
            guard let length = Int(value), length >= 0 else { throw Fault(why: "its length is no number") }
            if part == .rest { part = length == 0 ? .done : .bytes(left: length) }
        case "transfer-encoding":
            guard value == "chunked" else { throw Fault(why: "its encoding is not known") }
            part = .chunkSize
        default: break
        }
    }
}

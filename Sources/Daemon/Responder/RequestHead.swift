/// The request line and what we heed of the headers.
struct RequestHead: Equatable {
    private static let headersMax = 100

    /// What is to be done.
    var method: ResponderRequest.Method
    /// What it is to be done to.
    var target: RequestPath
    /// Whether it is HTTP/1.1, and not 1.0.
    var isCurrent: Bool
    /// Whether the connection stays for another request.
    var staysOpen: Bool
    /// The length of the body.
    var bodyLength = 0
    /// Whether the client waits to be asked for the body.
    var waitsForLeave = false

    /// Reads a head, without the empty line at its end; what is no HTTP/1 is refused, and so is what we do not do.
    init(_ bytes: ArraySlice<UInt8>, allowsPost: Bool) throws(RequestRefusal) {
        let lines = try Self.lines(bytes)
        let words = lines[0].split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard words.count == 3 else { throw .bad("The request line is not a method, a path and a version.") }
        isCurrent = try Self.isCurrent(words[2])
        method = try Self.method(words[0], allowsPost: allowsPost)
        target = try RequestPath(words[1])
        staysOpen = isCurrent
        var headers = HeaderFacts()
        guard lines.count - 1 <= Self.headersMax else {
            throw RequestRefusal(status: 431, sentence: "There are more than \(Self.headersMax) headers.")
        }
        for line in lines.dropFirst() { try headers.add(line) }
        if isCurrent, headers.hosts != 1 { throw .bad("HTTP/1.1 asks for one Host header.") }
        if let stays = headers.staysOpen { staysOpen = stays }
        bodyLength = headers.length ?? 0
        waitsForLeave = headers.waitsForLeave && isCurrent
        if method != .post, bodyLength > 0 { throw .bad("A \(method.rawValue) has no body.") }
    }

    /// Lines end with both CR and LF, and neither stands elsewhere: whoever reads one alone as a line's end would see
    /// another request than we do.
    private static func lines(_ bytes: ArraySlice<UInt8>) throws(RequestRefusal) -> [ArraySlice<UInt8>] {
        let (return_, feed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
        var pieces = bytes.split(separator: feed, omittingEmptySubsequences: false)
        for index in pieces.indices.dropLast() {
            guard pieces[index].last == return_ else { throw .bad("A line does not end with CR and LF.") }
            pieces[index].removeLast()
        }
        for piece in pieces where piece.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
            throw .bad("There is a control character in the head.")
        }
        return pieces
    }

    private static func isCurrent(_ word: ArraySlice<UInt8>) throws(RequestRefusal) -> Bool {
        if word.elementsEqual("HTTP/1.1".utf8) { return true }
        if word.elementsEqual("HTTP/1.0".utf8) { return false }
        guard word.starts(with: "HTTP/".utf8) else { throw .bad("The request line does not end with HTTP/1.1.") }
        throw RequestRefusal(status: 505, sentence: "Only HTTP/1.1 and HTTP/1.0 are spoken here.")
    }

    private static func method(
        _ word: ArraySlice<UInt8>, allowsPost: Bool
    ) throws(RequestRefusal) -> ResponderRequest.Method {
        guard !word.isEmpty, word.allSatisfy(HeaderFacts.isTokenByte) else { throw .bad("The method is no word.") }
        if let method = ResponderRequest.Method(rawValue: String(decoding: word, as: UTF8.self)),
            method != .post || allowsPost
        {
            return method
        }
        let others = allowsPost ? "Only GET, HEAD and POST are answered here." : "Only GET and HEAD are answered here."
        throw RequestRefusal(status: 405, sentence: others)
    }
}

/// Puts the head of an answer together from its lines, as libcurl gives them: those of interim answers before it, and
/// those of trailers behind.
struct HeadReader {
    /// How many bytes of headers are taken, all together.
    static let bytesMax = 256 << 10

    /// What a line made of the head.
    enum Step: Equatable {
        /// Nothing to tell.
        case more
        /// The head is whole.
        case whole(HTTPHead)
        /// There are more headers than are taken.
        case tooLarge
        /// The line is none of HTTP.
        case unreadable
    }

    private var byteCount = 0
    private var start: (version: HTTPHead.Version, status: Int)?
    private var headers: [HTTPHeader] = []
    /// Whether the head was there; what comes then are trailers.
    private(set) var isWhole = false

    /// Takes one line with its end.
    mutating func take(_ line: UnsafeBufferPointer<UInt8>) -> Step {
        byteCount += line.count
        guard byteCount <= Self.bytesMax else { return .tooLarge }
        guard !isWhole else { return .more }
        let text = String(decoding: line, as: UTF8.self)
        if start == nil { return takeStart(text) }
        let words = text.trimmed
        if words.isEmpty { return end() }
        // A line that goes on with the header before it is forbidden to servers and says nothing that we read.
        guard let colon = words.firstIndex(of: ":"), text.first?.isWhitespace != true else { return .more }
        headers.append(HTTPHeader(words[..<colon].lowercased(), words[words.index(after: colon)...].trimmed))
        return .more
    }

    private mutating func takeStart(_ line: String) -> Step {
        let words = line.trimmed.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]),
            let version = HTTPHead.Version(rawValue: String(words[0].dropFirst(5)))
        else { return .unreadable }
        start = (version, status)
        return .more
    }

    private mutating func end() -> Step {
        defer {
            start = nil
            headers = []
        }
        guard let start, start.status >= 200 else { return .more }
        isWhole = true
        return .whole(HTTPHead(version: start.version, status: start.status, headers: headers))
    }
}

extension StringProtocol {
    /// The text without the blanks and the line end around it.
    fileprivate var trimmed: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" || character.isNewline }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}

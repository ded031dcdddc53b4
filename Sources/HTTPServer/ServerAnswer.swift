/// What is answered to a request. The lengths, `Transfer-Encoding` and `Date` are added by the server; a header that
/// cannot be sent, since it has a line break, or is one of those, is left out.
public enum ServerAnswer: Sendable {
    /// An answer that is there as a whole.
    case whole(status: Int, headers: [(String, String)], body: [UInt8])
    /// An answer whose body is there in parts, which are sent without being put together.
    case parts(status: Int, headers: [(String, String)], [[UInt8]])
    /// An answer whose body comes by and by; to HEAD the stream is closed at once.
    case stream(status: Int, headers: [(String, String)], AnswerStream)
    /// An answer that is given later; until then the connection waits, but no thread.
    case later(LaterAnswer)

    /// How much is held until it is sent; a stream counts by itself.
    var byteCount: Int {
        switch self {
        case .whole(_, _, let body): body.count
        case .parts(_, _, let parts): parts.reduce(0) { $0 + $1.count }
        case .stream, .later: 0
        }
    }
}

public import JSON

/// What is answered, as a value; only a stream is more than one.
public struct ResponderAnswer: Sendable {
    /// What an answer consists of.
    public enum Body: Sendable {
        /// All of it.
        case bytes([UInt8])
        /// What is written piece by piece until it is finished or the client goes.
        case stream(ResponderStream)
    }

    /// The status code.
    public var status: Int
    /// What kind of text the body is.
    public var contentType: String
    /// Further headers, in this order. What a header cannot hold is left out of it.
    public var headers: [(name: String, value: String)]
    /// The body.
    public var body: Body

    /// An answer of these parts.
    public init(
        status: Int = 200, contentType: String, headers: [(name: String, value: String)] = [], body: Body
    ) {
        self.status = status
        self.contentType = contentType
        self.headers = headers
        self.body = body
    }

    /// A plain text.
    public static func text(_ text: String, status: Int = 200) -> ResponderAnswer {
        ResponderAnswer(status: status, contentType: "text/plain; charset=utf-8", body: .bytes(Array(text.utf8)))
    }

    /// A JSON value and a line's end.
    public static func json(_ value: JSONValue, status: Int = 200) -> ResponderAnswer {
        ResponderAnswer(
            status: status, contentType: "application/json", body: .bytes(Array((value.text + "\n").utf8)))
    }

    /// A stream of lines, as text unless another type is said.
    public static func stream(
        _ stream: ResponderStream, contentType: String = "text/plain; charset=utf-8"
    ) -> ResponderAnswer {
        ResponderAnswer(contentType: contentType, body: .stream(stream))
    }
}

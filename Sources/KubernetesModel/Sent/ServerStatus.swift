/// What an API server says where it does not do what it was asked: an object of kind `Status`.
public struct ServerStatus: Hashable, Sendable {
    /// The code of HTTP.
    public let code: Int
    /// The reason in one word, such as `Expired`; empty where none is given.
    public let reason: String
    /// The reason in words.
    public let message: String
    /// After how many seconds to ask again.
    public let retryAfterSeconds: Int?
    /// More reasons, one word each.
    public let causes: [String]

    /// A status of these parts.
    public init(
        code: Int, reason: String = "", message: String = "", retryAfterSeconds: Int? = nil, causes: [String] = []
    ) {
        self.code = code
        self.reason = reason
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
        self.causes = causes
    }
}

extension ServerStatus {
    /// Whether the state that was asked for is forgotten already.
    public var isExpired: Bool { code == 410 || reason == "Expired" || reason == "Gone" }

    /// Whether the state that was asked for has not come to this server yet, or to none.
    public var isTooNew: Bool {
        causes.contains("ResourceVersionTooLarge") || message.contains("Too large resource version")
    }
}

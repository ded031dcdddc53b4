/// One header of a request or an answer.
public struct HTTPHeader: Hashable, Sendable {
    /// What it is about; in lower case where a server said it.
    public var name: String
    /// What is said.
    public var value: String

    /// A header of a name and a value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// How an answer begins.
public struct HTTPHead: Hashable, Sendable {
    /// How the two ends speak.
    public enum Version: String, Sendable {
        case http10 = "1.0"
        case http11 = "1.1"
        case http2 = "2"
    }

    /// How the two ends speak.
    public let version: Version
    /// 200, 404 and the like; never an interim one, below 200.
    public let status: Int
    /// In the order of the server, with names in lower case.
    public let headers: [HTTPHeader]

    /// The value of the first header of a name in lower case.
    public func value(of name: String) -> String? {
        headers.first { $0.name == name }?.value
    }
}

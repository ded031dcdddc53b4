/// What was asked, as a value.
public struct ResponderRequest: Equatable, Sendable {
    /// The methods there are.
    public enum Method: String, Equatable, Sendable {
        /// Wants an answer.
        case get = "GET"
        /// Wants an answer without its body.
        case head = "HEAD"
        /// Has something done.
        case post = "POST"
    }

    /// One `name=value` behind the question mark; without `=` the value is empty.
    public struct QueryItem: Equatable, Sendable {
        /// The name.
        public let name: String
        /// The value.
        public let value: String

        /// A name with its value.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// What is to be done.
    public let method: Method
    /// The path, with its escapes undone; it begins with a slash.
    public let path: String
    /// What stands behind the question mark, in its order.
    public let query: [QueryItem]
    /// What came with it.
    public let body: [UInt8]
    /// Who asks.
    public let peer: ResponderPeer

    /// The value of the first item of a name; nil where there is none.
    public func value(of name: String) -> String? { query.first { $0.name == name }?.value }
}

/// Who asks.
public enum ResponderPeer: Equatable, Sendable {
    /// Somebody on the network, which is not told apart.
    case network
    /// Somebody on a Unix socket, who is root or the user that this process is.
    case local(process: Int32, user: UInt32)
}

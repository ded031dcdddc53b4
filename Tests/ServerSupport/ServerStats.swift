/// What the server was asked so far, and what is open.
public struct ServerStats: Sendable {
    /// A request as it came.
    public struct Request: Equatable, Sendable {
        /// The method.
        public let method: String
        /// The path, without the query.
        public let path: String
        /// The query as it was sent.
        public let query: String
        /// `1.1` or `2`.
        public let http: String
        /// The number of the connection, counted for each port.
        public let connection: Int
        /// The common name in the client's certificate.
        public let certificate: String?
        /// Accept, Accept-Encoding, Authorization and User-Agent, their names in small letters.
        public let headers: [String: String]
        /// The status it was answered with; nil while it was not.
        public let status: Int?
        /// How its answer ended: `whole`, `cut` by the server, `left` by the client; nil while it goes on.
        public let ended: String?
        /// The bytes of the body that were sent, counted at its end.
        public let bytes: Int
    }

    /// The newest version.
    public let version: String
    /// The oldest version that can be told of.
    public let compacted: String
    /// Connections that are open.
    public let openConnections: Int
    /// Connections that came so far.
    public let acceptedConnections: Int
    /// Watches that are open, by path.
    public let openWatches: [String: Int]
    /// How many requests came so far.
    public let requestCount: Int
    /// The bytes of all bodies that ended.
    public let bytes: Int
    /// The requests in the order in which they came.
    public let requests: [Request]

    /// What the control channel said.
    init(_ tree: ServedValue) {
        version = tree["version"].string ?? ""
        compacted = tree["compacted"].string ?? ""
        openConnections = tree["openConnections"].number ?? 0
        acceptedConnections = tree["acceptedConnections"].number ?? 0
        openWatches = tree["openWatches"].members.compactMapValues { $0.number }
        requestCount = tree["requestCount"].number ?? 0
        bytes = tree["bytes"].number ?? 0
        requests = tree["requests"].items.map { Request($0) }
    }
}

extension ServerStats.Request {
    fileprivate init(_ tree: ServedValue) {
        method = tree["method"].string ?? ""
        path = tree["path"].string ?? ""
        query = tree["query"].string ?? ""
        http = tree["http"].string ?? ""
        connection = tree["connection"].number ?? 0
        certificate = tree["certificate"].string
        headers = tree["headers"].members.compactMapValues { $0.string }
        status = tree["status"].number
        ended = tree["ended"].string
        bytes = tree["bytes"].number ?? 0
    }
}

/// One request, wholly received.
public struct ServerRequest: Sendable {
    /// The method, as it was sent.
    public let method: String
    private let target: RequestTarget
    private let headers: RequestHeaders
    /// The body; empty where there was none.
    public let body: [UInt8]
    /// Who the client is, by a certificate that is valid now under the client authorities; nil for everybody else.
    public let clientCertificate: ClientCertificate?
    /// Whether it came over TLS.
    public let isSecure: Bool

    /// A request with all its parts.
    init(
        method: String, target: RequestTarget, headers: RequestHeaders, body: [UInt8],
        clientCertificate: ClientCertificate?, isSecure: Bool
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.clientCertificate = clientCertificate
        self.isSecure = isSecure
    }

    /// The path as it was sent, with its escapes; it begins with a slash.
    public var path: String { target.path }

    /// The parts of the path between its slashes, decoded; nil where the path is to be refused.
    ///
    /// That is where an escape is broken or hides a slash or a control character, where a part is empty, `.` or `..`,
    /// and where the path is not UTF-8. One slash at the end is passed over.
    public var segments: [String]? { RequestTarget.segments(of: target.path) }

    /// The query, decoded, in its order; a repeated name is there as often.
    public var query: [(name: String, value: String)] { target.query.map { ($0.name, $0.value) } }

    /// The value of a header, its name in any case; the values of a repeated one are joined by ", ".
    public func header(_ name: String) -> String? { headers[name] }
}

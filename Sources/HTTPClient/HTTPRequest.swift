/// What is asked of a server, and how long the answer may take.
public struct HTTPRequest: Sendable {
    /// What is to be done with what the URL names.
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// What is to be done.
    public var method = Method.get
    /// Of the scheme `http` or `https`.
    public var url: String
    /// What is said beside; a name that libcurl says by itself (`Accept`, `Host`) takes the place of that.
    public var headers: [HTTPHeader]
    /// What is sent; `nil` sends no body.
    public var body: [UInt8]?
    /// How the two ends trust each other; it says nothing to `http`.
    public var tls: TLSSettings
    /// Whether `https` may speak HTTP/2, where all requests to a server share one connection.
    public var allowsHTTP2 = true
    /// Whether the answer may come compressed.
    public var allowsCompression = true

    /// How long it may take to resolve the name, connect and agree on TLS, or to wait for another request that does.
    public var connectSeconds = 10.0
    /// How long all of it may take; 0 is no limit.
    public var totalSeconds = 0.0
    /// How long nothing at all of the answer may come, from the sending of the request on; 0 is no limit.
    public var silenceSecondsMax = 0.0

    /// A request to read what a URL names.
    public init(_ url: String, headers: [HTTPHeader] = [], tls: TLSSettings = TLSSettings()) {
        self.url = url
        self.headers = headers
        self.tls = tls
    }
}

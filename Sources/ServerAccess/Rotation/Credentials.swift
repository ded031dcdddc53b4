/// What a connection and its requests need now. Two that are equal need no new connection.
public struct Credentials: Hashable, Sendable {
    /// The authorities to trust, in PEM; `nil` for those of the system.
    public var authorities: [UInt8]?
    /// Whether whoever answers is the server.
    public var isInsecure: Bool
    /// The name that the server's certificate is for, where it is another one than the host's.
    public var tlsServerName: String?
    /// Our certificate, in PEM.
    public var certificate: [UInt8]?
    /// The key of our certificate, in PEM.
    public var key: Secret?
    /// What stands behind `Bearer` in a header of each request.
    public var token: Secret?

    /// These credentials; without any, the system's authorities are trusted and nothing is shown.
    public init(
        authorities: [UInt8]? = nil, isInsecure: Bool = false, tlsServerName: String? = nil,
        certificate: [UInt8]? = nil, key: Secret? = nil, token: Secret? = nil
    ) {
        self.authorities = authorities
        self.isInsecure = isInsecure
        self.tlsServerName = tlsServerName
        self.certificate = certificate
        self.key = key
        self.token = token
    }
}

extension Credentials: CustomStringConvertible, CustomReflectable {
    /// What there is of them, and nothing of what it says.
    public var description: String {
        let trust = isInsecure ? "anyone" : authorities == nil ? "the system's authorities" : "its own authorities"
        let shown = [certificate.map { _ in "a certificate" }, token.map { _ in "a token" }].compactMap { $0 }
        return "trusts \(trust), shows \(shown.isEmpty ? "nothing" : shown.listed)"
    }

    /// The same for `dump`.
    public var customMirror: Mirror { Mirror(self, children: ["summary": description]) }
}

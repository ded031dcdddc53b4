/// How to reach an API server, and who we are there.
///
/// It is found once, at start, and does not change; what rotates is named in it as a file, and a `CredentialCache`
/// reads it.
public struct ServerAccess: Hashable, Sendable {
    /// The URL that paths are put behind: a scheme, a host and perhaps a port and a prefix, without a slash at its end.
    public var server: String
    /// Whom we take for the server.
    public var trust: Trust
    /// Who we are to the server.
    public var identity: Identity
    /// The name that the server's certificate is for, where it is another one than the host's.
    public var tlsServerName: String?
    /// Whether the server is not to compress what it sends.
    public var isCompressionDisabled: Bool
    /// The namespace that the context is about, or that we run in.
    public var namespace: String?
    /// What works and had better be otherwise, in words for the log.
    public var warnings: [String]
    /// Where all this is from, in words: `kubeconfig /etc/x, context "admin"`, or `in-cluster`.
    public var origin: String

    /// Access to a server; nothing is said of credentials that are not to be sent in the clear.
    init(
        _ server: ServerURL, trust: Trust, identity: Identity, tlsServerName: String? = nil,
        isCompressionDisabled: Bool = false, namespace: String? = nil, origin: String
    ) {
        self.server = server.text
        self.isCompressionDisabled = isCompressionDisabled
        self.namespace = namespace
        self.origin = origin
        self.trust = server.isPlain ? .system : trust
        self.identity = server.isPlain ? .anonymous : identity
        self.tlsServerName = server.isPlain ? nil : tlsServerName
        warnings = Self.warnings(server, trust, identity)
    }

    private static func warnings(_ server: ServerURL, _ trust: Trust, _ identity: Identity) -> [String] {
        if server.isPlain {
            let isSomebody = identity != .anonymous
            if server.isOnThisHost {
                return isSomebody
                    ? ["the server is reached without TLS, so no credentials are sent; write https://"] : []
            }
            return [
                "the server is reached without TLS: whoever is on the way reads and changes what it says"
                    + (isSomebody ? ", and no credentials are sent" : "") + "; write https://"
            ]
        }
        var warnings: [String] = []
        if trust == .anyone {
            warnings.append(
                "insecure-skip-tls-verify is set: whoever answers is taken for the API server and gets the "
                    + "credentials; write certificate-authority instead")
        }
        if identity == .anonymous {
            warnings.append("there are no credentials: to the API server we are system:anonymous")
        }
        return warnings
    }
}

/// Whom we take for the API server.
public enum Trust: Hashable, Sendable {
    /// Who has a certificate of an authority that this machine knows.
    case system
    /// Who has a certificate of one of these authorities, in PEM.
    case authorities(Material)
    /// Whoever answers.
    case anyone
}

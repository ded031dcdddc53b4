/// Who we are to the API server: a token, a certificate, both, or nobody.
public struct Identity: Hashable, Sendable {
    /// A bearer token, and where it comes from.
    public enum Token: Hashable, Sendable {
        /// This one, which stays as it is.
        case text(Secret)
        /// The one in this file; where the file cannot be read yet, the other.
        case file(String, orElse: Secret?)
    }

    /// A certificate and the key it belongs to, in PEM.
    public struct Pair: Hashable, Sendable {
        /// The certificate, perhaps with those that vouch for it.
        public let certificate: Material
        /// The private key.
        public let key: Material

        /// A certificate with its key.
        public init(certificate: Material, key: Material) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// The token that goes into a header of each request.
    public var token: Token?
    /// What the connection is begun with.
    public var pair: Pair?

    /// Nobody.
    public static let anonymous = Identity()

    /// What we show; nothing makes us nobody.
    public init(token: Token? = nil, pair: Pair? = nil) {
        self.token = token
        self.pair = pair
    }
}

/// Where a certificate, a key or certificate authorities come from.
///
/// A file is kept as its path and never as its contents: whoever issues credentials writes it anew.
public enum Material: Hashable, Sendable {
    /// This file.
    case file(String)
    /// These bytes, which stay as they are.
    case data(Secret)
}

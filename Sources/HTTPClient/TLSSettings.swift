/// How the two ends of a connection trust each other.
///
/// A connection that was made under other settings is not used for a request: after a rotation, give the new ones.
public struct TLSSettings: Hashable, Sendable {
    /// Whom the client believes.
    public enum Trust: Hashable, Sendable {
        /// The authorities of this machine.
        case system
        /// These certificates in PEM, and no others.
        case authorities([UInt8])
        /// Whoever answers.
        case insecure
    }

    /// Who the client is.
    public struct Identity: Hashable, Sendable {
        /// Its certificate in PEM, those that vouch for it behind it.
        public var certificate: [UInt8]
        /// Its private key in PEM.
        public var key: [UInt8]

        /// A certificate and its key, both in PEM.
        public init(certificate: [UInt8], key: [UInt8]) {
            self.certificate = certificate
            self.key = key
        }
    }

    /// Whom the client believes.
    public var trust: Trust
    /// Who the client is, where it says so by a certificate.
    public var identity: Identity?
    /// The name that the server's certificate has to be for, where that is not the host of the URL.
    public var serverName: String?

    /// Believes the authorities of this machine, unless others are named.
    public init(trust: Trust = .system, identity: Identity? = nil, serverName: String? = nil) {
        self.trust = trust
        self.identity = identity
        self.serverName = serverName
    }
}

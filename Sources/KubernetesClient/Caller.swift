internal import HTTPClient
internal import ServerAccess

/// Makes requests of questions: it knows the server, who we are to it, and how long an answer may take.
struct Caller {
    private let access: ServerAccess
    private let userAgent: String
    private var credentials: CredentialCache

    /// Requests to a server, in the name of a program.
    init(_ access: ServerAccess, userAgent: String) {
        self.access = access
        self.userAgent = userAgent
        credentials = CredentialCache(access)
    }

    /// A question as a request, and whom it shows us as.
    mutating func request(
        _ question: Question, now: Duration, pacing: ReflectorPacing = ReflectorPacing(), on host: some AccessHost
    ) throws(AccessError) -> (HTTPRequest, Credentials) {
        let shown = try credentials.credentials(at: now, on: host)
        var request = HTTPRequest(access.server + question.target, tls: TLSSettings(shown))
        request.allowsCompression = !access.isCompressionDisabled
        request.headers = [HTTPHeader("Accept", question.accept), HTTPHeader("User-Agent", userAgent)]
        if let token = shown.token { request.headers.append(HTTPHeader("Authorization", "Bearer \(token.text)")) }
        switch question.form {
        case .list:
            request.silenceSecondsMax = pacing.listSilenceMax / .seconds(1)
            request.totalSeconds = 300
        // The server ends it; where it does not, we do.
        case .watch(_, let seconds): request.totalSeconds = Double(seconds) + 30
        }
        return (request, shown)
    }

    /// Takes note of what an answer says of the credentials that were shown.
    mutating func learn(from event: HTTPEvent, _ shown: Credentials) {
        switch event {
        case .head(let head) where head.status == 401: credentials.refused(shown)
        case .end(.failed(.clientCertificateRefused)), .end(.failed(.tls)), .end(.failed(.unusableCertificate)):
            credentials.refused(shown)
        case .end(.failed(.certificate)): credentials.distrusted(shown)
        case .head, .body, .end: break
        }
    }

    /// What there is to say of credentials, each once.
    mutating func takeNews() -> [String] { credentials.takeNews() }
}

extension TLSSettings {
    /// What credentials say of a connection.
    fileprivate init(_ credentials: Credentials) {
        let trust: Trust =
            credentials.isInsecure ? .insecure : credentials.authorities.map { .authorities($0) } ?? .system
        var identity: Identity?
        if let certificate = credentials.certificate, let key = credentials.key {
            identity = Identity(certificate: certificate, key: key.bytes)
        }
        self.init(trust: trust, identity: identity, serverName: credentials.tlsServerName)
    }
}

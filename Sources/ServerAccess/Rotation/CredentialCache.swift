/// The credentials of an access, read from their files when they are asked for and too old.
///
/// It has no clock and no thread: whoever makes requests asks before each of them, and says what time it is by a clock
/// that does not go back. As in client-go, a token is read again after 60 seconds less 10, other files after five
/// minutes, and a file that cannot be read, or holds nothing good, leaves in use what there was before. Unlike there,
/// a refused client certificate and a distrusted server have the files read again at once.
///
///     ServerAccess ──paths──► Rotating × 3 ──► Credentials ──► request ──401──► refused
///                               │    └─ PairSettling                └──no trust──► distrusted
///                               └─► news, for the log
public struct CredentialCache: Sendable {
    /// How old a token may be: kubelet writes a new one when 80 % of the time of the old one is over.
    static let tokenAgeMax: Duration = .seconds(60 - 10)
    /// How old certificates, keys and authorities may be.
    static let fileAgeMax: Duration = .seconds(5 * 60)

    private let access: ServerAccess
    private var authorities = Rotating<[UInt8]>(ageMax: fileAgeMax)
    private var token: Rotating<Secret>
    private var pair = Rotating<PairSettling.Pair>(ageMax: fileAgeMax)
    private var settling = PairSettling()
    private var news: [String] = []

    /// The credentials of this access; nothing is read yet.
    public init(_ access: ServerAccess) {
        self.access = access
        switch access.identity.token {
        case .text(let secret), .file(_, orElse: let secret?): token = Rotating(secret, ageMax: Self.tokenAgeMax)
        case .file(_, orElse: nil), nil: token = Rotating(ageMax: Self.tokenAgeMax)
        }
    }

    /// What a request that begins now needs.
    ///
    /// An error says that there is nothing to use; the next call tries again.
    public mutating func credentials(at now: Duration, on host: some AccessHost) throws(AccessError) -> Credentials {
        try readAuthorities(at: now, on: host)
        try readToken(at: now, on: host)
        try readPair(at: now, on: host)
        return Credentials(
            authorities: authorities.value, isInsecure: access.trust == .anyone, tlsServerName: access.tlsServerName,
            certificate: pair.value?.certificate, key: pair.value?.key, token: token.value)
    }

    /// Says that the server refused these credentials (401), or the connection broke on the client certificate: the
    /// files are read again with the next request, unless that was done since these were given out.
    public mutating func refused(_ credentials: Credentials) {
        if credentials.token == token.value { token.expire() }
        if credentials.certificate == pair.value?.certificate, credentials.key == pair.value?.key { pair.expire() }
    }

    /// Says that the server's certificate was not trusted by these: the authorities are read again likewise.
    public mutating func distrusted(_ credentials: Credentials) {
        if credentials.authorities == authorities.value { authorities.expire() }
    }

    /// What has changed since this was asked last, in words for the log: each failure once, and that it is over.
    public mutating func takeNews() -> [String] {
        defer { news = [] }
        return news
    }

    // MARK: reading

    private mutating func readAuthorities(at now: Duration, on host: some AccessHost) throws(AccessError) {
        guard case .authorities(let material) = access.trust, authorities.isDue(at: now) else { return }
        let reading = Result { () throws(AccessError) in
            try material.bytes(as: .authorities, on: host, PEM.checkCertificates)
        }
        note(try authorities.take(reading, at: now))
    }

    private mutating func readToken(at now: Duration, on host: some AccessHost) throws(AccessError) {
        guard case .file(let path, _) = access.identity.token, token.isDue(at: now) else { return }
        let reading = Result { () throws(AccessError) in
            try BearerToken.secret(try host.contents(of: path, as: .token), at: .file(path))
        }
        note(try token.take(reading, at: now))
    }

    private mutating func readPair(at now: Duration, on host: some AccessHost) throws(AccessError) {
        guard let source = access.identity.pair, pair.isDue(at: now) else { return }
        // What is in the kubeconfig does not follow a file.
        if pair.value != nil, !source.rotates { return }
        var reading = Result { () throws(AccessError) in try source.read(on: host) }
        if case .success(let read) = reading, let error = source.unsettled(read, beside: pair.value, &settling, at: now)
        {
            reading = .failure(error)
        }
        note(try pair.take(reading, at: now))
    }

    private mutating func note(_ words: String?) {
        if let words { news.append(words) }
    }
}

extension Material {
    /// The bytes, once `check` has seen them; those of a kubeconfig were seen when it was read.
    fileprivate func bytes(
        as use: AccessError.FileUse, on host: some AccessHost,
        _ check: ([UInt8], AccessError.Place) throws(AccessError) -> Void
    ) throws(AccessError) -> [UInt8] {
        switch self {
        case .data(let secret): return secret.bytes
        case .file(let path):
            let bytes = try host.contents(of: path, as: use)
            try check(bytes, .file(path))
            return bytes
        }
    }
}

extension Identity.Pair {
    /// Whether both parts can change.
    fileprivate var rotates: Bool {
        guard case .file = certificate, case .file = key else { return false }
        return true
    }

    /// Both parts. Where both are one file, as with kubelet, each is a look of its own at it.
    fileprivate func read(on host: some AccessHost) throws(AccessError) -> PairSettling.Pair {
        let certificate = try certificate.bytes(as: .certificate, on: host, PEM.checkCertificates)
        let key = try key.bytes(as: .key, on: host, PEM.checkKey)
        return PairSettling.Pair(certificate: certificate, key: Secret(key))
    }

    /// Why a pair is not taken yet.
    fileprivate func unsettled(
        _ read: PairSettling.Pair, beside old: PairSettling.Pair?, _ settling: inout PairSettling, at now: Duration
    ) -> AccessError? {
        guard case .file(let certificate) = certificate, case .file(let key) = key else { return nil }
        return switch settling.unsettled(read, beside: old, at: now) {
        case .certificate: AccessError(.file(certificate), .halfRotated(other: key))
        case .key: AccessError(.file(key), .halfRotated(other: certificate))
        case nil: nil
        }
    }
}

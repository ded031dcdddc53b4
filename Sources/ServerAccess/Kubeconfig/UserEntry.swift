/// What a kubeconfig says of a user: the credentials to show.
struct UserEntry {
    private static let refused: [(name: String, as: AccessError.Unsupported)] = [
        ("exec", .exec), ("auth-provider", .authProvider), ("as", .impersonation), ("as-uid", .impersonation),
        ("as-groups", .impersonation), ("as-user-extra", .impersonation), ("username", .password),
        ("password", .password),
    ]
    private let field: ConfigField

    /// What stands in this field.
    init(_ field: ConfigField) throws(AccessError) {
        self.field = field
        for (name, what) in Self.refused where field[name].isSaid { throw field[name].error(.notSupported(what)) }
    }

    /// The credentials.
    func identity() throws(AccessError) -> Identity { Identity(token: try token(), pair: try pair()) }

    /// The token. The one in the file goes before the one that is written out, which only helps until the file can be
    /// read; so client-go does it.
    private func token() throws(AccessError) -> Identity.Token? {
        let text = field["token"]
        let written = try text.string()
        var secret: Secret?
        if let written { secret = try BearerToken.secret(Array(written.utf8), at: text.place) }
        if let path = try field["tokenFile"].filePath() { return .file(path, orElse: secret) }
        return secret.map { .text($0) }
    }

    /// The certificate and its key. client-go drops a key without a certificate, and is nobody then.
    private func pair() throws(AccessError) -> Identity.Pair? {
        let certificate = try field.material("client-certificate") { (bytes, place) throws(AccessError) in
            try PEM.checkCertificates(bytes, at: place)
        }
        let key = try field.material("client-key") { (bytes, place) throws(AccessError) in
            try PEM.checkKey(bytes, at: place)
        }
        switch (certificate, key) {
        case (let certificate?, let key?): return Identity.Pair(certificate: certificate, key: key)
        case (nil, nil): return nil
        case (_?, nil): throw field.error(.incompletePair(missing: "client-key or client-key-data"))
        case (nil, _?): throw field.error(.incompletePair(missing: "client-certificate or client-certificate-data"))
        }
    }
}

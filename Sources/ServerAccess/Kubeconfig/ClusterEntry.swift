/// What a kubeconfig says of a cluster: the server, and how to know it.
struct ClusterEntry {
    private let field: ConfigField

    /// What stands in this field.
    init(_ field: ConfigField) throws(AccessError) {
        self.field = field
        if field["proxy-url"].isSaid { throw field["proxy-url"].error(.notSupported(.proxy)) }
    }

    /// The server's URL.
    func server() throws(AccessError) -> ServerURL {
        let server = field["server"]
        let text = try server.string() ?? ""
        do throws(ServerURL.Problem) {
            return try ServerURL(text)
        } catch {
            throw server.error(.badServer(error))
        }
    }

    /// Whom to take for the server.
    func trust() throws(AccessError) -> Trust {
        let authorities = try field.material("certificate-authority") { (bytes, place) throws(AccessError) in
            try PEM.checkCertificates(bytes, at: place)
        }
        guard try field["insecure-skip-tls-verify"].bool() else {
            return authorities.map { .authorities($0) } ?? .system
        }
        if authorities != nil { throw field["insecure-skip-tls-verify"].error(.insecureWithAuthority) }
        return .anyone
    }

    /// The name that the server's certificate is for, where it is another one than the host's.
    func tlsServerName() throws(AccessError) -> String? { try field["tls-server-name"].string() }

    /// Whether the server is not to compress what it sends.
    func isCompressionDisabled() throws(AccessError) -> Bool { try field["disable-compression"].bool() }
}

extension ConfigField {
    /// What stands in the field `name-data`, or the file that is named in the field `name`.
    ///
    /// That both are given is an error, as it is to client-go.
    func material(
        _ name: String, _ check: ([UInt8], AccessError.Place) throws(AccessError) -> Void
    ) throws(AccessError) -> Material? {
        let data = self["\(name)-data"]
        let path = try self[name].filePath()
        guard let bytes = try data.data() else { return path.map { .file($0) } }
        if path != nil { throw self[name].error(.both(name, "\(name)-data")) }
        try check(bytes, data.place)
        return .data(Secret(bytes))
    }
}

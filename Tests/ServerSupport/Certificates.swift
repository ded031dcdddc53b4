import TestSupport

/// Authorities and what they sign, made by openssl as files in PEM, for as long as this value is held.
public final class Certificates: Sendable {
    /// A certificate and its key.
    public struct Pair: Equatable, Sendable {
        /// The path of the certificate.
        public let certificate: String
        /// The path of its key.
        public let key: String
    }

    /// Who signs.
    public enum Authority: String, Sendable {
        /// The one that the server's first certificate comes from.
        case first = "ca"
        /// Another, which a client does not know unless it is told.
        case second = "ca2"
    }

    private let folder: TemporaryFolder

    /// Makes the first authority, a certificate for the server at 127.0.0.1 and localhost, and one for a client.
    public init() throws(ServerError) {
        do throws(SystemError) {
            folder = try TemporaryFolder()
        } catch {
            throw .system(error)
        }
        try makeAuthority(.first)
        try makeServer("server", by: .first)
        try makeClient("client", by: .first)
    }

    /// The certificate of an authority, which says what a client trusts.
    public func authority(_ authority: Authority = .first) -> Pair { pair(authority.rawValue) }

    /// The certificate the server begins with.
    public var server: Pair { pair("server") }

    /// The certificate of a client called `martlet-test`.
    public var client: Pair { pair("client") }

    /// Makes one more certificate for the server; the second authority is made when it is first wanted.
    public func anotherServer(_ name: String, by authority: Authority = .first) throws(ServerError) -> Pair {
        try makeServer(name, by: authority)
        return pair(name)
    }

    /// Makes one more certificate for a client.
    public func anotherClient(_ name: String, by authority: Authority = .first) throws(ServerError) -> Pair {
        try makeClient(name, by: authority)
        return pair(name)
    }

    /// Makes a certificate for the server whose time was over yesterday.
    public func expiredServer(_ name: String) throws(ServerError) -> Pair {
        try makeServer(name, by: .first)
        let (own, signer) = (pair(name), pair(Authority.first.rawValue))
        // `openssl req -x509` makes none that is over.
        let request = folder.file("\(name).csr")
        try run([
            "openssl", "req", "-new", "-key", own.key, "-subj", "/CN=\(name)", "-out", request, "-addext", Self.names,
        ])
        try run(
            ["openssl", "x509", "-req", "-in", request, "-CA", signer.certificate, "-CAkey", signer.key, "-days", "-1"]
                + ["-copy_extensions", "copy", "-out", own.certificate])
        return own
    }

    /// Makes the second authority, if it is not there.
    public func makeSecondAuthority() throws(ServerError) { try makeAuthority(.second) }

    private func pair(_ name: String) -> Pair {
        Pair(certificate: folder.file("\(name).pem"), key: folder.file("\(name).key"))
    }

    private func makeAuthority(_ authority: Authority) throws(ServerError) {
        let extensions = ["basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign"]
        try make(authority.rawValue, subject: "/CN=\(authority.rawValue) of tests", extensions, signedBy: nil)
    }

    private func makeServer(_ name: String, by authority: Authority) throws(ServerError) {
        try make(name, subject: "/CN=\(name)", [Self.names, "extendedKeyUsage=serverAuth"], signedBy: authority)
    }

    private static let names = "subjectAltName=DNS:localhost,IP:127.0.0.1"

    private func makeClient(_ name: String, by authority: Authority) throws(ServerError) {
        let subject = "/O=system:nodes/CN=\(name == "client" ? "martlet-test" : name)"
        try make(name, subject: subject, ["extendedKeyUsage=clientAuth"], signedBy: authority)
    }

    /// `openssl req -x509`, which signs by itself, or by an authority with `-CA`.
    private func make(
        _ name: String, subject: String, _ extensions: [String], signedBy authority: Authority?
    ) throws(ServerError) {
        if let authority, authority == .second { try makeSecondAuthority() }
        let signer = authority.map { ["-CA", pair($0.rawValue).certificate, "-CAkey", pair($0.rawValue).key] } ?? []
        let constraint = authority == nil ? [] : ["basicConstraints=critical,CA:FALSE"]
        let added = (constraint + extensions).flatMap { ["-addext", $0] }
        let own = pair(name)
        try run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
                + ["-subj", subject, "-keyout", own.key, "-out", own.certificate] + signer + added)
    }

    private func run(_ arguments: [String]) throws(ServerError) {
        do throws(CommandError) {
            try Command.output(of: arguments)
        } catch {
            throw .command(error)
        }
    }
}

internal import CMicrohttpd
internal import Glibc

/// A certificate with its key, both as PEM.
public struct CertifiedKey: Equatable, Sendable {
    /// The certificate.
    public let certificate: [UInt8]
    /// The key.
    public let key: [UInt8]

    /// A certificate with its key.
    public init(certificate: [UInt8], key: [UInt8]) {
        self.certificate = certificate
        self.key = key
    }
}

/// Makes an authority and what it signs, with keys on P-256.
///
/// Serial numbers are the caller's, 1 to 20 bytes with the highest first, of which the top bit has to be unset and
/// something be set; `RandomBytes` makes good ones.
public enum SelfSigned {
    /// Makes an authority, which signs itself, and nothing but certificates of servers and clients below it.
    public static func authority(named name: String, validity: Validity, serial: [UInt8])
        throws(HTTPServerError) -> CertifiedKey
    {
        let draft = try Draft(commonName: name, organizations: [], validity: validity, serial: serial)
        try check(gnutls_x509_crt_set_basic_constraints(draft.certificate.pointer, 1, 0), "make an authority")
        try draft.setUsage(UInt32(GNUTLS_KEY_KEY_CERT_SIGN) | UInt32(GNUTLS_KEY_CRL_SIGN))
        return try draft.signed(by: nil)
    }

    /// Makes a certificate of a server that is known by these names and addresses; the first one is its common name.
    public static func server(
        names: [String], addresses: [String], by authority: CertifiedKey, validity: Validity, serial: [UInt8]
    ) throws(HTTPServerError) -> CertifiedKey {
        guard let first = (names + addresses).first else {
            throw .certificate(doing: "make a server's certificate", words: "it has neither a name nor an address")
        }
        let draft = try Draft(commonName: first, organizations: [], validity: validity, serial: serial)
        try draft.setUse(GNUTLS_KP_TLS_WWW_SERVER)
        for name in names { try draft.addName(GNUTLS_SAN_DNSNAME, Array(name.utf8)) }
        for address in addresses { try draft.addName(GNUTLS_SAN_IPADDRESS, try addressBytes(address)) }
        return try draft.signed(by: authority)
    }

    /// Makes a certificate of a client of this name in these organizations.
    public static func client(
        commonName: String, organizations: [String], by authority: CertifiedKey, validity: Validity, serial: [UInt8]
    ) throws(HTTPServerError) -> CertifiedKey {
        let draft = try Draft(commonName: commonName, organizations: organizations, validity: validity, serial: serial)
        try draft.setUse(GNUTLS_KP_TLS_WWW_CLIENT)
        return try draft.signed(by: authority)
    }

    private static func addressBytes(_ address: String) throws(HTTPServerError) -> [UInt8] {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, address, &bytes) == 1 { return bytes }
        }
        throw .unusableAddress(address)
    }
}

/// A certificate that is being written, with its new key.
private struct Draft: ~Copyable {
    let certificate: Certificate
    private let key: PrivateKey

    init(commonName: String, organizations: [String], validity: Validity, serial: [UInt8]) throws(HTTPServerError) {
        guard (1...20).contains(serial.count), serial[0] < 0x80, serial.contains(where: { $0 != 0 }) else {
            throw .certificate(doing: "make a certificate", words: "its serial number is not one")
        }
        let key = try PrivateKey()
        certificate = try Self.filled(commonName, organizations, validity, serial, key)
        self.key = key
    }

    private static func filled(
        _ commonName: String, _ organizations: [String], _ validity: Validity, _ serial: [UInt8],
        _ key: borrowing PrivateKey
    ) throws(HTTPServerError) -> Certificate {
        let certificate = try Certificate()
        let pointer = certificate.pointer
        try check(gnutls_x509_crt_set_version(pointer, 3), "set a version")
        try check(gnutls_x509_crt_set_serial(pointer, serial, serial.count), "set a serial number")
        try check(gnutls_x509_crt_set_activation_time(pointer, time_t(validity.start)), "set a time")
        try check(gnutls_x509_crt_set_expiration_time(pointer, time_t(validity.end)), "set a time")
        try check(gnutls_x509_crt_set_key(pointer, key.pointer), "set a key")
        try setName(pointer, GNUTLS_OID_X520_COMMON_NAME, commonName)
        for organization in organizations { try setName(pointer, GNUTLS_OID_X520_ORGANIZATION_NAME, organization) }
        return certificate
    }

    /// Says that it is no authority, and what it is for.
    func setUse(_ purpose: String) throws(HTTPServerError) {
        try check(gnutls_x509_crt_set_basic_constraints(certificate.pointer, 0, -1), "set what a certificate is for")
        try check(gnutls_x509_crt_set_key_purpose_oid(certificate.pointer, purpose, 0), "set what a certificate is for")
        try setUsage(UInt32(GNUTLS_KEY_DIGITAL_SIGNATURE))
    }

    func setUsage(_ usage: UInt32) throws(HTTPServerError) {
        try check(gnutls_x509_crt_set_key_usage(certificate.pointer, usage), "set what a key is for")
    }

    func addName(_ kind: gnutls_x509_subject_alt_name_t, _ name: [UInt8]) throws(HTTPServerError) {
        let append: UInt32 = 1
        try check(
            gnutls_x509_crt_set_subject_alt_name(certificate.pointer, kind, name, UInt32(name.count), append),
            "set a server's name")
    }

    /// The finished certificate; signed by itself where there is no authority.
    func signed(by authority: CertifiedKey?) throws(HTTPServerError) -> CertifiedKey {
        let doing = "sign a certificate"
        try setKeyIdentifiers(authority)
        if let authority {
            let issuer = try Certificate(pem: authority.certificate)
            let signer = try PrivateKey(pem: authority.key)
            try check(
                gnutls_x509_crt_sign2(certificate.pointer, issuer.pointer, signer.pointer, GNUTLS_DIG_SHA256, 0), doing)
        } else {
            try check(
                gnutls_x509_crt_sign2(certificate.pointer, certificate.pointer, key.pointer, GNUTLS_DIG_SHA256, 0),
                doing)
        }
        let pointer = certificate.pointer
        let text = try exported { gnutls_x509_crt_export(pointer, GNUTLS_X509_FMT_PEM, $0, $1) }
        return CertifiedKey(certificate: text, key: try key.text())
    }

    private static func setName(_ pointer: gnutls_x509_crt_t, _ kind: String, _ name: String) throws(HTTPServerError) {
        try check(
            gnutls_x509_crt_set_dn_by_oid(pointer, kind, 0, name, UInt32(name.utf8.count)), "set a subject")
    }

    /// Two authorities of one name are told apart by the identifiers of their keys.
    private func setKeyIdentifiers(_ authority: CertifiedKey?) throws(HTTPServerError) {
        let own = try identifier(of: certificate)
        try check(gnutls_x509_crt_set_subject_key_id(certificate.pointer, own, own.count), "set a key's identifier")
        guard let authority else { return }
        let other = try identifier(of: try Certificate(pem: authority.certificate))
        try check(gnutls_x509_crt_set_authority_key_id(certificate.pointer, other, other.count), "set an identifier")
    }

    private func identifier(of certificate: borrowing Certificate) throws(HTTPServerError) -> [UInt8] {
        let pointer = certificate.pointer
        return try exported { gnutls_x509_crt_get_key_id(pointer, 0, $0, $1) }
    }
}

/// A private key: `gnutls_x509_privkey_t`.
private struct PrivateKey: ~Copyable {
    let pointer: gnutls_x509_privkey_t

    /// A new one.
    init() throws(HTTPServerError) {
        pointer = try Self.made("make a key") {
            gnutls_x509_privkey_generate($0, GNUTLS_PK_ECDSA, martlet_tls_p256_bits(), 0)
        }
    }

    init(pem: [UInt8]) throws(HTTPServerError) {
        pointer = try Self.made("read a key") { key in
            withDatum(pem) { gnutls_x509_privkey_import(key, $0, GNUTLS_X509_FMT_PEM) }
        }
    }

    deinit {
        gnutls_x509_privkey_deinit(pointer)
    }

    private static func made(_ doing: String, _ fill: (gnutls_x509_privkey_t) -> Int32) throws(HTTPServerError)
        -> gnutls_x509_privkey_t
    {
        var pointer: gnutls_x509_privkey_t?
        try check(gnutls_x509_privkey_init(&pointer), doing)
        guard let pointer else { throw .certificate(doing: doing, words: "no memory") }
        let code = fill(pointer)
        guard code == 0 else {
            gnutls_x509_privkey_deinit(pointer)
            throw .certificate(doing: doing, words: HTTPServerError.tlsWords(code))
        }
        return pointer
    }

    func text() throws(HTTPServerError) -> [UInt8] {
        let pointer = pointer
        return try exported { gnutls_x509_privkey_export(pointer, GNUTLS_X509_FMT_PEM, $0, $1) }
    }
}

/// What GnuTLS writes into a buffer that is large enough for all of ours.
private func exported(_ write: (UnsafeMutablePointer<UInt8>?, UnsafeMutablePointer<Int>) -> Int32)
    throws(HTTPServerError) -> [UInt8]
{
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, filled in
        var size = buffer.count
        code = write(buffer.baseAddress, &size)
        filled = code == 0 ? size : 0
    }
    try check(code, "write a certificate or key")
    return bytes
}

internal import CMicrohttpd

/// A certificate that was read: `gnutls_x509_crt_t`.
struct Certificate: ~Copyable {
    /// What GnuTLS calls it.
    let pointer: gnutls_x509_crt_t

    /// An empty one, to be filled in.
    init() throws(HTTPServerError) {
        pointer = try Self.made()
    }

    /// The first one of a PEM text.
    init(pem: [UInt8]) throws(HTTPServerError) {
        pointer = try Self.read(pem, GNUTLS_X509_FMT_PEM)
    }

    /// One in the bytes that go over the wire.
    init(der: [UInt8]) throws(HTTPServerError) {
        pointer = try Self.read(der, GNUTLS_X509_FMT_DER)
    }

    private static func made() throws(HTTPServerError) -> gnutls_x509_crt_t {
        var pointer: gnutls_x509_crt_t?
        let code = gnutls_x509_crt_init(&pointer)
        guard code == 0, let pointer else {
            throw .certificate(doing: "make a certificate", words: HTTPServerError.tlsWords(code))
        }
        return pointer
    }

    private static func read(_ bytes: [UInt8], _ format: gnutls_x509_crt_fmt_t) throws(HTTPServerError)
        -> gnutls_x509_crt_t
    {
        let pointer = try made()
        let code = withDatum(bytes) { gnutls_x509_crt_import(pointer, $0, format) }
        guard code == 0 else {
            gnutls_x509_crt_deinit(pointer)
            throw .certificate(doing: "read a certificate", words: HTTPServerError.tlsWords(code))
        }
        return pointer
    }

    deinit {
        gnutls_x509_crt_deinit(pointer)
    }

    /// The client that its subject names; nil where there is no common name.
    func client() throws(HTTPServerError) -> ClientCertificate? {
        guard let name = try names(GNUTLS_OID_X520_COMMON_NAME).first else { return nil }
        return ClientCertificate(commonName: name, organizations: try names(GNUTLS_OID_X520_ORGANIZATION_NAME))
    }

    /// All parts of the subject's name of one kind, in their order: `gnutls_x509_crt_get_dn_by_oid`.
    func names(_ kind: String) throws(HTTPServerError) -> [String] {
        var names: [String] = []
        while true {
            var code: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 1024) { buffer, filled in
                var size = buffer.count
                code = gnutls_x509_crt_get_dn_by_oid(pointer, kind, UInt32(names.count), 0, buffer.baseAddress, &size)
                filled = code == 0 ? size : 0
            }
            if code == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE { return names }
            try check(code, "read a certificate's subject")
            guard let name = String(validating: bytes, as: UTF8.self), !name.utf8.contains(0) else {
                throw .certificate(doing: "read a certificate's subject", words: "it is no text")
            }
            names.append(name)
        }
    }
}

/// Throws what GnuTLS says of a code that is an error.
func check(_ code: Int32, _ doing: String) throws(HTTPServerError) {
    guard code >= 0 else { throw .certificate(doing: doing, words: HTTPServerError.tlsWords(code)) }
}

internal import CMicrohttpd

extension HTTPServer.Options.TLS {
    /// Says what is wrong with certificate, key or authorities, which libmicrohttpd would only print.
    func check() throws(HTTPServerError) {
        try Self.withCredentials { credentials throws(HTTPServerError) in
            let code = withDatum(certificate) { certificate in
                withDatum(key) { key in
                    gnutls_certificate_set_x509_key_mem(credentials, certificate, key, GNUTLS_X509_FMT_PEM)
                }
            }
            guard code >= 0 else {
                throw .unusableTLS(part: "certificate with its key", words: HTTPServerError.tlsWords(code))
            }
            guard let clientAuthorities else { return }
            let count = withDatum(clientAuthorities) {
                gnutls_certificate_set_x509_trust_mem(credentials, $0, GNUTLS_X509_FMT_PEM)
            }
            guard count > 0 else {
                let words = count == 0 ? "there is no certificate in it" : HTTPServerError.tlsWords(count)
                throw .unusableTLS(part: "client authorities", words: words)
            }
        }
    }

    private static func withCredentials(
        _ body: (gnutls_certificate_credentials_t) throws(HTTPServerError) -> Void
    ) throws(HTTPServerError) {
        var credentials: gnutls_certificate_credentials_t?
        let code = gnutls_certificate_allocate_credentials(&credentials)
        guard code == 0, let credentials else {
            throw .unusableTLS(part: "credentials", words: HTTPServerError.tlsWords(code))
        }
        defer { gnutls_certificate_free_credentials(credentials) }
        try body(credentials)
    }
}

/// Lends bytes to GnuTLS.
func withDatum<Value>(_ bytes: [UInt8], _ body: (UnsafePointer<gnutls_datum_t>) -> Value) -> Value {
    var bytes = bytes
    let count = UInt32(clamping: bytes.count)
    return bytes.withUnsafeMutableBufferPointer { buffer in
        var datum = gnutls_datum_t(data: buffer.baseAddress, size: count)
        return body(&datum)
    }
}

internal import CMicrohttpd

/// From when to when a certificate holds, in seconds since 1970.
public struct Validity: Equatable, Sendable {
    /// The first second.
    public let start: Int64
    /// The last second.
    public let end: Int64

    /// From one second to another.
    public init(start: Int64, end: Int64) {
        self.start = start
        self.end = end
    }

    /// Whether it holds at a moment.
    public func contains(_ seconds: Int64) -> Bool { start <= seconds && seconds <= end }
}

/// What a certificate says.
public struct CertificateDetails: Equatable, Sendable {
    /// When it holds.
    public let validity: Validity
    /// Whom it names; nil where the subject has no common name.
    public let subject: ClientCertificate?
    /// Its serial number, the highest byte first.
    public let serial: [UInt8]

    /// Reads the first certificate of a PEM text.
    public init(pem: [UInt8]) throws(HTTPServerError) {
        let certificate = try Certificate(pem: pem)
        validity = Validity(
            start: Int64(gnutls_x509_crt_get_activation_time(certificate.pointer)),
            end: Int64(gnutls_x509_crt_get_expiration_time(certificate.pointer)))
        subject = try certificate.client()
        var code: Int32 = 0
        serial = [UInt8](unsafeUninitializedCapacity: 64) { buffer, filled in
            var size = buffer.count
            code = gnutls_x509_crt_get_serial(certificate.pointer, buffer.baseAddress, &size)
            filled = code == 0 ? size : 0
        }
        try check(code, "read a certificate's serial number")
    }
}

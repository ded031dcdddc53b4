/// What can be said of certificates and keys in PEM without reading what they hold.
///
/// There is no TLS library here: whether a certificate is valid, and whether a key belongs to it, shows when the
/// connection is begun. What shows here is a file that is another one, empty, or not written to its end.
enum PEM {
    private static let certificate = (begin: marker("BEGIN CERTIFICATE"), end: marker("END CERTIFICATE"))

    /// Sees that there are certificates, each to its end.
    static func checkCertificates(_ bytes: [UInt8], at place: AccessError.Place) throws(AccessError) {
        let begins = bytes.ranges(of: certificate.begin).count
        guard begins > 0 else { throw AccessError(place, .noCertificate) }
        guard bytes.ranges(of: certificate.end).count == begins else { throw AccessError(place, .cutPEM) }
    }

    /// Sees that there is a private key, to its end, that needs no passphrase.
    static func checkKey(_ bytes: [UInt8], at place: AccessError.Place) throws(AccessError) {
        guard let kind = keyKind(bytes) else { throw AccessError(place, .noPrivateKey) }
        guard bytes.contains(marker("END " + kind)) else { throw AccessError(place, .cutPEM) }
        let isEncrypted = kind.hasPrefix("ENCRYPTED") || bytes.contains(Array("Proc-Type: 4,ENCRYPTED".utf8))
        if isEncrypted { throw AccessError(place, .encryptedKey) }
    }

    /// What the first private key is called between its dashes, such as `EC PRIVATE KEY`.
    private static func keyKind(_ bytes: [UInt8]) -> String? {
        for begin in bytes.ranges(of: Array("-----BEGIN ".utf8)) {
            let kind = bytes[begin.upperBound...].prefix { $0 != UInt8(ascii: "-") }
            if kind.count <= 64, kind.reversed().starts(with: "PRIVATE KEY".utf8.reversed()) {
                return String(decoding: kind, as: UTF8.self)
            }
        }
        return nil
    }

    private static func marker(_ words: String) -> [UInt8] { Array("-----\(words)-----".utf8) }
}

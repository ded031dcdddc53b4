import Testing

@testable import ServerAccess

@Suite struct PEMTests {
    private static let place = AccessError.Place.file("/f")

    @Test(
        "certificates are seen by their markers, with anything around them",
        arguments: [
            (certificate, nil), ("subject=x\n\(certificate)\(certificate)", nil), (privateKey + certificate, nil),
            ("", "/f: has no -----BEGIN CERTIFICATE-----: write certificates in PEM"),
            ("\u{30}\u{1}binary", "/f: has no -----BEGIN CERTIFICATE-----: write certificates in PEM"),
            (privateKey, "/f: has no -----BEGIN CERTIFICATE-----: write certificates in PEM"),
            (
                certificate + "-----BEGIN CERTIFICATE-----\nQUJD\n",
                "/f: ends before -----END: it was cut, or is being written"
            ),
        ] as [(String, String?)])
    func certificates(text: String, wanted: String?) {
        #expect(
            failure { () throws(AccessError) in try PEM.checkCertificates(Array(text.utf8), at: Self.place) } == wanted)
    }

    @Test(
        "a key is one of any kind, to its end and without a passphrase",
        arguments: [
            (privateKey, nil), (pem("PRIVATE KEY"), nil), (pem("RSA PRIVATE KEY"), nil),
            (certificate + privateKey, nil),
            (pem("EC PARAMETERS") + privateKey, nil),
            ("", "/f: has no -----BEGIN PRIVATE KEY----- of any kind: write the key in PEM"),
            (certificate, "/f: has no -----BEGIN PRIVATE KEY----- of any kind: write the key in PEM"),
            (pem("PUBLIC KEY"), "/f: has no -----BEGIN PRIVATE KEY----- of any kind: write the key in PEM"),
            ("-----BEGIN RSA PRIVATE KEY-----\nQUJD", "/f: ends before -----END: it was cut, or is being written"),
            (
                pem("ENCRYPTED PRIVATE KEY"),
                "/f: the key is encrypted, and nobody is there to type a passphrase: write it without one"
            ),
            (
                pem("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nQUJD"),
                "/f: the key is encrypted, and nobody is there to type a passphrase: write it without one"
            ),
        ] as [(String, String?)])
    func keys(text: String, wanted: String?) {
        #expect(failure { () throws(AccessError) in try PEM.checkKey(Array(text.utf8), at: Self.place) } == wanted)
    }
}

import TestSupport
import Testing

@testable import HTTPServer

/// Certificates that the tests serve with; they hold for a century.
struct Papers {
    static let century = Validity(start: 1_500_000_000, end: 4_600_000_000)
    let authority: CertifiedKey
    let server: CertifiedKey

    init(serial: UInt8 = 1) throws {
        authority = try SelfSigned.authority(named: "martlet test", validity: Self.century, serial: [serial])
        server = try SelfSigned.server(
            names: ["localhost"], addresses: ["127.0.0.1", "::1"], by: authority, validity: Self.century,
            serial: [serial, 2])
    }

    func client(_ name: String, _ organizations: [String], _ validity: Validity = century) throws -> CertifiedKey {
        try SelfSigned.client(
            commonName: name, organizations: organizations, by: authority, validity: validity, serial: [9])
    }
}

@Suite struct SelfSignedTests {
    @Test("A certificate says whom it names, until when, and its number")
    func details() throws {
        let papers = try Papers()
        let validity = Validity(start: 1_600_000_000, end: 1_700_000_000)
        let details = try CertificateDetails(pem: papers.client("jane", ["b", "a"], validity).certificate)
        #expect(details.validity == validity)
        #expect(details.subject == ClientCertificate(commonName: "jane", organizations: ["b", "a"]))
        #expect(details.serial == [9])
        #expect(validity.contains(1_600_000_000) && validity.contains(1_700_000_000))
        #expect(!validity.contains(1_599_999_999) && !validity.contains(1_700_000_001))
    }

    @Test("openssl verifies what was signed, for its own purpose alone, and reads the names of a server")
    func openssl() throws {
        let papers = try Papers()
        let folder = try TemporaryFolder()
        let authority = try folder.write("ca", papers.authority.certificate)
        let server = try folder.write("server", papers.server.certificate)
        let client = try folder.write("client", papers.client("jane", []).certificate)
        let verify = ["openssl", "verify", "-x509_strict", "-CAfile", authority, "-purpose"]
        #expect(try Command.run(verify + ["sslserver", server]).succeeded)
        #expect(try Command.run(verify + ["sslclient", client]).succeeded)
        #expect(try !Command.run(verify + ["sslclient", server]).succeeded)
        #expect(try !Command.run(verify + ["sslserver", client]).succeeded)
        let text = try Command.output(of: ["openssl", "x509", "-in", server, "-noout", "-text"])
        #expect(text.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"))
        #expect(text.contains("prime256v1"))
    }

    @Test(
        "A serial number that is none is refused",
        arguments: [[], [0], [0x80], [UInt8](repeating: 1, count: 21)] as [[UInt8]])
    func serials(serial: [UInt8]) {
        #expect(throws: HTTPServerError.self) {
            try SelfSigned.authority(named: "a", validity: Papers.century, serial: serial)
        }
    }

    @Test("What cannot be signed for is refused")
    func refused() throws {
        let papers = try Papers()
        let junk = CertifiedKey(certificate: [1], key: [2])
        for (names, addresses, authority) in [
            ([], [], papers.authority), (["a"], ["b"], papers.authority), (["a"], [], junk),
        ] {
            #expect(throws: HTTPServerError.self) {
                try SelfSigned.server(
                    names: names, addresses: addresses, by: authority, validity: Papers.century, serial: [1])
            }
        }
        #expect(throws: HTTPServerError.self) { try CertificateDetails(pem: Array("no PEM".utf8)) }
    }

    @Test("Random bytes are as many as asked for and not the same twice")
    func random() throws {
        #expect(try RandomBytes.make(count: 0) == [])
        let (first, second) = (try RandomBytes.make(count: 32), try RandomBytes.make(count: 32))
        #expect(first.count == 32 && first != second)
    }
}

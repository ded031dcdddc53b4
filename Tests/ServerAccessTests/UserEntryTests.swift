import Testing

@testable import ServerAccess

@Suite struct UserEntryTests {
    private static let string = "write a string, in quotes where it looks like something else"

    @Test(
        "what is wrong with a user is said with its line and path, and no secret",
        arguments: [
            (".token", "token: 12", "is a number: \(string)"),
            (".token", "token: y", "is true or false: \(string)"),
            (".token", "token: \"s3 cret\"", "\(AccessError.Reason.badToken)"),
            (".token", "token: \"a\\nX: y\"", "\(AccessError.Reason.badToken)"),
            (".tokenFile", "tokenFile: {}", "is an object: \(string)"),
            (
                "", "client-certificate: a",
                "client-key or client-key-data is missing: a certificate and its key go together"
            ),
            (
                "", "client-key: a",
                "client-certificate or client-certificate-data is missing: a certificate and its key go together"
            ),
            (
                ".client-key", "client-certificate: a, client-key: b, client-key-data: \(base64(privateKey))",
                "client-key and client-key-data are both given: remove one of them"
            ),
            (
                ".client-certificate",
                "client-certificate: a, client-certificate-data: \(base64(certificate)), client-key: b",
                "client-certificate and client-certificate-data are both given: remove one of them"
            ),
            (
                ".client-certificate-data", "client-certificate-data: \(base64(privateKey)), client-key: b",
                "\(AccessError.Reason.noCertificate)"
            ),
            (
                ".client-key-data", "client-certificate: a, client-key-data: \(base64(certificate))",
                "\(AccessError.Reason.noPrivateKey)"
            ),
            (
                ".client-key-data", "client-certificate: a, client-key-data: \(base64(pem("ENCRYPTED PRIVATE KEY")))",
                "\(AccessError.Reason.encryptedKey)"
            ),
        ])
    func errors(path: String, user: String, reason: String) {
        let text = kubeconfig(user: user)
        #expect(
            failure { () throws(AccessError) in try access(text) }
                == "/etc/k/config:12: users[0].user\(path): \(reason)")
    }

    @Test(
        "what we do not do is refused, with what to do instead",
        arguments: [
            ("exec", "{command: aws}", AccessError.Unsupported.exec), ("auth-provider", "{name: oidc}", .authProvider),
            ("as", "admin", .impersonation), ("as-uid", "u", .impersonation), ("as-groups", "[g]", .impersonation),
            ("as-user-extra", "{a: [b]}", .impersonation), ("username", "u", .password),
            ("password", "s3cret", .password),
        ])
    func refused(field: String, value: String, what: AccessError.Unsupported) {
        let text = kubeconfig(user: "token: t, \(field): \(value)")
        #expect(
            failure { () throws(AccessError) in try access(text) }
                == "/etc/k/config:12: users[0].user.\(field): \(what)")
    }

    @Test(
        "credentials are taken as client-go takes them",
        arguments: [
            ("", Identity.anonymous),
            (
                "exec: null, as: \"\", as-groups: [], username: \"\", auth-provider: null, extensions: [], x: 1",
                .anonymous
            ),
            ("token: \" t \"", Identity(token: .text(Secret([116])))),
            ("tokenFile: /t", Identity(token: .file("/t", orElse: nil))),
            ("token: t, tokenFile: t", Identity(token: .file("/etc/k/t", orElse: Secret([116])))),
            (
                "client-certificate: c, client-key: k, token: t",
                Identity(
                    token: .text(Secret([116])),
                    pair: Identity.Pair(certificate: .file("/etc/k/c"), key: .file("/etc/k/k")))
            ),
            (
                "client-certificate-data: \(base64(certificate)), client-key-data: \(base64(privateKey))",
                Identity(
                    pair: Identity.Pair(
                        certificate: .data(Secret(Array(certificate.utf8))), key: .data(Secret(Array(privateKey.utf8))))
                )
            ),
        ])
    func taken(user: String, wanted: Identity) throws {
        #expect(try access(kubeconfig(user: user)).identity == wanted)
    }
}

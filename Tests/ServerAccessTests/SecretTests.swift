import Testing

@testable import ServerAccess

@Suite struct SecretTests {
    @Test("nothing that is printed of a secret, or of what holds one, says it")
    func hidden() throws {
        let access = try access(
            kubeconfig(
                user: "token: t0k3n, tokenFile: t, client-certificate: c, client-key-data: \(base64(privateKey))"))
        let plain = access.identity
        let secret = Secret(Array("t0k3n".utf8))
        let credentials = Credentials(
            certificate: Array(certificate.utf8), key: Secret(Array(privateKey.utf8)), token: secret)
        let cache = CredentialCache(access)
        for value in [secret, access, plain, credentials, cache, [secret]] as [Any] {
            let texts = ["\(value)", String(reflecting: value), dumped(value)]
            for text in texts {
                #expect(!text.contains("t0k3n") && !text.contains("PRIVATE"), "\(text)")
                #expect(!text.contains("116, 48, 107"), "\(text)")
            }
        }
        #expect("\(secret)" == "(hidden)" && secret.text == "t0k3n")
    }

    private func dumped(_ value: Any) -> String {
        var text = ""
        dump(value, to: &text)
        return text
    }
}

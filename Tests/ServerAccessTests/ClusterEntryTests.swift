import Testing

@testable import ServerAccess

@Suite struct ClusterEntryTests {
    @Test(
        "what is wrong with a cluster is said with its line and path",
        arguments: [
            ("", "server: names no server: write a URL such as https://10.0.0.1:6443"),
            ("server: 1", "server: is a number: write a string, in quotes where it looks like something else"),
            ("server: \"a:6443\"", "server: has no scheme: write https:// before the host"),
            (
                "server: \"https://u:s3cret@a\"",
                "server: holds a user's name or password: remove what stands before @, and write credentials of a user"
            ),
            (
                "server: \"https://a\", proxy-url: \"http://p\"",
                "proxy-url: no proxy is used on the way to the API server: write a server that is reached without one"
            ),
            (
                "server: \"https://a\", certificate-authority: a, certificate-authority-data: \(base64(certificate))",
                "certificate-authority: certificate-authority and certificate-authority-data are both given: remove "
                    + "one of them"
            ),
            (
                "server: \"https://a\", certificate-authority-data: QUJD",
                "certificate-authority-data: has no -----BEGIN CERTIFICATE-----: write certificates in PEM"
            ),
            (
                "server: \"https://a\", certificate-authority: a, insecure-skip-tls-verify: true",
                "insecure-skip-tls-verify: insecure-skip-tls-verify and a certificate authority exclude each other: "
                    + "remove insecure-skip-tls-verify"
            ),
            (
                "server: \"https://a\", insecure-skip-tls-verify: \"yes\"",
                "insecure-skip-tls-verify: is a string: write true or false"
            ),
            ("server: \"https://a\", disable-compression: 1", "disable-compression: is a number: write true or false"),
            (
                "server: \"https://a\", tls-server-name: [a]",
                "tls-server-name: is a list: write a string, in quotes where it looks like something else"
            ),
        ])
    func errors(cluster: String, wanted: String) {
        let text = kubeconfig(cluster: cluster)
        #expect(
            failure { () throws(AccessError) in try access(text) } == "/etc/k/config:9: clusters[0].cluster.\(wanted)")
    }

    @Test("fields that say nothing are as if they were not there")
    func empty() throws {
        let found = try access(
            kubeconfig(
                cluster: """
                    server: "https://a", proxy-url: "", certificate-authority: "", certificate-authority-data: null, \
                    insecure-skip-tls-verify: false, tls-server-name: "", extensions: [{name: x}], unknown: 1
                    """))
        #expect(found.trust == .system && found.tlsServerName == nil && !found.isCompressionDisabled)
    }
}

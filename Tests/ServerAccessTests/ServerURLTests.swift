import Testing

@testable import ServerAccess

@Suite struct ServerURLTests {
    @Test(
        "a scheme, a host, a port and a path are kept, without slashes at the end",
        arguments: [
            ("https://a", "https://a"), ("https://10.0.0.1:6443/", "https://10.0.0.1:6443"),
            ("HTTPS://A.example:1//", "https://A.example:1"), ("http://localhost:65535", "http://localhost:65535"),
            ("https://[fd00::1]", "https://[fd00::1]"),
            ("https://[::ffff:10.0.0.1]:443/a/b/", "https://[::ffff:10.0.0.1]:443/a/b"),
            ("https://rancher/k8s/clusters/c-1%20x", "https://rancher/k8s/clusters/c-1%20x"),
            ("https://a/b:c@d", "https://a/b:c@d"),
        ])
    func reads(text: String, wanted: String) throws {
        let url = try ServerURL(text)
        #expect(url.text == wanted)
        #expect(url.isPlain == wanted.hasPrefix("http:"))
    }

    @Test(
        "what is no server is refused, and why",
        arguments: [
            ("", ServerURL.Problem.empty), ("a", .noScheme), ("10.0.0.1:6443", .noScheme),
            ("localhost:8080", .noScheme),
            ("a/b://c", .noScheme), ("ftp://a", .otherScheme), ("://a", .otherScheme), (" https://a", .otherScheme),
            ("https://u@a", .user), ("https://u:p@a:1/x?y", .user), ("https://a?x", .query), ("https://a/b#c", .query),
            ("https://", .noHost), ("https://:6443", .noHost), ("https:///a", .noHost), ("https://a b", .badHost),
            ("https://é", .badHost), ("https://[fd00::1", .badHost), ("https://[a]", .badHost),
            ("https://[]", .badHost),
            ("https://[fe80::1%25eth0]", .badHost), ("https://a\n", .badHost), ("https://a:", .badPort),
            ("https://a:0", .badPort), ("https://a:65536", .badPort), ("https://a:+1", .badPort),
            ("https://a:99999999999999999999", .badPort), ("https://fd00::1", .badPort),
            ("https://[fd00::1]a", .badPort),
            ("https://[::1]:", .badPort), ("https://a/b c", .badPath), ("https://a/é", .badPath),
            ("https://a/\r\nX: y", .badPath),
        ])
    func refuses(text: String, wanted: ServerURL.Problem) {
        #expect(throws: wanted) { try ServerURL(text) }
    }

    @Test("nothing of the text is in the words")
    func silent() {
        let problems: [ServerURL.Problem] = [
            .empty, .noScheme, .otherScheme, .user, .query, .noHost, .badHost, .badPort, .badPath,
        ]
        #expect(Set(problems.map(\.description)).count == problems.count)
    }
}

import Testing

@testable import HTTPClient

@Suite struct TargetURLTests {
    @Test("a URL has a host, and a port that is said or usual")
    func parts() throws {
        let said = try TargetURL("https://api.test:6443/api?x=y")
        #expect(said.host == "api.test")
        #expect((said.place, said.authority) == ("api.test:6443", "api.test:6443"))
        let usual = try TargetURL("https://[fd00::1]/api")
        #expect((usual.place, usual.authority) == ("[fd00::1]:443", "[fd00::1]"))
        #expect(usual.connectTo == "::[fd00::1]:443")
        #expect(try TargetURL("http://a:80/").authority == "a")
    }

    @Test(
        "a URL may have another host in its place",
        arguments: [
            ("https://10.0.0.1:6443/api?x=y", "name", "https://name:6443/api?x=y"),
            ("https://[fd00::1]/api", "10.0.0.2", "https://10.0.0.2/api"),
            ("https://a/b", "fd00::2", "https://[fd00::2]/b"),
        ])
    func renamed(_ url: String, _ name: String, _ expected: String) throws {
        #expect(try TargetURL(url).url(named: name) == expected)
    }

    @Test(
        "what is no URL of http or https is refused, with its text",
        arguments: ["", "/path", "ftp://host/", "file:///etc/passwd", "https://a b/", "https://host:99999/"])
    func refused(_ url: String) {
        #expect { try TargetURL(url) } throws: { error in
            guard case .unusableRequest(let words) = error as? HTTPFailure else { return false }
            return words.hasPrefix(url)
        }
    }
}

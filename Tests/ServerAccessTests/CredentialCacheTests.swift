import Testing

@testable import ServerAccess

@Suite struct CredentialCacheTests {
    private static let access = ServerAccess.forTest(
        trust: .authorities(.file("/ca")),
        Identity(token: .file("/t", orElse: nil), pair: Identity.Pair(certificate: .file("/c"), key: .file("/k"))))
    private static let host = MemoryHost().with("/ca", pem("CERTIFICATE", "ca")).with("/t", " t1\n")
        .with("/c", pem("CERTIFICATE", "c1")).with("/k", pem("PRIVATE KEY", "k1"))
    private static let kept = "until then what there was before is used"

    @Test("everything is read on first use, and says nothing")
    func first() throws {
        var cache = CredentialCache(Self.access)
        let credentials = try cache.credentials(at: .zero, on: Self.host)
        #expect(
            credentials
                == Credentials(
                    authorities: Array(pem("CERTIFICATE", "ca").utf8), tlsServerName: "name",
                    certificate: Array(pem("CERTIFICATE", "c1").utf8),
                    key: Secret(Array(pem("PRIVATE KEY", "k1").utf8)),
                    token: Secret(Array("t1".utf8))))
        #expect(cache.takeNews() == [])
    }

    @Test(
        "what cannot be read at first is an error, and the next call tries again",
        arguments: [
            ("/ca", "", "/ca: has no -----BEGIN CERTIFICATE-----: write certificates in PEM"),
            ("/t", "\n", "/t: there is no token in it: have one issued, or name another file"),
            ("/c", "x", "/c: has no -----BEGIN CERTIFICATE-----: write certificates in PEM"),
            ("/k", "x", "/k: has no -----BEGIN PRIVATE KEY----- of any kind: write the key in PEM"),
        ])
    func failing(path: String, text: String, wanted: String) throws {
        var cache = CredentialCache(Self.access)
        let host = Self.host.with(path, text)
        #expect(failure { () throws(AccessError) in try cache.credentials(at: .zero, on: host) } == wanted)
        let missing = Self.host.with(path, .missing)
        let words = failure { () throws(AccessError) in try cache.credentials(at: .zero, on: missing) }
        #expect(words?.hasPrefix("\(path): cannot be read as ") == true)
        #expect(try cache.credentials(at: .zero, on: Self.host).token?.text == "t1")
        #expect(cache.takeNews() == [])
    }

    @Test("a token is read again when it is fifty seconds old, everything else after five minutes")
    func ages() throws {
        var cache = CredentialCache(Self.access)
        _ = try cache.credentials(at: .seconds(100), on: Self.host)
        let later = Self.host.with("/t", "t2").with("/ca", pem("CERTIFICATE", "ca2"))
            .with("/c", pem("CERTIFICATE", "c2")).with("/k", pem("PRIVATE KEY", "k2"))
        #expect(try cache.credentials(at: .milliseconds(149_999), on: later).token?.text == "t1")
        let old = try cache.credentials(at: .seconds(150), on: later)
        #expect(old.token?.text == "t2" && old.authorities == Array(pem("CERTIFICATE", "ca").utf8))
        #expect(try cache.credentials(at: .milliseconds(399_999), on: later).key?.text == pem("PRIVATE KEY", "k1"))
        let new = try cache.credentials(at: .seconds(400), on: later)
        #expect(new.authorities == Array(pem("CERTIFICATE", "ca2").utf8))
        #expect(new.certificate == Array(pem("CERTIFICATE", "c2").utf8) && new.key?.text == pem("PRIVATE KEY", "k2"))
        #expect(cache.takeNews() == [])
    }

    @Test("refused credentials are read again at once, and those that were read since are not")
    func refused() throws {
        var cache = CredentialCache(Self.access)
        let first = try cache.credentials(at: .zero, on: Self.host)
        let later = Self.host.with("/t", "t2").with("/c", pem("CERTIFICATE", "c2")).with("/k", pem("PRIVATE KEY", "k2"))
        #expect(try cache.credentials(at: .seconds(1), on: later) == first)
        cache.refused(first)
        let second = try cache.credentials(at: .seconds(1), on: later)
        #expect(second.token?.text == "t2" && second.key?.text == pem("PRIVATE KEY", "k2"))
        // A second request of the first credentials is answered late.
        cache.refused(first)
        let third = later.with("/t", "t3").with("/c", pem("CERTIFICATE", "c3")).with("/k", pem("PRIVATE KEY", "k3"))
        #expect(try cache.credentials(at: .seconds(2), on: third) == second)
    }

    @Test("authorities that did not vouch for the server are read again at once")
    func distrusted() throws {
        var cache = CredentialCache(Self.access)
        let first = try cache.credentials(at: .zero, on: Self.host)
        let later = Self.host.with("/ca", pem("CERTIFICATE", "ca2"))
        cache.refused(first)
        #expect(try cache.credentials(at: .seconds(1), on: later) == first)
        cache.distrusted(first)
        let second = try cache.credentials(at: .seconds(1), on: later)
        #expect(second.authorities == Array(pem("CERTIFICATE", "ca2").utf8))
        cache.distrusted(first)
        #expect(try cache.credentials(at: .seconds(2), on: Self.host) == second)
    }

    @Test("a file that is broken meanwhile leaves what there was, is told once, and is tried each time")
    func keeps() throws {
        var cache = CredentialCache(Self.access)
        let first = try cache.credentials(at: .zero, on: Self.host)
        let broken = Self.host.with("/t", "").with("/ca", .forbidden).with("/k", "-----BEGIN PRIVATE KEY-----")
        for second in 300..<303 { #expect(try cache.credentials(at: .seconds(second), on: broken) == first) }
        #expect(
            cache.takeNews() == [
                "/ca: cannot be read as certificate authorities: permission denied: let this process read it; "
                    + Self.kept,
                "/t: there is no token in it: have one issued, or name another file; \(Self.kept)",
                "/k: ends before -----END: it was cut, or is being written; \(Self.kept)",
            ])
        #expect(cache.takeNews() == [])
        let again = Self.host.with("/t", "t2")
        #expect(try cache.credentials(at: .seconds(303), on: again).token?.text == "t2")
        #expect(cache.takeNews() == ["/ca: is good again", "/t: is good again", "/k: is good again"])
    }

    @Test("a pair of which one part has changed waits for the other, or for ten seconds")
    func half() throws {
        var cache = CredentialCache(Self.access)
        let first = try cache.credentials(at: .zero, on: Self.host)
        let host = Self.host.with("/c", pem("CERTIFICATE", "c2"))
        #expect(try cache.credentials(at: .seconds(300), on: host) == first)
        #expect(
            cache.takeNews() == [
                "/c: has changed, and /k has not: they are taken together once both have, or nothing more comes; "
                    + Self.kept
            ])
        let whole = host.with("/k", pem("PRIVATE KEY", "k2"))
        #expect(try cache.credentials(at: .seconds(302), on: whole).key?.text == pem("PRIVATE KEY", "k2"))
        #expect(cache.takeNews() == ["/c: is good again"])
        let renewed = whole.with("/c", pem("CERTIFICATE", "c3"))
        #expect(
            try cache.credentials(at: .seconds(602), on: renewed).certificate == Array(pem("CERTIFICATE", "c2").utf8))
        #expect(
            try cache.credentials(at: .seconds(612), on: renewed).certificate == Array(pem("CERTIFICATE", "c3").utf8))
    }

    @Test("one file may hold both the certificate and the key, as kubelet's does")
    func oneFile() throws {
        let pair = Identity.Pair(certificate: .file("/both"), key: .file("/both"))
        var cache = CredentialCache(.forTest(trust: .system, Identity(pair: pair)))
        for (second, name) in [(0, "a"), (300, "b")] {
            let text = pem("CERTIFICATE", name) + pem("EC PRIVATE KEY", name)
            let credentials = try cache.credentials(at: .seconds(second), on: MemoryHost().with("/both", text))
            #expect(credentials.certificate == Array(text.utf8) && credentials.key?.text == text)
        }
    }

    @Test("what stands in the kubeconfig is read from no file; a pair that is half there stays as it is")
    func data() throws {
        let secret = Secret(Array(certificate.utf8))
        let pair = Identity.Pair(certificate: .data(secret), key: .file("/k"))
        let access = ServerAccess.forTest(
            trust: .authorities(.data(secret)), Identity(token: .text(Secret([116])), pair: pair))
        var cache = CredentialCache(access)
        let first = try cache.credentials(at: .zero, on: MemoryHost().with("/k", privateKey))
        #expect(first.authorities == secret.bytes && first.certificate == secret.bytes && first.token?.text == "t")
        let other = MemoryHost().with("/k", pem("PRIVATE KEY", "other"))
        #expect(try cache.credentials(at: .seconds(10_000), on: other) == first)
        #expect(try cache.credentials(at: .seconds(20_000), on: MemoryHost()) == first)
        #expect(cache.takeNews() == [])
    }

    @Test("the token of the kubeconfig helps until the file of the token can be read")
    func fallback() throws {
        let identity = Identity(token: .file("/t", orElse: Secret([116])))
        var cache = CredentialCache(.forTest(trust: .system, identity))
        #expect(try cache.credentials(at: .zero, on: MemoryHost()).token?.text == "t")
        #expect(
            cache.takeNews() == [
                "/t: cannot be read as bearer token: no such file: create it, or name another one; \(Self.kept)"
            ])
        #expect(try cache.credentials(at: .seconds(1), on: Self.host).token?.text == "t1")
        #expect(try cache.credentials(at: .seconds(60), on: MemoryHost()).token?.text == "t1")
    }

    @Test("nobody is shown nothing, and anyone is trusted where that is wanted")
    func nothing() throws {
        var system = CredentialCache(.forTest(trust: .system, .anonymous))
        #expect(try system.credentials(at: .zero, on: MemoryHost()) == Credentials(tlsServerName: "name"))
        var anyone = CredentialCache(.forTest(trust: .anyone, .anonymous))
        let credentials = try anyone.credentials(at: .zero, on: MemoryHost())
        #expect(credentials == Credentials(isInsecure: true, tlsServerName: "name"))
        anyone.refused(credentials)
        anyone.distrusted(credentials)
        #expect(try anyone.credentials(at: .zero, on: MemoryHost()) == credentials)
    }
}

extension ServerAccess {
    /// Access to some server.
    fileprivate static func forTest(trust: Trust, _ identity: Identity) -> ServerAccess {
        do {
            let url = try ServerURL("https://a")
            return ServerAccess(url, trust: trust, identity: identity, tlsServerName: "name", origin: "a test")
        } catch {
            preconditionFailure("\(error)")
        }
    }
}

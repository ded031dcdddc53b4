import Testing

@testable import ServerAccess

@Suite struct ServerAccessTests {
    private static let account = "/var/run/secrets/kubernetes.io/serviceaccount"
    private static let pod = MemoryHost()
        .with(variable: "KUBERNETES_SERVICE_HOST", "10.96.0.1").with(variable: "KUBERNETES_SERVICE_PORT", "443")
        .with("\(account)/token", "t0k3n").with("\(account)/ca.crt", certificate)
        .with("\(account)/namespace", "kube-system\n")
    private static let home = MemoryHost().with(variable: "HOME", "/h")
        .with("/h/.kube/config", kubeconfig(cluster: "server: \"https://home\""))

    @Test("a kubeconfig gives server, trust, identity, namespace and where they are from")
    func whole() throws {
        let found = try access(
            kubeconfig(
                cluster: """
                    server: "https://a.example:6443/prefix/", tls-server-name: b.example, disable-compression: true, \
                    certificate-authority-data: \(base64(certificate))
                    """,
                user: "client-certificate: pki/c.pem, client-key: /k.pem, token: a, tokenFile: token"))
        #expect(found.server == "https://a.example:6443/prefix")
        #expect(found.trust == .authorities(.data(Secret(Array(certificate.utf8)))))
        #expect(found.identity.token == .file("/etc/k/token", orElse: Secret(Array("a".utf8))))
        #expect(found.identity.pair == Identity.Pair(certificate: .file("/etc/k/pki/c.pem"), key: .file("/k.pem")))
        #expect(found.tlsServerName == "b.example" && found.isCompressionDisabled && found.namespace == "web")
        #expect(found.warnings == [])
        #expect(found.origin == "kubeconfig /etc/k/config, context \"main\"")
    }

    @Test("each way is taken before those behind it, and those before it are passed by")
    func order() throws {
        let kube = kubeconfig(cluster: "server: \"https://listed\"")
        var host = Self.pod
        host.files.merge(Self.home.files) { $1 }
        host.variables.merge(Self.home.variables) { $1 }
        let all = host.with(variable: "KUBECONFIG", "/l").with("/l", kube).with("/e", kubeconfig())
        let explicit = AccessOptions(kubeconfig: "/e")
        #expect(try ServerAccess(explicit, on: all).server == "https://10.0.0.1:6443")
        let direct = AccessOptions(server: "https://direct")
        #expect(try ServerAccess(direct, on: all).server == "https://direct")
        #expect(try ServerAccess(direct, on: all).identity == .anonymous)
        #expect(try ServerAccess(AccessOptions(), on: all).server == "https://listed")
        #expect(try ServerAccess(AccessOptions(), on: host).server == "https://10.96.0.1:443")
        #expect(try ServerAccess(AccessOptions(context: "main"), on: host).server == "https://home")
        #expect(try ServerAccess(AccessOptions(), on: Self.home).server == "https://home")
        let empty = AccessOptions(kubeconfig: "", context: "", server: "", tokenFile: "", certificateAuthority: "")
        #expect(try ServerAccess(empty, on: host.with(variable: "KUBECONFIG", "")).origin == "in-cluster")
    }

    @Test("in a pod the service account's files are named, not read")
    func inCluster() throws {
        let found = try ServerAccess(AccessOptions(), on: Self.pod)
        #expect(found.trust == .authorities(.file("\(Self.account)/ca.crt")))
        #expect(found.identity == Identity(token: .file("\(Self.account)/token", orElse: nil)))
        #expect(found.namespace == "kube-system" && found.origin == "in-cluster" && found.warnings == [])
        let bare = Self.pod.with("\(Self.account)/namespace", .missing)
        #expect(try ServerAccess(AccessOptions(), on: bare).namespace == nil)
        let locked = Self.pod.with("\(Self.account)/token", .forbidden)
        #expect(try ServerAccess(AccessOptions(), on: locked).origin == "in-cluster")
    }

    @Test(
        "the address of the service is a host and a port; one of IPv6 gets brackets",
        arguments: [
            ("fd00::1", "443", "https://[fd00::1]:443"), ("[fd00::1]", "6443", "https://[fd00::1]:6443"),
            ("kubernetes.default.svc", "1", "https://kubernetes.default.svc:1"),
            ("10.0.0.1", "https", "KUBERNETES_SERVICE_PORT: \(ServerURL.Problem.badPort)"),
            ("10.0.0.1", "0", "KUBERNETES_SERVICE_PORT: \(ServerURL.Problem.badPort)"),
            ("10.0.0.1/x", "1", "KUBERNETES_SERVICE_HOST: \(ServerURL.Problem.badHost)"),
            ("u@10.0.0.1", "1", "KUBERNETES_SERVICE_HOST: \(ServerURL.Problem.badHost)"),
            ("10.0.0.1:1", "1", "KUBERNETES_SERVICE_HOST: \(ServerURL.Problem.badHost)"),
            ("a b", "1", "KUBERNETES_SERVICE_HOST: \(ServerURL.Problem.badHost)"),
        ])
    func service(host: String, port: String, wanted: String) throws {
        let pod = Self.pod.with(variable: "KUBERNETES_SERVICE_HOST", host)
            .with(variable: "KUBERNETES_SERVICE_PORT", port)
        do throws(AccessError) {
            #expect(try ServerAccess(AccessOptions(), on: pod).server == wanted)
        } catch {
            #expect(error.description == wanted)
        }
    }

    @Test("where nothing is found, all that was tried is said, and what would help")
    func nothing() {
        let start = "no API server was found: --kubeconfig, --server and KUBECONFIG (not set); in-cluster ("
        let end = ". Write --kubeconfig FILE or --server URL, or run as a pod with a service account"
        let unset = "KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not both set)"
        let none = AccessOptions()
        #expect(
            failure { () throws(AccessError) in try ServerAccess(none, on: MemoryHost()) }
                == "\(start)\(unset); $HOME/.kube/config (HOME is not set)\(end)")
        let half = MemoryHost().with(variable: "HOME", "/h").with(variable: "KUBERNETES_SERVICE_HOST", "10.0.0.1")
        #expect(
            failure { () throws(AccessError) in try ServerAccess(none, on: half) }
                == "\(start)\(unset); /h/.kube/config (there is none)\(end)")
        let bare = Self.pod.with("\(Self.account)/token", .missing)
        #expect(
            failure { () throws(AccessError) in try ServerAccess(none, on: bare) }
                == "\(start)there is no \(Self.account)/token); $HOME/.kube/config (HOME is not set)\(end)")
        #expect(
            failure { () throws(AccessError) in try ServerAccess(AccessOptions(context: "x"), on: Self.pod) }
                == "\(start)it has no context, and --context names one); $HOME/.kube/config (HOME is not set)\(end)")
    }

    @Test("a file that was named and cannot be read is an error, and so is one of the list that is there")
    func unreadable() {
        let host = MemoryHost().with("/locked", .forbidden).with("/ok", kubeconfig())
        #expect(
            failure { () throws(AccessError) in try ServerAccess(AccessOptions(kubeconfig: "/no"), on: host) }
                == "/no: cannot be read as kubeconfig: no such file: create it, or name another one")
        let listed = host.with(variable: "KUBECONFIG", "/ok:/locked")
        #expect(
            failure { () throws(AccessError) in try ServerAccess(AccessOptions(), on: listed) }
                == "/locked: cannot be read as kubeconfig: permission denied: let this process read it")
    }

    @Test("KUBECONFIG is a list: missing files and empty places in it are passed over, but not all of them")
    func list() throws {
        let host = MemoryHost().with("/a", kubeconfig()).with("/b", "current-context: other\n")
        func found(_ list: String) throws(AccessError) -> String {
            try ServerAccess(AccessOptions(), on: host.with(variable: "KUBECONFIG", list)).origin
        }
        #expect(try found("::/no:/a:/a:/b") == "kubeconfig /a and /b, context \"main\"")
        #expect(
            failure { () throws(AccessError) in try found(":") }
                == "KUBECONFIG: names no file: write a path, or unset it")
        #expect(
            failure { () throws(AccessError) in try found("/no:/not") }
                == "KUBECONFIG: none of its files is there (/no, /not): mend the paths, or unset it")
    }

    @Test("--server goes before the kubeconfig's server, whatever that is, and drops the name that belongs to it")
    func serverOption() throws {
        let text = kubeconfig(cluster: "server: nonsense, tls-server-name: b.example, certificate-authority: ca.pem")
        let found = try access(text, AccessOptions(server: "https://other:1/"))
        #expect(found.server == "https://other:1" && found.tlsServerName == nil)
        #expect(found.trust == .authorities(.file("/etc/k/ca.pem")))
        #expect(found.identity.token == .text(Secret(Array("t0k3n".utf8))))
        #expect(found.origin == "kubeconfig /etc/k/config, context \"main\", server by --server")
    }

    @Test("--token-file and --certificate-authority go before what any of the ways says")
    func overriding() throws {
        let options = AccessOptions(tokenFile: "t", certificateAuthority: "c")
        var direct = options
        direct.server = "https://direct"
        let text = kubeconfig(
            cluster: "server: \"https://a\", insecure-skip-tls-verify: true", user: "exec: {command: x}")
        for found in [
            try access(text, options), try ServerAccess(options, on: Self.pod),
            try ServerAccess(direct, on: MemoryHost()),
        ] {
            #expect(found.identity == Identity(token: .file("t", orElse: nil)))
            #expect(found.trust == .authorities(.file("c")))
            #expect(found.warnings == [])
        }
    }

    @Test("--server is checked, and alone it goes with no context")
    func directErrors() {
        #expect(
            failure { () throws(AccessError) in
                try ServerAccess(AccessOptions(server: "10.0.0.1:6443"), on: MemoryHost())
            }
                == "--server: has no scheme: write https:// before the host")
        #expect(
            failure { () throws(AccessError) in
                try ServerAccess(AccessOptions(context: "x", server: "https://a"), on: MemoryHost())
            }
                == "--context: a context is a part of a kubeconfig, and --server alone reads none: write "
                + "--kubeconfig FILE too"
        )
    }

    @Test("without TLS nothing is shown and nobody is trusted, and that is said")
    func plain() throws {
        let start = "the server is reached without TLS: whoever is on the way reads and changes what it says"
        let text = kubeconfig(cluster: "server: \"HTTP://a:8080\", tls-server-name: b, insecure-skip-tls-verify: true")
        let found = try access(text)
        #expect(found.server == "http://a:8080" && found.identity == .anonymous && found.trust == .system)
        #expect(found.tlsServerName == nil)
        #expect(found.warnings == ["\(start), and no credentials are sent; write https://"])
        let nobody = try ServerAccess(AccessOptions(server: "http://a"), on: MemoryHost())
        #expect(nobody.warnings == ["\(start); write https://"])
    }

    @Test("within this host nobody is on the way, and only what is not sent is said")
    func loopback() throws {
        for server in ["http://127.0.0.1:9978", "http://[::1]:1/a", "http://LocalHost", "http://127.3"] {
            #expect(try ServerAccess(AccessOptions(server: server), on: MemoryHost()).warnings == [], "\(server)")
        }
        for server in ["http://127.example.org", "http://[::2]", "http://localhost.example.org", "http://12.7.0.1"] {
            #expect(try ServerAccess(AccessOptions(server: server), on: MemoryHost()).warnings.count == 1, "\(server)")
        }
        let found = try access(kubeconfig(cluster: "server: \"http://127.0.0.1:1\""))
        #expect(found.warnings == ["the server is reached without TLS, so no credentials are sent; write https://"])
    }

    @Test("a server that is not checked, and requests without credentials, are warned of")
    func warnings() throws {
        let text = kubeconfig(cluster: "server: \"https://a\", insecure-skip-tls-verify: yes", user: "")
        let found = try access(text)
        #expect(found.trust == .anyone)
        #expect(
            found.warnings == [
                "insecure-skip-tls-verify is set: whoever answers is taken for the API server and gets the "
                    + "credentials; write certificate-authority instead",
                "there are no credentials: to the API server we are system:anonymous",
            ])
    }

    @Test("a relative path stays one where the kubeconfig's own path is relative")
    func relative() throws {
        let text = kubeconfig(user: "tokenFile: ../t")
        let host = MemoryHost().with("config", text).with("d/config", text)
        let here = try ServerAccess(AccessOptions(kubeconfig: "config"), on: host)
        #expect(here.identity.token == .file("../t", orElse: nil))
        let below = try ServerAccess(AccessOptions(kubeconfig: "d/config"), on: host)
        #expect(below.identity.token == .file("d/../t", orElse: nil))
    }
}

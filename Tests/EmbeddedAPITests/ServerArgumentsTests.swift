import Testing

@testable import EmbeddedAPI

@Suite struct ServerArgumentsTests {
    @Test("arguments that go together")
    func good() throws {
        let plain = try ServerArguments([])
        #expect(plain.address.description == "127.0.0.1:9978" && !plain.isSecure && plain.action == .serve)
        let kept = try ServerArguments(["--data-dir=/d", "--listen", "[::1]:1", "--history", "100"])
        #expect(kept.isSecure && kept.address.description == "[::1]:1" && kept.historyMax == 100)
        #expect(try ServerArguments(["--data-dir", "/d", "--listen", "0.0.0.0:6443"]).isSecure)
        #expect(
            try ServerArguments(["--data-dir", "/d", "--print-kubeconfig", "--read-only"]).action
                == .printKubeconfig(isReadOnly: true))
    }

    @Test(
        "arguments that do not, and what is said of them",
        arguments: [
            (["--nonsense"], "there is no option --nonsense"), (["--listen"], "--listen needs a value"),
            (["--listen", "localhost:1"], "not the name localhost"), (["--listen", "127.0.0.1"], "takes ADDRESS:PORT"),
            (["--listen", "127.0.0.1:99999"], "takes ADDRESS:PORT"), (["--history", "1"], "from 100"),
            (["--listen", "0.0.0.0:1"], "can be reached from elsewhere"),
            (["--listen", "[::]:1", "--data-dir", "/d", "--insecure-http"], "can be reached from elsewhere"),
            (["--tls-cert-file", "c"], "need one another"), (["--print-kubeconfig"], "needs --data-dir"),
            (["--print-kubeconfig", "--data-dir", "/d", "--listen", "127.0.0.1:0"], "needs a port"),
            (["--tls-cert-file", "c", "--tls-private-key-file", "k"], "nobody could come in"),
            (["--read-only"], "add --print-kubeconfig"),
        ])
    func bad(_ arguments: [String], _ words: String) {
        let error = #expect(throws: ServerCommandError.self) { try ServerArguments(arguments) }
        #expect(error.map { "\($0)" }?.contains(words) == true && error?.code == 2, "\(String(describing: error))")
    }
}

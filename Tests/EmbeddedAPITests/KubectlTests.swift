import HTTPServer
import TestSupport
import Testing

@testable import EmbeddedAPI

/// The real kubectl, an old and a new one, against the server over the loopback; what both said is kept as a text.
@Suite struct KubectlTests {
    @Test("kubectl works as with any API server", arguments: ["old", "new"])
    func transcript(_ release: String) throws {
        let conversation = try Conversation()
        let server = try HTTPServer(HTTPServer.Options()) { conversation.handler.answer($0) }
        defer { server.stop() }
        let kubectl = Kubectl(release: release, port: server.port)
        var text = ""
        for step in KubectlSteps.all { text += try kubectl.transcript(of: step) }
        try Golden.expect(text, "kubectl-\(release).txt")
    }
}

/// Where scripts/kubectls puts both.
enum KubectlProgram {
    /// The folder of both.
    static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/.build/kubectl"

    /// One of them.
    static func path(_ release: String) -> String { "\(folder)/\(release)" }
}

/// One of the two.
private struct Kubectl {
    let release: String
    let port: UInt16

    /// What a step prints, with what is different each time made alike.
    func transcript(of step: KubectlStep) throws -> String {
        let program = ["env", "-u", "KUBECONFIG", "HOME=\(KubectlProgram.folder)", KubectlProgram.path(release)]
        let server = [
            "--server", "http://127.0.0.1:\(port)", "--cache-dir", "\(KubectlProgram.folder)/cache-\(release)-\(port)",
        ]
        let call = step.script.map { ["bash", "-c", Self.prologue + $0, "bash"] } ?? []
        let result = try Command.run(call + program + server + step.arguments, input: step.input, timeoutSeconds: 60)
        let words = step.arguments.map { $0.contains(" ") || $0.contains("{") ? "'\($0)'" : $0 }
        let shown = step.script ?? (["kubectl"] + words).joined(separator: " ")
        let end = result.succeeded ? "" : "(\(result.end))\n"
        return "$ \(shown)\n" + Self.settled(result.output + result.errors, port) + end + "\n"
    }

    /// What scripts begin with; what kubectl leaves in its folder of temporary files goes at the end.
    private static let prologue = """
        export TMPDIR="$(mktemp --directory)"; trap 'rm -r "$TMPDIR"' EXIT
        kubectl=("$@"); kubectl() { "${kubectl[@]}" "$@"; }

        """

    private static func settled(_ text: String, _ port: UInt16) -> String {
        text.replacing("127.0.0.1:\(port)", with: "SERVER")
            // What kubectl says of its own watch where a slow machine leaves it no time.
            .replacing(#/(?m)^.*reflector\.go.*\n/#, with: "")
            .replacing(#/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/#, with: "UID")
            .replacing(#/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#, with: "TIME")
            .replacing(#/[A-Z]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ /#, with: "")
            // Files of edit and diff.
            .replacing(#/(LIVE|MERGED)-\d+/#) { "\($0.output.1)" }
            .replacing(#/"[^"]*-edit-[0-9a-z]+\.yaml"/#, with: "\"FILE\"")
            .replacing(#/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ [+]\d{4}/#, with: "TIME")
            .replacing(#/resourceVersion: "\d+"/#, with: "resourceVersion: \"N\"")
    }
}

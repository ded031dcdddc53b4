import Glibc
import HTTPServer
import TestSupport
import Testing

@testable import EmbeddedAPI

@Suite struct ServerCommandTests {
    @Test("help and version are printed, and wrong arguments refused, each with its exit code")
    func codes() {
        #expect(ServerCommand.run(["--help"]) == 0)
        #expect(ServerCommand.run(["--version"]) == 0)
        #expect(ServerCommand.run(["--nonsense"]) == 2)
        #expect(ServerCommand.run(["--data-dir", "/nowhere/at/all", "--print-kubeconfig"]) == 1)
    }

    @Test("every option that there is stands in the help")
    func page() {
        for option in [
            "--data-dir", "--listen", "--insecure-http", "--tls-cert-file", "--tls-private-key-file",
            "--client-ca-file", "--token-file", "--read-only-token-file", "--history", "--print-kubeconfig",
            "--read-only", "--version",
        ] {
            #expect(ServerPage.text.contains(option))
        }
    }

    @Test("a directory is made with keys that stay the same and that nobody else reads")
    func keys() throws {
        let folder = try Folder()
        let directory = try DataDirectory(folder.path + "/data")
        let first = try directory.keys(for: "127.0.0.1", .system)
        let second = try DataDirectory(folder.path + "/data").keys(for: "127.0.0.1", .system)
        #expect(first.authority == second.authority && first.certificate == second.certificate)
        #expect(first.token == second.token && first.token != first.readOnlyToken && first.token.utf8.count == 64)
        for name in ["ca.key", "server-127.0.0.1.key", "admin.token", "reader.token"] {
            var about = stat()
            #expect(stat("\(directory.path)/\(name)", &about) == 0 && about.st_mode & 0o777 == 0o600, "\(name)")
        }
    }

    @Test("kubectl comes in over TLS by the kubeconfig that is printed, and with the other one only reads")
    func secure() throws {
        let folder = try Folder()
        let directory = try DataDirectory(folder.path)
        let arguments = try ServerArguments(["--data-dir", folder.path, "--listen", "127.0.0.1:0"])
        let settings = try ServerSettings(arguments, directory, .system)
        let conversation = try Conversation(settings.rules)
        let server = try HTTPServer(settings.options) { conversation.handler.answer($0) }
        defer { server.stop() }
        let keys = try directory.keys(for: "127.0.0.1", .system)
        func kubectl(_ token: String, _ words: String) throws -> CommandResult {
            let config = Kubeconfig.text(
                server: "https://127.0.0.1:\(server.port)", authority: keys.authority, token: token)
            try Command.output(of: ["tee", folder.path + "/config"], input: config)
            let program = [
                "env", "HOME=\(folder.path)", KubectlProgram.path("new"), "--kubeconfig", folder.path + "/config",
            ]
            return try Command.run(program + words.split(separator: " ").map(String.init), timeoutSeconds: 60)
        }
        let names = try kubectl(keys.token, "get namespaces -o name").output
        #expect(names == "namespace/default\nnamespace/kube-system\n")
        #expect(try kubectl(keys.token, "label namespace default a=b").succeeded)
        #expect(try kubectl(keys.readOnlyToken, "get namespaces -o name").succeeded)
        let refused = try kubectl(keys.readOnlyToken, "label namespace default a=c --overwrite")
        #expect(!refused.succeeded && refused.errors.contains("cannot patch resource \"namespaces\""))
        #expect(try !kubectl("wrong", "get namespaces").succeeded)
    }
}

/// A folder that goes with its owner.
private final class Folder {
    let path: String

    init() throws {
        path = try Command.output(of: ["mktemp", "--directory"]).filter { !$0.isNewline }
    }

    deinit {
        do { try Command.output(of: ["rm", "-r", path]) } catch { Issue.record("\(path) stays: \(error)") }
    }
}

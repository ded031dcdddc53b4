import ServerSupport
import TestSupport
import Testing

/// The example cluster, as both `martlet -f` and kubectl read it.
@Suite struct ExampleClusterTests {
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    private static let files = ["cluster.yaml", "three-tier/policy.yaml"].flatMap {
        ["-f", "\(root)/deploy/examples/\($0)"]
    }

    @Test("martlet says of what kubectl made of the files what it says of the files", arguments: ["old", "new"])
    func same(_ release: String) throws {
        let server = try APIServerProcess()
        let (first, second) = (try kubectl(release, ["apply"], server), try kubectl(release, ["apply"], server))
        #expect(first.succeeded && first.output.contains("pod/web-5c9f7-abcde created"), "\(first.errors)")
        #expect(second.succeeded && second.output.contains("pod/web-5c9f7-abcde unchanged"), "\(second.errors)")
        #expect(!(first.errors + second.errors).contains("status"))
        for words in [["list"], ["dump", "--node", "node-1"], ["explain", "shop/web-5c9f7-abcde", "shop/db:5432"]] {
            let program = [try BuiltProgram.path("martlet")] + words
            let read = try Command.run(program + Self.files)
            let asked = try Command.run(program + ["--server", server.url])
            #expect(asked.output == read.output && asked.end == read.end, "\(words): \(asked.errors)\(read.errors)")
            #expect(read.output.contains("web-5c9f7") || words == ["list"])
        }
    }

    @Test(
        "server-side apply takes the status of new pods, too, and says where it does not change it", arguments: ["new"])
    func serverSide(_ release: String) throws {
        let server = try APIServerProcess()
        let made = try kubectl(release, ["apply", "--server-side", "--force-conflicts"], server)
        #expect(made.succeeded, "\(made.errors)")
        let words = ["-n", "shop", "get", "pod", "db", "-o", "jsonpath={.status.podIPs[*].ip} {.status.phase}"]
        #expect(try kubectl(release, words, server, files: []).output == "10.244.0.30 fd00:10:244::30 Running")
        let moved = #"{"status":{"podIP":"10.244.0.31","podIPs":[{"ip":"10.244.0.31"}]}}"#
        let patch = ["-n", "shop", "patch", "pod", "db", "--type=merge", "-p", moved]
        let refused = try kubectl(release, patch, server, files: [])
        #expect(refused.succeeded && refused.errors.contains("Warning: status: not changed"), "\(refused)")
        #expect(try kubectl(release, patch + ["--subresource=status"], server, files: []).succeeded)
        #expect(try kubectl(release, words, server, files: []).output == "10.244.0.31 Running")
    }

    private func kubectl(
        _ release: String, _ words: [String], _ server: APIServerProcess, files: [String] = files
    ) throws -> CommandResult {
        let folder = "\(Self.root)/.build/kubectl"
        let program = ["env", "-u", "KUBECONFIG", "HOME=\(folder)", "\(folder)/\(release)", "--server", server.url]
        let cache = ["--cache-dir", "\(folder)/cache-\(release)-\(server.port)"]
        return try Command.run(program + cache + words + files, timeoutSeconds: 60)
    }
}

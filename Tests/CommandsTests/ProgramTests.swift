import Commands
import NetlinkKernel
import Nftables
import ServerSupport
import TestSupport
import Testing

/// The program itself, as a process of its own, and with the real kernel.
@Suite struct ProgramTests {
    @Test("it writes data to standard output, words to standard error, and ends with the code that says so")
    func streams() throws {
        let run = try Command.run([program(), "dump", "-f", "-"], input: Site.pods + "\n---\n" + Site.broken)
        #expect(run.end == .exited(ExitCode.partial.rawValue))
        #expect(run.output.hasPrefix("table inet martlet {\n"))
        #expect(run.errors.hasPrefix("standard input:23: error: "))
        #expect(try Command.run([program(), "version"]).output.hasPrefix("martlet "))
        #expect(try Command.run([program(), "dmup"]).end == .exited(ExitCode.failure.rawValue))
    }

    @Test("it asks the API server of a kubeconfig, over TLS and with a token, and says why where it cannot")
    func server() throws {
        let server = try ScriptedServer()
        defer { server.stop() }
        try server.set(.tokens([ScriptedServer.token]))
        for object in [Site.podsJSON, Site.policyJSON].flatMap({ Site.objects(of: $0) }) { try server.put(object) }
        func run(_ words: String..., token: String = ScriptedServer.token) throws -> CommandResult {
            let authority = server.certificates.authority().certificate
            let config = """
                {apiVersion: v1, kind: Config, current-context: c,
                 contexts: [{name: c, context: {cluster: a, user: b}}],
                 clusters: [{name: a, cluster: {server: "\(server.url)", certificate-authority: "\(authority)"}}],
                 users: [{name: b, user: {token: "\(token)"}}]}
                """
            let script = "exec '\(try program())' \(words.joined(separator: " ")) --kubeconfig <(cat)"
            return try Command.run(["bash", "-c", script], input: config)
        }
        let files = try Command.run([program(), "dump", "-f", "-"], input: Site.pods + "\n---\n" + Site.policy)
        let dumped = try run("dump")
        #expect(dumped.output == files.output, "\(dumped)")
        #expect(try run("explain", "shop/web", "shop/db:5432").end == .exited(ExitCode.yes.rawValue))
        #expect(try run("explain", "shop/web", "shop/db:80").end == .exited(ExitCode.denied.rawValue))
        let refused = try run("dump", token: "nobody")
        #expect(refused.end == .exited(2) && refused.output.isEmpty)
        #expect(
            refused.errors.hasPrefix("martlet: \(server.url): ") && refused.errors.contains("HTTP 401 Unauthorized"))
    }

    @Test("a reader that has enough ends it quietly, and a full disk is an error")
    func ends() throws {
        // More than a pipe holds, so that it still writes when nobody reads any more.
        let pods = (0..<2000).map { number in
            "{apiVersion: v1, kind: Pod, metadata: {name: p\(number)}, spec: {nodeName: n1}, "
                + "status: {phase: Running, podIP: 10.1.\(number / 250).\(number % 250 + 1)}}\n---\n"
        }
        let policy =
            "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: all}, spec: {podSelector: {}}}"
        let pipe = "'\(try program())' dump -f - | head -n 1; echo ${PIPESTATUS[0]}"
        let ended = try Command.output(of: ["bash", "-c", pipe], input: pods.joined() + policy)
        #expect(ended == "table inet martlet {\n141\n")
        let full = try Command.run(["bash", "-c", "'\(try program())' version > /dev/full"])
        #expect(full.end == .exited(2))
        #expect(full.errors == "martlet: standard output cannot be written: No space left on device\n")
    }

    @Test(
        "what apply leaves in the kernel is what dump prints, verify sees what others do, cleanup leaves theirs",
        .requiresKernel)
    func kernel() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        try namespace.command(["nft", "add", "table", "inet", "theirs"])
        let text = Site.pods + "\n---\n" + Site.policy
        func run(_ words: String...) throws -> CommandResult {
            try namespace.run {
                try Command.run([program()] + words + ["-f", "-", "--node", "n2"], input: text)
            }
        }
        #expect(try run("apply", "--dry-run").succeeded)
        #expect(try namespace.command(["nft", "list", "tables"]) == "table inet theirs\n")
        #expect(try run("apply").succeeded)
        // A table that can be adopted has a line of flags that nft 1.0.6 prints empty.
        let listed = try namespace.command(["nft", "list", "table", "inet", "martlet"])
        #expect(
            listed.split(separator: "\n").filter { !$0.hasPrefix("\tflags") }
                == (try run("dump")).output.split(separator: "\n"))
        #expect(try run("verify").succeeded)
        try namespace.command(["nft", "flush", "chain", "inet", "martlet", "pod/shop/db/ingress"])
        #expect(try run("verify").end == .exited(1))
        #expect(try run("diff").output.contains("+     drop comment \"isolated by shop/db\"\n"))
        let cleanup = try namespace.run { try Command.run([program(), "cleanup"]) }
        #expect(cleanup.succeeded)
        #expect(try namespace.command(["nft", "list", "tables"]) == "table inet theirs\n")
    }

    @Test("who writes rules already is named, and nothing is done beside it", .requiresKernel)
    func otherWriter() throws {
        let namespace = try NetworkNamespace()
        defer { namespace.close() }
        let lock = try namespace.run { () throws(WriterLock.Failure) in try WriterLock() }
        let run = try namespace.run { try Command.run([program(), "cleanup"]) }
        withExtendedLifetime(lock) {}
        #expect(run.end == .exited(2))
        #expect(run.errors.hasPrefix("martlet: table inet martlet is held by another martlet (pid "))
    }

    @Test("an ordinary user is told what is missing", .requiresKernel)
    func ordinaryUser() throws {
        let run = try Command.run(["setpriv", "--bounding-set=-net_admin", "--inh-caps=-all", program(), "cleanup"])
        #expect(run.end == .exited(2))
        #expect(run.errors.hasPrefix("martlet: not permitted to change firewall rules here: run as root"))
    }
}

import Glibc
import TestSupport
import Testing

/// The Python client of Kubernetes (Debian's python3-kubernetes, see scripts/setup) against the program itself, over
/// TLS and with a token; what it saw is kept as a text.
@Suite struct PythonClientTests {
    @Test("the Python client lists in parts, watches with bookmarks, replaces, patches and deletes")
    func conversation() throws {
        let python = "/usr/bin/python3"
        let found = try Command.run([python, "-c", "import kubernetes"])
        try #require(found.succeeded, "python3-kubernetes is missing: run scripts/setup\n\(found.errors)")
        let folder = try Command.output(of: ["mktemp", "--directory"]).filter { !$0.isNewline }
        defer { #expect(throws: Never.self) { try Command.output(of: ["rm", "-r", folder]) } }
        let script = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
        let result = try Command.run(
            [python, "-B", script + "/PythonClient/conversation.py", try Self.program(), folder], timeoutSeconds: 60)
        #expect(result.succeeded, "\(result.errors)")
        try Golden.expect(result.output, "python-client.txt")
    }

    /// The program, which lies beside this test program.
    private static func program() throws -> String {
        let tests = try Command.output(of: ["readlink", "-f", "/proc/\(getpid())/exe"])
        let folder = tests.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
        let program = folder + "/martlet-apiserver"
        try #require(try Command.run(["test", "-x", program]).succeeded, "\(program) is not there")
        return program
    }
}

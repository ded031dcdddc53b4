import Commands
import Glibc
import TestSupport
import Testing

/// The policies of deploy/examples, through the program and the real kernel.
@Suite struct ExamplesTests {
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    private static let directory = "\(root)/deploy/examples"
    private static let cluster = "\(directory)/cluster.yaml"
    static let names = (try? Command.output(of: ["ls", directory]).split(separator: "\n").map(String.init))?.filter {
        !$0.contains(".")
    }

    @Test("what list prints of each example is the table that was worked out by hand")
    func reach() throws {
        for name in try #require(Self.names) {
            let run = try Command.run([
                program(), "list", "-f", Self.cluster, "-f", "\(Self.directory)/\(name)/policy.yaml",
            ])
            #expect(run.end == .exited(0) && run.errors.isEmpty, "\(name)")
            let table = try Command.output(of: ["cat", "\(Self.directory)/\(name)/reach.txt"])
            #expect(run.output == table, "\(name)")
        }
    }

    @Test("nft takes the dump of each example, and apply leaves just that in the kernel", .requiresKernel)
    func rules() throws {
        let (namespace, other) = (try NetworkNamespace(), try NetworkNamespace())
        defer {
            namespace.close()
            other.close()
        }
        for name in try #require(Self.names) {
            let files = ["-f", Self.cluster, "-f", "\(Self.directory)/\(name)/policy.yaml", "--node", "node-1"]
            func run(_ verb: String) throws -> CommandResult {
                try namespace.run { try Command.run([program(), verb] + files) }
            }
            let dump = try run("dump")
            #expect(dump.succeeded && dump.errors.isEmpty, "\(name)")
            // Elsewhere, since a table that can be adopted takes no other declaration.
            try other.command(["nft", "-c", "-f", "-"], input: dump.output)
            #expect(try run("apply").succeeded, "\(name)")
            #expect(try run("verify").succeeded, "\(name)")
            let listed = try namespace.command(["nft", "list", "table", "inet", "martlet"])
            // nft 1.0.6 prints an empty line of flags of a table that can be adopted, and lists objects by their age.
            let lines = listed.split(separator: "\n").filter { !$0.hasPrefix("\tflags") }.sorted()
            #expect(lines == dump.output.split(separator: "\n").sorted(), "\(name)")
        }
    }

    @Test("lint has nothing worse than notes to say of each example")
    func lint() throws {
        for name in try #require(Self.names) {
            let run = try Command.run([
                program(), "lint", "-f", Self.cluster, "-f", "\(Self.directory)/\(name)/policy.yaml",
            ])
            #expect(run.end == .exited(0), "\(name): \(run.output)")
        }
    }
}

/// The program that was built beside the tests.
func program() throws -> String { try BuiltProgram.path("martlet") }

import CNetfilter
import Glibc

/// The benchmark program: arguments in, a table of figures out, and an exit code.
enum Bench {
    private static let groups: [(name: String, run: @Sendable (Options) throws -> [Row])] = [
        ("commit", CommitGroup.rows), ("nft", CommandGroup.rows), ("observe", ObserveGroup.rows),
        ("plan", PlanGroup.rows), ("policy", PolicyGroup.rows), ("packets", PacketGroup.rows),
        ("addresses", AddressGroup.rows), ("load", LoadGroup.rows), ("decode", DecodeGroup.rows),
        ("client", ClientGroup.rows), ("api", APIGroup.rows),
    ]

    /// Runs what the arguments ask for: 0 where it ran, 1 where it could not; 2 for bad arguments.
    static func run(_ arguments: [String]) -> Int32 {
        if arguments.first == ObserveGroup.childArgument { return ObserveGroup.childMain(arguments) }
        guard let options = Options(arguments, groups: groups.map(\.name)) else {
            say("usage: martlet-bench [--quick] [--json FILE] [\(groups.map(\.name).joined(separator: "|"))]...")
            return 2
        }
        do {
            try enterNamespace()
            var rows: [Row] = []
            for group in groups where options.groups.contains(group.name) {
                say("measuring: \(group.name)")
                rows += try group.run(options)
            }
            print(Report(rows).text, terminator: "")
            if let path = options.jsonPath { try write(Report(rows).json, to: path) }
            return 0
        } catch {
            say("martlet-bench: \(error)")
            return 1
        }
    }

    /// `unshare -n`, before there is a second thread: nothing measured here touches the rules of this host.
    private static func enterNamespace() throws(BenchError) {
        let newNetwork: Int32 = 0x4000_0000
        guard unshare(newNetwork) == 0 else { throw .system("unshare", errno) }
        try Child.run(["ip", "link", "set", "lo", "up"])
    }

    private static func write(_ text: String, to path: String) throws(BenchError) {
        guard let file = fopen(path, "w") else { throw .system("open \(path)", errno) }
        let isWritten = fputs(text, file) >= 0
        guard fclose(file) == 0, isWritten else { throw .system("write \(path)", errno) }
    }

    /// Words for the reader, beside the data.
    static func say(_ text: String) {
        let line = text + "\n"
        _ = line.withCString { Glibc.write(STDERR_FILENO, $0, strlen($0)) }
    }
}

/// Why a benchmark could not run.
enum BenchError: Error, CustomStringConvertible {
    /// A system call failed.
    case system(String, Int32)
    /// A command did not do what it should.
    case command(String)
    /// The kernel refused prebuilt bytes.
    case refused(Int32)

    /// What happened.
    var description: String {
        switch self {
        case .system(let call, let code): "\(call): \(String(cString: strerror(code)))"
        case .command(let words): words
        case .refused(let code): "the kernel refused prebuilt bytes: \(String(cString: strerror(code)))"
        }
    }
}

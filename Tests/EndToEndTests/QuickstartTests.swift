import ServerSupport
import TestSupport
import Testing

/// What a new user runs first: `scripts/quickstart`, but for what it builds.
@Suite(.requiresKernel) struct QuickstartTests {
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    private static let held = "and not one went otherwise than it should."

    /// Three tiers; among the long ones another, and in a soak all of them.
    private static let examples =
        isSoak
        ? try? Command.output(of: [
            "find", "\(root)/deploy/examples", "-mindepth", "1", "-type", "d", "-printf", "%f\n",
        ])
        .split(separator: "\n").map(String.init).sorted()
        : ["three-tier"] + (runsLongTests ? ["ip-block"] : [])

    @Test(
        "every step of the tour ends as martlet list says, and README shows what it prints", arguments: examples ?? [])
    func tour(_ example: String) throws {
        let place = try TourPlace()
        try place.makeProgram("kubectl", TourPlace.kubectl("old"))
        let run = try place.run([example], kubectl: "kubectl")
        #expect(run.succeeded && run.output.contains(Self.held), "\(run.output.suffix(2_000))\(run.errors)")
        #expect(!run.output.contains("\u{1B}"), "no terminal, so nothing that only a terminal knows")
        #expect(try place.leftovers().isEmpty)
        guard example == "three-tier" else { return }
        let printed = run.output.split(separator: "\n").map(Self.withoutNumbers)
        var next = printed.startIndex
        for line in try Self.shown() {
            let found = printed[next...].firstIndex(of: Self.withoutNumbers(line))
            #expect(found != nil, "README shows a line that is not printed there: \(line)")
            next = found.map { $0 + 1 } ?? next
        }
        #expect(next > 60, "README shows the tour")
    }

    @Test("on a terminal the table stays in its place, without colours where they are refused", .long)
    func terminal() throws {
        let place = try TourPlace()
        let spawn = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
        let run = try place.run(
            ["--not-owned", "default-deny"], before: ["TERM=xterm", "NO_COLOR=1", "python3", "-c", spawn])
        #expect(run.succeeded && run.output.contains(Self.held), "\(run.output.suffix(2_000))\(run.errors)")
        #expect(run.output.contains("curl -sSf") && run.output.contains("a stopped pair, tried every 2 ms,"))
        // Up to the first row of the table, again and again; the cursor is hidden and shown again.
        #expect(run.output.matches(of: "\u{1B}[13A") > 50 && !run.output.contains("\u{1B}[3"))
        #expect(run.output.matches(of: "\u{1B}[?25l") == 1 && run.output.matches(of: "\u{1B}[?25h") == 1)
        #expect(try place.leftovers().isEmpty)
    }

    @Test("where reality is not what martlet list says, the tour fails and names the pairs", .long)
    func difference() throws {
        let place = try TourPlace()
        // The policy is said to be created, and is not.
        let script = "case \"$*\" in *shop-deny.yaml) ;; *) \(TourPlace.kubectl("new")) ;; esac"
        try place.makeProgram("kubectl", script)
        let run = try place.run(["default-deny"], kubectl: "kubectl")
        #expect(run.end == .exited(1), "\(run.output.suffix(2_000))")
        #expect(run.errors.contains("reality differs from what martlet list says"), "\(run.errors)")
        #expect(run.errors.contains("shop/web-5c9f7-abcde → shop/api: connects, and should be stopped"))
        #expect(try place.leftovers().isEmpty)
    }

    @Test("a tour that is ended early leaves nothing behind", .long)
    func interruption() throws {
        let place = try TourPlace()
        let run = try place.run([], before: ["timeout", "--preserve-status", "--signal=INT", "4"])
        #expect(run.end == .exited(130) && run.errors.contains("nothing is left behind"), "\(run)")
        #expect(try place.leftovers().isEmpty)
    }

    /// The lines of the transcript in README, but for those that stand for what is left out.
    private static func shown() throws -> [String] {
        let readme = try Command.output(of: ["cat", "\(root)/README.md"])
        let start = try #require(readme.firstRange(of: "── 1 ")).lowerBound
        let end = try #require(readme[start...].firstRange(of: "```")).lowerBound
        return readme[start..<end].split(separator: "\n").map(String.init).filter { $0 != "   …" }
    }

    /// Numbers differ from run to run.
    private static func withoutNumbers(_ line: some StringProtocol) -> String {
        String(line).replacing(/[0-9][0-9.,]*/, with: "#")
    }
}

/// Where one tour is held: a network namespace, and a folder for what it writes.
private struct TourPlace {
    /// Where programs are looked for first.
    let programs: TemporaryFolder
    private let work: TemporaryFolder
    private let namespace: NetworkNamespace
    private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// One of the kubectl that scripts/kubectls brings; README was made with the old one.
    static func kubectl(_ release: String) -> String { "exec '\(root)/.build/kubectl/\(release)' \"$@\"" }

    init() throws {
        programs = try TemporaryFolder()
        work = try TemporaryFolder()
        namespace = try NetworkNamespace()
    }

    /// Puts a program there, as a script.
    func makeProgram(_ name: String, _ script: String) throws {
        let file = programs.file(name)
        try Command.output(of: ["sh", "-c", "cat > '\(file)' && chmod +x '\(file)'"], input: "#!/bin/sh\n\(script)\n")
    }

    /// Goes through the tour; with curl unless there is a kubectl to use.
    func run(_ arguments: [String], kubectl: String = "", before: [String] = []) throws -> CommandResult {
        let built = try BuiltProgram.path("martlet").dropLast("/martlet".count)
        let environment = ["env", "-u", "COLUMNS", "-u", "LINES", "TMPDIR=\(work.path)", "KUBECTL=\(kubectl)"]
        let tour = ["python3", "-B", "\(Self.root)/scripts/tour", "--no-wait", "--programs", String(built)]
        let inPath = ["sh", "-c", "PATH='\(programs.path)':$PATH; exec \"$@\"", "sh"]
        return try namespace.run { () throws(CommandError) in
            try Command.run(environment + inPath + ["env"] + before + tour + arguments, timeoutSeconds: 120)
        }
    }

    /// Files that were left, and the folders of processes that go on.
    func leftovers() throws -> String {
        let script = "ls -A '\(work.path)'; readlink /proc/[0-9]*/cwd | grep '^\(work.path)'; true"
        return try Command.output(of: ["sh", "-c", script])
    }
}

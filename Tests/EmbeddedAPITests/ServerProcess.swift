import Glibc
import TestSupport

/// The program `martlet-apiserver` as a child, over plain HTTP on a free port of the loopback; it ends with its owner,
/// and with the thread that started it, so that a test that is killed leaves nothing behind.
final class ServerProcess {
    /// The port it listens on.
    let port: UInt16
    private let dialogue: Dialogue

    /// Starts it and waits until it serves: `martlet-apiserver --data-dir DIR`, or in memory.
    init(directory: String? = nil, _ more: [String] = []) throws {
        let place = directory.map { ["--data-dir", $0, "--insecure-http"] } ?? []
        let dialogue = try Dialogue(
            ["setpriv", "--pdeathsig", "KILL", try Self.program(), "--listen", "127.0.0.1:0"] + place + more)
        self.dialogue = dialogue
        port = try Self.port(of: dialogue)
    }

    deinit { kill() }

    /// Ends it as nobody expects: `kill -9`.
    func kill() {
        Glibc.kill(dialogue.identifier, SIGKILL)
        dialogue.end()
    }

    /// Its number.
    var identifier: Int32 { dialogue.identifier }

    /// Whether it runs still: `kill -0` reaches one that nobody has waited for too, so its state is asked for.
    var isRunning: Bool {
        Glibc.kill(dialogue.identifier, 0) == 0 && !Self.text(ofFile: "/proc/\(identifier)/stat").contains(") Z ")
    }

    /// The memory that it holds, by /proc.
    var residentBytes: Int {
        let fields = Self.text(ofFile: "/proc/\(identifier)/statm").split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// What it has said to people.
    var words: String { dialogue.errorText }

    private static func port(of dialogue: Dialogue) throws -> UInt16 {
        let deadline = Deadline(seconds: 30)
        while !deadline.hasPassed {
            if let match = dialogue.errorText.firstMatch(of: #/serving on http://127\.0\.0\.1:(\d+)\n/#) {
                return UInt16(match.1) ?? 0
            }
            usleep(2_000)
        }
        Glibc.kill(dialogue.identifier, SIGKILL)
        throw TestFailure("the program does not serve: \(dialogue.errorText)")
    }

    /// The program that was built beside the tests.
    private static func program() throws -> String {
        let mapped = text(ofFile: "/proc/self/maps").split(separator: "\n")
        guard let bundle = mapped.first(where: { $0.hasSuffix("PackageTests.xctest") }),
            let slash = bundle.firstIndex(of: "/")
        else { throw TestFailure("there is no bundle of tests in this process") }
        return bundle[slash...].split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/martlet-apiserver"
    }

    private static func text(ofFile path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&part, 1, part.count, file), count > 0 { bytes += part[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

import Glibc
import Synchronization
import TestSupport

/// The program `martlet-apiserver` as a process of its own, on the loopback; it ends with its owner, at the latest with
/// our process.
///
/// The test target has to depend on that program. A shell stands between, which waits for a line that says by which
/// signal the server is to end: it comes to the end of its input when our process dies.
public final class APIServerProcess: Sendable {
    /// How a server is asked to end.
    public enum Ending: String, Sendable, CaseIterable {
        /// SIGTERM, as systemd does.
        case politely = "TERM"
        /// SIGKILL, as the kernel does when memory is short.
        case killed = "KILL"
    }

    /// Where its objects and keys are; `nil` for in memory, and without TLS.
    public let directory: String?
    /// The port, which stays the same.
    public let port: Int
    private let arguments: [String]
    private let running: Mutex<Dialogue?>

    /// Starts a server on a port that is free, by these further arguments.
    public init(in directory: String? = nil, _ arguments: [String] = []) throws(ServerError) {
        self.directory = directory
        self.arguments = arguments
        let (dialogue, port) = try Self.start(in: directory, port: 0, arguments)
        self.port = port
        running = Mutex(dialogue)
    }

    deinit { running.withLock { $0 }?.end() }

    /// Where clients find it.
    public var url: String { "\(directory == nil ? "http" : "https")://127.0.0.1:\(port)" }

    /// Ends it, and gives its exit code; 128 and the number of the signal where it was killed.
    @discardableResult
    public func stop(_ ending: Ending = .politely) throws(ServerError) -> Int {
        guard let dialogue = take() else { return 0 }
        defer { dialogue.end() }
        do throws(SystemError) {
            return Int(try dialogue.ask(ending.rawValue, seconds: 20)) ?? -1
        } catch {
            throw .unreachable(error, said: dialogue.errorText)
        }
    }

    /// Starts it again after it was ended, where it was or elsewhere for once.
    public func start(port: Int? = nil) throws(ServerError) -> Int {
        let (dialogue, port) = try Self.start(in: directory, port: port ?? self.port, arguments)
        running.withLock { $0 = dialogue }
        return port
    }

    /// What it printed: a kubeconfig for its directory; that of the token that only reads, or of the one that may all.
    public func kubeconfig(isReadOnly: Bool = false, port: Int? = nil) throws(ServerError) -> String {
        do throws(CommandError) {
            return try Command.output(
                of: try Self.program() + ["--data-dir", directory ?? "", "--listen", "127.0.0.1:\(port ?? self.port)"]
                    + ["--print-kubeconfig"] + (isReadOnly ? ["--read-only"] : []))
        } catch {
            throw .command(error)
        }
    }

    private func take() -> Dialogue? {
        running.withLock { running in
            defer { running = nil }
            return running
        }
    }

    private static func program() throws(CommandError) -> [String] {
        do throws(SystemError) {
            return [try BuiltProgram.path("martlet-apiserver")]
        } catch {
            throw .notRun(["martlet-apiserver"], error)
        }
    }

    /// Tells the shell's child by what it is to end, and then how it ended.
    private static let script =
        #""$@" & read -r order; kill -s "${order:-KILL}" "$!"; wait "$!" 2>/dev/null; echo "$?""#

    private static func start(
        in directory: String?, port: Int, _ arguments: [String]
    ) throws(ServerError) -> (Dialogue, port: Int) {
        let dialogue: Dialogue
        do {
            dialogue = try Dialogue(
                ["sh", "-c", script, "sh"] + Self.program() + ["--listen", "127.0.0.1:\(port)"]
                    + (directory.map { ["--data-dir", $0] } ?? []) + arguments)
        } catch let error as SystemError {
            throw .system(error)
        } catch {
            throw .unreachable(SystemError("\(error)", code: ENOENT), said: "")
        }
        return (dialogue, try Self.port(of: dialogue))
    }

    /// The port that it says it serves on.
    private static func port(of dialogue: Dialogue) throws(ServerError) -> Int {
        let deadline = Deadline(seconds: 20)
        repeat {
            let lines = dialogue.errorText.split(separator: "\n")
            if let line = lines.first(where: { $0.contains("serving on") }), let colon = line.lastIndex(of: ":"),
                let port = Int(line[line.index(after: colon)...])
            {
                return port
            }
            if lines.contains(where: { $0.contains("cannot") }) { break }
            usleep(5_000)
        } while !deadline.hasPassed
        throw .unreachable(SystemError("start martlet-apiserver", code: ETIMEDOUT), said: dialogue.errorText)
    }
}

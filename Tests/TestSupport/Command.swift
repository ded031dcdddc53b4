import CTestSystem
import Glibc

/// How a command came to its end.
public enum CommandEnd: Equatable, Sendable {
    /// It ended by itself with this exit code.
    case exited(Int32)
    /// It was ended by this signal, which was not ours.
    case killed(signal: Int32)
    /// Its time was over and we killed it.
    case timedOut
}

/// What a command that was started left behind.
public struct CommandResult: Equatable, Sendable {
    /// What was run.
    public let arguments: [String]
    /// How it ended.
    public let end: CommandEnd
    /// All it wrote to standard output.
    public let outputBytes: [UInt8]
    /// All it wrote to standard error.
    public let errorBytes: [UInt8]

    /// Standard output as text.
    public var output: String { String(decoding: outputBytes, as: UTF8.self) }
    /// Standard error as text.
    public var errors: String { String(decoding: errorBytes, as: UTF8.self) }
    /// Whether it ended by itself with exit code 0.
    public var succeeded: Bool { end == .exited(0) }
}

/// Why a command gave no result, or not the one that was asked for.
public enum CommandError: Error, CustomStringConvertible, Sendable {
    /// It could not be started or listened to.
    case notRun([String], SystemError)
    /// It ran and did not succeed.
    case failed(CommandResult)

    /// The failure with the command and what it said.
    public var description: String {
        switch self {
        case .notRun(let arguments, let error): "\(arguments.joined(separator: " ")): \(error)"
        case .failed(let result):
            "\(result.arguments.joined(separator: " ")): \(result.end)\n\(result.errors)\(result.output)"
        }
    }
}

/// Runs programs as children of the calling thread, so they are born in that thread's namespaces.
public enum Command {
    /// Runs a program found in PATH with `input` as its standard input, killing it after `timeoutSeconds`.
    public static func run(
        _ arguments: [String], input: [UInt8] = [], timeoutSeconds: Double = 60
    ) throws(CommandError) -> CommandResult {
        do {
            let child = try ChildProcess(arguments, input: input)
            return try child.finish(by: Deadline(seconds: timeoutSeconds))
        } catch {
            throw .notRun(arguments, error)
        }
    }

    /// The same with text as input.
    public static func run(
        _ arguments: [String], input: String, timeoutSeconds: Double = 60
    ) throws(CommandError) -> CommandResult {
        try run(arguments, input: Array(input.utf8), timeoutSeconds: timeoutSeconds)
    }

    /// The standard output of a program that has to succeed.
    @discardableResult
    public static func output(
        of arguments: [String], input: String = "", timeoutSeconds: Double = 60
    ) throws(CommandError) -> String {
        let result = try run(arguments, input: input, timeoutSeconds: timeoutSeconds)
        guard result.succeeded else { throw .failed(result) }
        return result.output
    }
}

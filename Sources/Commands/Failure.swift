import Analysis
import Nftables

/// Why a command has no answer: its end is always exit code 2, and its words come from here alone.
enum Failure: Error {
    /// The command line was not understood.
    case usage(UsageError, Verb?)
    /// The host could not do something.
    case host(HostError)
    /// The kernel could not or would not.
    case kernel(KernelError)
    /// There is no way from the rules that are to those that should be.
    case plan(PlanError)
    /// The question cannot be asked.
    case question(QuestionError)
    /// Something else, in words that say what to do.
    case other(String)

    /// Runs something whose error is a part of this.
    static func wrapping<Value, Reason: Error>(
        _ wrap: (Reason) -> Failure, _ body: () throws(Reason) -> Value
    ) throws(Failure) -> Value {
        do {
            return try body()
        } catch {
            throw wrap(error)
        }
    }
}

extension Failure {
    /// Whether another process keeps the table.
    var isAboutOtherWriter: Bool {
        switch self {
        case .host(.otherWriter), .kernel(.ownedByAnother): true
        case .usage, .host, .kernel, .plan, .question, .other: false
        }
    }
}

extension Failure: CustomStringConvertible {
    /// What went wrong and what to do.
    var description: String {
        switch self {
        case .usage(let error, let verb):
            "\(error)\nmartlet help\(verb.map { " \($0.rawValue)" } ?? "") shows what can be written"
        case .host(let error): "\(error)"
        case .kernel(let error): "\(error)"
        case .plan(let error): "\(error)"
        case .question(let error): "\(error)"
        case .other(let words): words
        }
    }
}

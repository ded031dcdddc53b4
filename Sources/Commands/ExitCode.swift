/// What a command says with its end; scripts depend on these numbers.
public enum ExitCode: Int32, Sendable, CaseIterable {
    /// Yes: done, equal, in sync, allowed, nothing found.
    case yes = 0
    /// No: different, drift, findings.
    case no = 1
    /// The question was not understood, or could not be answered.
    case failure = 2
    /// The connection is denied.
    case denied = 3
    /// Answered, but a part of the input could not be read.
    case partial = 4

    /// What it means, for help and manual.
    var meaning: String {
        switch self {
        case .yes: "yes: done, equal, in sync, allowed, nothing found"
        case .no: "no: different, drift, findings"
        case .failure: "the command line is wrong, or the question could not be answered"
        case .denied: "the connection is denied (explain)"
        case .partial: "answered, but a part of the input could not be read; the messages say which"
        }
    }
}

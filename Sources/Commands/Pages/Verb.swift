/// The commands.
enum Verb: String, CaseIterable, Sendable {
    case run, status, observe, pause, resume, reload
    case dump, diff, apply, verify, explain, list, lint, cleanup, check, completion, version, help
    /// Prints the manual; made for packaging, and so not listed.
    case man

    /// The commands that are listed.
    static var shown: [Verb] { allCases.filter { $0 != .man } }
}

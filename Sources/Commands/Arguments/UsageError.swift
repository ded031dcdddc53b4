/// Why a command line was not understood, and what would be right.
struct UsageError: Error, Hashable, CustomStringConvertible {
    /// The reason, with the mend.
    let description: String

    /// What is wrong with the command line.
    init(_ description: String) { self.description = description }
}

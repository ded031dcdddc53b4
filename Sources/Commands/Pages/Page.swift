/// What there is to say about one command: help, manual and completion are all made of it.
struct Page {
    /// A command line that does something real, with words on what it is for.
    struct Example: Hashable {
        /// What it is for.
        let words: String
        /// The command line.
        let line: String

        /// A command line with words on what it is for.
        init(_ words: String, _ line: String) {
            self.words = words
            self.line = line
        }
    }

    /// The command.
    let verb: Verb
    /// What it does, in one line.
    let summary: String
    /// What stands behind the command, in short.
    let synopsis: String
    /// What it does, in paragraphs.
    let description: [String]
    /// Its options.
    let options: [Option]
    /// Command lines to learn from.
    let examples: [Example]
    /// How it can end.
    let exitCodes: [(code: ExitCode, meaning: String)]
    /// What its operands are, where they are words that can be completed.
    let operandChoices: [String]

    /// A page; `--help` is an option of every command.
    init(
        _ verb: Verb, _ summary: String, synopsis: String = "", _ description: [String], options: [Option] = [],
        examples: [Example], exits: [(ExitCode, String)], operandChoices: [String] = []
    ) {
        self.verb = verb
        self.summary = summary
        self.synopsis = synopsis
        self.description = description
        self.options = options + [.help]
        self.examples = examples
        exitCodes = exits.map { (code: $0.0, meaning: $0.1) }
        self.operandChoices = operandChoices
    }
}

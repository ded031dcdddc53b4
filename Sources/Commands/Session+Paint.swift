extension Session {
    /// Whether words may be coloured: on a terminal that can, unless NO_COLOR is set.
    var isColored: Bool {
        let isRefused = host.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return host.isTerminal && !isRefused && host.environment["TERM"] != "dumb"
    }

    /// The lines of a comparison, what comes in green and what goes in red.
    func painted(_ text: String) -> String {
        guard isColored else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            switch line.first {
            case "+": "\u{1B}[32m\(line)\u{1B}[0m"
            case "-": "\u{1B}[31m\(line)\u{1B}[0m"
            case "~": "\u{1B}[33m\(line)\u{1B}[0m"
            default: String(line)
            }
        }.joined(separator: "\n")
    }
}

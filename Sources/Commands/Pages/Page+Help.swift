extension Page {
    private static let columns = 100

    /// The page as `martlet help COMMAND` shows it.
    var helpText: String {
        var text = "martlet \(verb.rawValue): \(summary)\n\nUsage:\n"
        text += "  martlet \(verb.rawValue)\(synopsis.isEmpty ? "" : " \(synopsis)")\n\n"
        for paragraph in description { text += wrapped(paragraph, columns: Self.columns) + "\n" }
        text += "Options:\n" + optionLines + "\nExamples:\n"
        text += examples.map { "  # \($0.words)\n  \($0.line)\n" }.joined(separator: "\n")
        text += "\nExit codes:\n" + exitCodes.map { "  \($0.code.rawValue)  \($0.meaning)\n" }.joined()
        return text
    }

    private var optionLines: String {
        let width = (options.map(\.usage.count).max() ?? 0) + 4
        return options.map { option in
            let indent = String(repeating: " ", count: width)
            let lines = wrapped(option.words, columns: Self.columns - width).split(separator: "\n")
            let head = "  " + option.usage + String(repeating: " ", count: width - 2 - option.usage.count)
            return zip([head] + lines.dropFirst().map { _ in indent }, lines).map { "\($0)\($1)\n" }.joined()
        }.joined()
    }

    /// All commands, as `martlet help` shows them.
    static var overview: String {
        let width = (Verb.shown.map(\.rawValue.count).max() ?? 0) + 2
        let commands = Verb.shown.map { verb in
            let name = verb.rawValue + String(repeating: " ", count: width - verb.rawValue.count)
            return "  \(name)\(Page(verb).summary)\n"
        }.joined()
        return """
            martlet: Kubernetes NetworkPolicy on nftables: exact, instant, explainable, never open by accident

            Usage:
              martlet COMMAND [options]

            Commands:
            \(commands)
            martlet help COMMAND shows options and examples. Data goes to standard output, words to standard error.

            Exit codes:
            \(ExitCode.allCases.map { "  \($0.rawValue)  \($0.meaning)\n" }.joined())
            """
    }
}

/// A text in lines of at most so many columns, broken at spaces, each with its end.
func wrapped(_ text: String, columns: Int) -> String {
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
        let last = lines[lines.count - 1]
        if last.isEmpty {
            lines[lines.count - 1] = String(word)
        } else if last.count + 1 + word.count <= columns {
            lines[lines.count - 1] += " \(word)"
        } else {
            lines.append(String(word))
        }
    }
    return lines.map { "\($0)\n" }.joined()
}

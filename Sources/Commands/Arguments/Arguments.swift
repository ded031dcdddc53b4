/// A command line, taken apart: the command, its options and what else stands there.
struct Arguments {
    /// The command.
    let verb: Verb
    /// What stands beside the options, in order.
    private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]

    /// Takes the words behind the program's name apart.
    init(_ words: [String]) throws(UsageError) {
        var rest = words[...]
        guard let first = rest.popFirst() else { throw UsageError("a command is missing: \(Self.commandHint)") }
        switch first {
        case "-h", "--help", "-help": verb = .help
        case "--version", "-version": verb = .version
        default:
            guard let verb = Verb(rawValue: first) else { throw UsageError(Self.unknownCommand(first)) }
            self.verb = verb
        }
        try read(rest)
    }

    /// Whether an option is there.
    func has(_ option: Option) -> Bool { values[option.name] != nil }

    /// All values of an option, in order.
    func all(_ option: Option) -> [String] { values[option.name] ?? [] }

    /// All values of the option of a name, in order; `nil` where it is not there.
    func texts(of name: String) -> [String]? { values[name] }

    /// The value of an option.
    func value(_ option: Option) -> String? { values[option.name]?.last }

    private mutating func read(_ words: ArraySlice<String>) throws(UsageError) {
        var rest = words
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                return
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            let (option, value) = try option(word)
            try take(option, value, &rest)
        }
    }

    private mutating func take(_ option: Option, _ attached: String?, _ rest: inout ArraySlice<String>)
        throws(UsageError)
    {
        if option.value == .none {
            guard attached == nil else { throw UsageError("--\(option.name) takes no value: write it alone") }
            values[option.name] = []
            return
        }
        guard let value = attached ?? rest.popFirst() else {
            throw UsageError("--\(option.name) needs a value: \(option.usage.drop { $0 == " " })")
        }
        if case .choice(let words) = option.value, !words.contains(value) {
            throw UsageError("--\(option.name) \(value): write \(words.joined(separator: ", ")) instead")
        }
        if !option.isRepeatable, let first = values[option.name]?.first, first != value {
            throw UsageError("--\(option.name) stands twice, with \(first) and \(value): write it once")
        }
        values[option.name, default: []].append(value)
    }

    /// The option that a word means, and the value that is a part of the word: `--node=n1`, `-ojson`, `-node n1`.
    private func option(_ word: String) throws(UsageError) -> (Option, String?) {
        let options = Page(verb).options
        let body = word.drop { $0 == "-" }
        let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? String(parts[1]) : nil
        if let option = options.first(where: { $0.name == parts[0] }) { return (option, value) }
        if !word.hasPrefix("--"), let letter = body.first, let option = options.first(where: { $0.letter == letter }) {
            let rest = String(body.dropFirst())
            return (option, rest.isEmpty ? nil : rest.hasPrefix("=") ? String(rest.dropFirst()) : rest)
        }
        let names = options.map { "--\($0.name)" }
        let hint = nearest(to: "--\(parts[0])", among: names).map { ": did you mean \($0)?" } ?? ""
        throw UsageError("\(verb.rawValue) has no option \(word)\(hint)")
    }

    private static let commandHint = "martlet help lists them"

    private static func unknownCommand(_ word: String) -> String {
        let hint = nearest(to: word, among: Verb.shown.map(\.rawValue)).map { "did you mean \($0)? " } ?? ""
        return "there is no command \(word): \(hint)\(commandHint)"
    }
}

/// The word that another was probably meant to be: two letters away, or a third of a long one.
func nearest(to word: String, among words: [String]) -> String? {
    let near = words.map { (distance: distance(word, $0), word: $0) }.min { $0.distance < $1.distance }
    return near.flatMap { $0.distance <= max(2, word.count / 3) ? $0.word : nil }
}

/// How many letters must be put in, taken out or exchanged to make one word of another.
private func distance(_ left: String, _ right: String) -> Int {
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = index + 1
        for (column, other) in right.enumerated() {
            let exchanged = diagonal + (letter == other ? 0 : 1)
            diagonal = row[column + 1]
            row[column + 1] = min(exchanged, row[column] + 1, diagonal + 1)
        }
    }
    return row[right.count]
}

import JSON

extension Session {
    /// `martlet help`: all commands, or the page of one.
    func help() throws(Failure) -> ExitCode {
        guard let word = arguments.operands.first else { return try show(Page.overview) }
        guard let verb = Verb(rawValue: word) else {
            let names = Verb.shown.map(\.rawValue)
            let hint = nearest(to: word, among: names) ?? names.joined(separator: ", ")
            throw misused("there is no command \(word): try \(hint)")
        }
        return try show(Page(verb).helpText)
    }

    /// `martlet version`.
    func version() throws(Failure) -> ExitCode {
        try expectNoOperands()
        if isJSON {
            try write(.members(["version": .string(Version.number)]))
        } else {
            try write("martlet \(Version.number)\n")
        }
        return .yes
    }

    /// `martlet completion`.
    func completion() throws(Failure) -> ExitCode {
        let shells = Completion.allCases.map(\.rawValue)
        guard arguments.operands.count == 1, let shell = Completion(rawValue: arguments.operands[0]) else {
            throw misused("name one shell: \(shells.joined(separator: ", "))")
        }
        return try show(shell.script)
    }
}

import Analysis

/// The command line of Martlet.
public enum Martlet {
    /// Does what the words behind the program's name ask for, and gives what the process ends with.
    public static func run(_ words: [String], on host: any Host) -> ExitCode {
        do throws(Failure) {
            let arguments: Arguments
            do {
                arguments = try Arguments(words)
            } catch {
                throw .usage(error, words.first.flatMap(Verb.init))
            }
            return try Session(arguments, host).run()
        } catch {
            host.say(PrintableText("martlet: \(error)", isLine: false).text)
            return .failure
        }
    }
}

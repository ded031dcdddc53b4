import Analysis
import JSON

/// One run of one command: what was asked, and the host it is asked on.
struct Session {
    /// What was asked.
    let arguments: Arguments
    /// The host.
    let host: any Host

    /// A run of a command on a host.
    init(_ arguments: Arguments, _ host: any Host) {
        self.arguments = arguments
        self.host = host
    }

    /// Whether the answer is to be JSON.
    var isJSON: Bool { arguments.value(.output) == "json" }

    /// Runs the command.
    func run() throws(Failure) -> ExitCode {
        if arguments.has(.help) { return try show(Page(arguments.verb).helpText) }
        switch arguments.verb {
        case .run: return try serve()
        case .status: return try status()
        case .observe: return try observeDenied()
        case .pause: return try pause()
        case .resume: return try tellAgent("/resume")
        case .reload: return try tellAgent("/reload")
        case .dump: return try dump()
        case .diff: return try diff()
        case .apply: return try apply()
        case .verify: return try verify()
        case .explain: return try explain()
        case .list: return try list()
        case .lint: return try lint()
        case .cleanup: return try cleanup()
        case .check: return try check()
        case .completion: return try completion()
        case .version: return try version()
        case .help: return try help()
        case .man: return try show(ManPage.text)
        }
    }

    /// Writes data.
    func write(_ text: String) throws(Failure) {
        try Failure.wrapping(Failure.host) { () throws(HostError) in try host.write(text) }
    }

    /// Says words, whatever names are in them.
    func say(_ words: String) { host.say(PrintableText(words, isLine: false).text) }

    /// Writes data as one line of JSON.
    func write(_ json: JSONValue) throws(Failure) { try write(json.text + "\n") }

    /// Writes data and is done.
    func show(_ text: String) throws(Failure) -> ExitCode {
        try write(text)
        return .yes
    }

    /// A command line that means nothing.
    func misused(_ words: String) -> Failure { .usage(UsageError(words), arguments.verb) }

    /// Refuses what stands beside options where nothing should.
    func expectNoOperands() throws(Failure) {
        if let operand = arguments.operands.first {
            throw misused("\(arguments.verb.rawValue) takes no \"\(operand)\": files are named by -f")
        }
    }
}

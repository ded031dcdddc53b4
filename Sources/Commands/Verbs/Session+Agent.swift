import JSON
import NetlinkKernel
import Nftables
import Service

extension Session {
    /// The socket of the agent that runs on this host.
    var agentSocket: String {
        let variable = host.environment["RUNTIME_DIRECTORY"].map { String($0.prefix { $0 != ":" }) }
        let directory = arguments.value(.runDirectory) ?? variable.flatMap { $0.isEmpty ? nil : $0 } ?? "/run/martlet"
        return "\(directory)/martlet.sock"
    }

    /// `martlet run`.
    func serve() throws(Failure) -> ExitCode {
        try expectNoOperands()
        let (flags, environment, name) = (settings, host.environment, host.name)
        let file = arguments.value(.config)
        let configure: ServiceRun.Configure = { () throws(ConfigurationError) in
            try RunConfiguration.read(flags: flags, environment: environment, file: file, hostName: name)
        }
        if let path = arguments.value(.writeConfig) { return try writeConfiguration(configure, to: path) }
        try Failure.wrapping(Failure.host) { () throws(HostError) in try host.serve(configure) }
        return .yes
    }

    /// `martlet status`.
    func status() throws(Failure) -> ExitCode {
        try expectNoOperands()
        let status = try Self.value(of: try ask(AgentQuestion("/status", at: agentSocket)))
        if isJSON { try write(status) } else { try write(AgentStatusText(status).text) }
        return status["ready"] == .bool(true) ? .yes : .no
    }

    /// `martlet observe`.
    func observeDenied() throws(Failure) -> ExitCode {
        try expectNoOperands()
        let detail = arguments.has(.follow) ? AgentQuestion.Detail("follow") : nil
        var failure: Failure?
        try Failure.wrapping(Failure.host) { () throws(HostError) in
            try host.followAgent(AgentQuestion("/denied", at: agentSocket, detail)) { line in
                do throws(Failure) {
                    try write(isJSON ? line + "\n" : DeniedLine(line).text)
                    return true
                } catch {
                    failure = error
                    return false
                }
            }
        }
        if let failure { throw failure }
        return .yes
    }

    /// `martlet pause`.
    func pause() throws(Failure) -> ExitCode {
        try expectNoOperands()
        guard let text = arguments.value(.duration) else { throw misused("for how long? write --for 15m") }
        guard let seconds = Self.seconds(text), 1...86_400 ~= seconds else {
            throw misused("--for \(text): write a time from 1s to 24h, such as 90s, 15m or 2h")
        }
        return try order(AgentQuestion("/pause", at: agentSocket, .init("seconds", "\(seconds)"), isOrder: true))
    }

    /// `martlet resume` and `martlet reload`: something that the agent is to do.
    func tellAgent(_ path: String) throws(Failure) -> ExitCode {
        try expectNoOperands()
        return try order(AgentQuestion(path, at: agentSocket, isOrder: true))
    }

    /// The rules that the agent on this host keeps; `nil` where none runs, or where a command line names a source, a
    /// node or another choice that the agent was not asked to make.
    func agentRuleset() throws(Failure) -> Ruleset? {
        let others = [.filename, .node, .allNodes] + Option.access + Option.rules
        if others.contains(where: { arguments.has($0) }) { return nil }
        let question = AgentQuestion("/ruleset", at: agentSocket, .init("archive"))
        guard let bytes = try askAgentIfThere(question), !bytes.isEmpty else { return nil }
        return try Failure.wrapping(Failure.kernel) { () throws(KernelError) in
            try RulesetArchive.ruleset(from: bytes, table: "martlet")
        }
    }

    /// How the agent on this host stands; `nil` where none runs.
    func agentStatus() throws(Failure) -> JSONValue? {
        guard let bytes = try askAgentIfThere(AgentQuestion("/status", at: agentSocket)) else { return nil }
        return try Self.value(of: bytes)
    }

    /// What the agent says in JSON.
    static func value(of bytes: [UInt8]) throws(Failure) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: bytes)
        } catch {
            throw .other("what the agent says of itself cannot be read: \(error)")
        }
    }

    /// The answer of the agent on this host; `nil` where none runs.
    func askAgentIfThere(_ question: AgentQuestion) throws(Failure) -> [UInt8]? {
        do throws(HostError) {
            return try host.askAgent(question)
        } catch {
            if case .noAgent = error { return nil }
            throw .host(error)
        }
    }

    private func order(_ question: AgentQuestion) throws(Failure) -> ExitCode {
        try show(String(decoding: try ask(question), as: UTF8.self))
    }

    private func ask(_ question: AgentQuestion) throws(Failure) -> [UInt8] {
        try Failure.wrapping(Failure.host) { () throws(HostError) in try host.askAgent(question) }
    }

    private func writeConfiguration(_ configure: ServiceRun.Configure, to path: String) throws(Failure) -> ExitCode {
        let values: SettingValues
        do throws(ConfigurationError) {
            values = try configure().0
        } catch {
            throw .other("\(error)")
        }
        if path == "-" { return try show(values.fileText) }
        try Failure.wrapping(Failure.host) { () throws(HostError) in try host.write(values.fileText, to: path) }
        return .yes
    }

    /// What the flags say.
    private var settings: SettingValues {
        var values = SettingValues()
        for setting in Setting.all {
            for name in [setting.flag] + setting.aliases {
                guard let texts = arguments.texts(of: name) else { continue }
                values.add(setting, setting.form == .flag ? ["true"] : texts, from: .flag)
            }
        }
        return values
    }

    private static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()), number < 100_000 else {
            return nil
        }
        return number * unit
    }
}

import Analysis
import KubernetesModel
import Manifests
import PolicyEngine
import ServerAccess
import Service

extension Session {
    private static let remarksMax = 40

    /// Reads what `-f` names, and tells what is wrong with it, or as much of that as is wanted; with how its policies
    /// are meant, which is as the agent means them where it was asked.
    func read(
        telling isWanted: (Remark) -> Bool = { _ in true }
    ) throws(Failure) -> (manifests: Manifests, choices: RuleChoices) {
        let paths = arguments.all(.filename)
        if paths.isEmpty, let answer = try readAgent() { return answer }
        let choices = try choices()
        if paths.isEmpty { return (try readServer(choices, telling: isWanted), choices) }
        if let option = Option.access.first(where: { arguments.has($0) }) {
            throw misused("-f and --\(option.name) exclude each other: read files, or ask an API server")
        }
        return (try read(paths, telling: isWanted), choices)
    }

    /// What the agent on this host knows, and how it means it; `nil` where none runs, or something else was named.
    private func readAgent() throws(Failure) -> (Manifests, RuleChoices)? {
        if Option.access.contains(where: { arguments.has($0) }) { return nil }
        guard let objects = try askAgentIfThere(AgentQuestion("/objects", at: agentSocket)) else { return nil }
        let choices = try choices(over: agentChoices() ?? RuleChoices())
        var manifests = Manifests(choices.emptyInventory)
        manifests.read(objects, from: "the agent")
        return (manifests, choices)
    }

    /// Asks an API server, and tells what is wrong with what it says.
    private func readServer(
        _ choices: RuleChoices, telling isWanted: (Remark) -> Bool
    ) throws(Failure) -> Manifests {
        var manifests = Manifests(choices.emptyInventory)
        let answer = try ask(
            AccessOptions(
                kubeconfig: arguments.value(.kubeconfig), context: arguments.value(.context),
                server: arguments.value(.server), tokenFile: arguments.value(.tokenFile),
                certificateAuthority: arguments.value(.certificateAuthority)))
        if !arguments.has(.quiet) { for words in answer.warnings { say("warning: \(words)") } }
        for object in answer.objects { manifests.take(object, from: answer.server) }
        tell(manifests.remarks.filter(isWanted))
        return manifests
    }

    private func ask(_ options: AccessOptions) throws(Failure) -> ServerAnswer {
        do throws(HostError) {
            return try host.ask(options)
        } catch {
            guard case .noServer(let reason) = error, case .nothingFound = reason.reason else { throw .host(error) }
            throw misused(
                "what to read is missing: write -f FILE, -f DIRECTORY, or -f - for standard input; or name an API "
                    + "server by --kubeconfig FILE")
        }
    }

    /// Reads these files and directories, and tells what is wrong with them.
    func read(_ paths: [String], telling isWanted: (Remark) -> Bool = { _ in true }) throws(Failure) -> Manifests {
        var manifests = Manifests(try choices().emptyInventory)
        for path in paths {
            for file in try files(path) {
                var text = ManifestText(file == "-" ? "standard input" : file)
                try Failure.wrapping(Failure.host) { () throws(HostError) in
                    try host.read(file) { text.add($0, to: &manifests) }
                }
                text.end(in: &manifests)
            }
        }
        tell(manifests.remarks.filter(isWanted) + [manifests.kindsPassedOver].compactMap { $0 })
        return manifests
    }

    /// The end of a command that has an answer, where something of the input may have been unreadable.
    func end(_ code: ExitCode, _ manifests: Manifests...) -> ExitCode {
        manifests.allSatisfy(\.isReadable) ? code : .partial
    }

    /// Tells a note about the answer, where notes are wanted.
    func note(_ words: String) { if !arguments.has(.quiet) { say("note: \(words)") } }

    /// The files that a path means: itself, or what a directory holds, with what is below it.
    private func files(_ path: String) throws(Failure) -> [String] {
        if path == "-" { return [path] }
        let found = try ManifestFiles.below(path) { (path) throws(Failure) in
            try entries(of: path)
        } tooDeep: {
            Failure.other("\($0) lies too deep: a link may lead in a circle")
        }
        guard let found else { return [path] }
        if found.isEmpty { throw .other("\(path) has no file that ends in .yaml, .yml or .json") }
        return found
    }

    private func entries(of path: String) throws(Failure) -> [String]? {
        try Failure.wrapping(Failure.host) { () throws(HostError) in try host.entries(of: path) }
    }

    /// Errors always, the rest where it is wanted, and of each no more than somebody reads.
    private func tell(_ remarks: [Remark]) {
        for severity in [Remark.Severity.error, .warning, .note] where severity == .error || !arguments.has(.quiet) {
            let those = remarks.filter { $0.severity == severity }
            for remark in those.prefix(Self.remarksMax) { say(remark.description) }
            if those.count > Self.remarksMax {
                say(
                    "\(severity.rawValue): \(those.count - Self.remarksMax) more like these; martlet lint lists all")
            }
        }
    }
}

extension RuleChoices {
    /// Nothing yet, in a cluster that these choices are made for.
    fileprivate var emptyInventory: Inventory { Inventory(cluster: Cluster(nodeLocalDNS: nodeLocalDNS)) }
}

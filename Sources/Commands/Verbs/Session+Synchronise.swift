import JSON
import Nftables

/// Why a command that would write the table is refused while an agent keeps it, and what to do instead.
enum SecondMaster: String {
    /// Other rules than the agent's.
    case twoMasters =
        """
        it would undo this at once, since its own cluster says otherwise. Without -f, --kubeconfig and other choices \
        martlet apply asks it to synchronise now; martlet diff shows what differs from a source; or end it first \
        (systemctl stop martlet)
        """
    /// No table at all.
    case wouldComeBack =
        """
        it would put the table back at once. End it first (systemctl stop martlet, or delete its DaemonSet), then \
        clean up; martlet pause --for 15m opens this node for a time, and enforcement: off with martlet reload for good
        """
}

extension Session {
    /// Writes the table, or says why an agent that runs here keeps one from that.
    func besideNoAgent(
        _ reason: SecondMaster, _ write: () throws(Failure) -> [Phase]
    ) throws(Failure) -> [Phase] {
        do throws(Failure) {
            return try write()
        } catch {
            guard error.isAboutOtherWriter, let process = try agentStatus()?["pid"]?.text else { throw error }
            throw .other(
                "nothing was done: the agent on this host (pid \(process)) keeps table inet martlet, and "
                    + reason.rawValue)
        }
    }

    /// Has the agent on this host look at its table now and put right what differs; `nil` where none runs, or something
    /// else is to be applied than it knows.
    func synchronise() throws(Failure) -> JSONValue? {
        let others = [.filename, .kernelNode, .allNodes, .partial] + Option.access + Option.rules
        if others.contains(where: { arguments.has($0) }) { return nil }
        let detail = arguments.has(.dryRun) ? AgentQuestion.Detail("dry-run") : nil
        let question = AgentQuestion("/sync", at: agentSocket, detail, isOrder: true)
        return try askAgentIfThere(question).map { (bytes) throws(Failure) in try Self.value(of: bytes) }
    }

    /// What came of that.
    func showSynchronised(_ answer: JSONValue) throws(Failure) -> ExitCode {
        if isJSON {
            try write(answer)
            return .yes
        }
        let lines = Self.lines(answer["phases"]?.items ?? [])
        try write(lines.joined())
        let node = answer["node"]?.string ?? ""
        say(
            lines.isEmpty
                ? "already in sync: table inet martlet holds what the agent wants for node \(node)"
                : arguments.has(.dryRun)
                    ? "the agent would do this; nothing was changed by this command"
                    : "done: table inet martlet holds what the agent wants for node \(node)")
        if answer["paused"] == .bool(true) {
            note("this node is paused, so no policy is enforced: martlet resume ends it")
        }
        if let mode = answer["enforcement"]?.string, mode != "enforce" {
            note("enforcement is \(mode): what policies deny passes")
        }
        return .yes
    }

    /// A line for each change, as `apply` has them without an agent.
    private static func lines(_ phases: [JSONValue]) -> [String] {
        phases.flatMap { phase in
            let step = phase["phase"]?.string ?? ""
            return (phase["changes"]?.items ?? []).map { "\(step): \($0.string ?? "")\n" }
        }
    }
}

internal import Agent
internal import Daemon
internal import Glibc
internal import JSON
internal import Nftables

/// `martlet apply` beside a running agent: has it look at the table now, put right what differs, and say what that was.
struct SynchroniseOrder<Node: Kernel & SendableMetatype>: Sendable {
    /// How long what the kernel refuses is tried again before that is said: one thread answers all who ask.
    static var patience: Duration { .seconds(4) }
    private static var pauseMicroseconds: UInt32 { 20_000 }

    let loop: AgentLoop<Node>
    /// How long to wait for the kernel.
    var patience = Self.patience

    /// Does it and waits until it holds, or says why it does not.
    func carryOut() -> ResponderAnswer {
        let deadline = Duration.sinceBoot + patience
        var answer = ask { [mailbox = loop.mailbox] core in
            if core.isListed { core.synchronise(mailbox.take()) }
            return Self.outcome(core)
        }
        while case .waiting = answer, Duration.sinceBoot < deadline {
            usleep(Self.pauseMicroseconds)
            answer = ask { Self.outcome($0) }
        }
        switch answer {
        case .done(let json): return .json(json)
        case .unlisted: return Self.unlisted
        case .waiting(let reason):
            return .text(
                "the kernel does not hold what it should: \(reason). What it held before stays in force, and the "
                    + "agent goes on trying: martlet status says how it stands\n", status: 503)
        case nil: return Self.busy
        }
    }

    /// Says what it would do, and does nothing.
    func rehearse() -> ResponderAnswer {
        let answer = ask { [mailbox = loop.mailbox] core in
            guard core.isListed else { return Self.unlisted }
            do throws(Synchronisation.Failure) {
                let parts = try core.rehearse(mailbox.take())
                return .json(Self.json(parts, core.status, isTrial: true))
            } catch {
                return .text("\(error)\n", status: 503)
            }
        }
        return answer ?? Self.busy
    }

    /// How it stands.
    private enum Outcome: Sendable {
        case done(JSONValue)
        case waiting(String)
        case unlisted
    }

    private static func outcome(_ core: AgentCore<Node>) -> Outcome {
        guard core.isListed else { return .unlisted }
        if let synchronisation = core.synchronisation, synchronisation.isDone {
            return .done(json(synchronisation.parts, core.status, isTrial: false))
        }
        if case .failing(let reason, let tries, _) = core.status.condition {
            return .waiting("\(tries) tries: \(reason)")
        }
        return .waiting("it is under way")
    }

    private static func json(_ parts: [Synchronisation.Part], _ status: AgentStatus, isTrial: Bool) -> JSONValue {
        .members([
            "changed": .bool(!parts.isEmpty && !isTrial), "dryRun": .bool(isTrial),
            "phases": .array(
                parts.map { part in
                    .members([
                        "phase": .string(part.step.rawValue), "changes": .array(part.changes.map { .string($0) }),
                    ])
                }),
            "node": .string(status.node),
            // What the table holds is what policies mean only where both say so.
            "enforcement": .string(status.enforcement.rawValue), "paused": .bool(status.pausedUntil != nil),
        ])
    }

    private static var unlisted: ResponderAnswer {
        .text(
            "the agent has not listed the cluster in full yet, so it changes nothing: the rules before stay in force; "
                + "martlet status says what it waits for\n", status: 503)
    }

    private static var busy: ResponderAnswer { .text("the agent is busy: ask again in a moment\n", status: 503) }

    private func ask<Answer: Sendable>(
        _ question: @escaping @Sendable (inout AgentCore<Node>) -> Answer
    ) -> Answer? {
        loop.ask(within: patience, question)
    }
}

internal import Agent
internal import Daemon
internal import JSON
internal import NetlinkKernel
internal import Nftables
internal import PolicyEngine

/// What the agent answers at its Unix socket, to other commands of this program and to `curl --unix-socket`.
struct ControlRoutes<Node: Kernel & SendableMetatype>: Sendable {
    /// How long an answer may take: one that is not there by then is told to come later.
    static var patience: Duration { .seconds(10) }

    let loop: AgentLoop<Node>
    let denials: DenialReader
    let board: Board
    let status: @Sendable () -> JSONValue
    let reload: @Sendable () -> String?
    /// The settings that hold, as a configuration file.
    let configuration: @Sendable () -> String

    /// The answer to a question.
    func answer(_ request: ResponderRequest) -> ResponderAnswer {
        switch (request.method, request.path) {
        case (.get, "/status"), (.head, "/status"): .json(status())
        case (.get, "/ruleset"): ruleset(isArchive: request.query.contains { $0.name == "archive" })
        case (.get, "/objects"): objects
        case (.get, "/facts"): asked { .json(AgentFacts($0, now: .sinceBoot).json) }
        case (.get, "/configuration"): .text(configuration())
        case (.get, "/denied"): denied(isFollowed: request.query.contains { $0.name == "follow" })
        case (.post, "/pause"): pause(request)
        case (.post, "/resume"):
            asked { core in
                core.resume()
                note(core)
                return .text("policies are enforced again\n")
            }
        case (.post, "/reload"):
            reload().map { .text("\($0)\n", status: 400) } ?? .text("the configuration was read again\n")
        case (.post, "/sync"): synchronise(isTrial: request.query.contains { $0.name == "dry-run" })
        case (_, "/status"), (_, "/ruleset"), (_, "/objects"), (_, "/facts"), (_, "/configuration"), (_, "/denied"):
            .text("\(request.path) is read with GET\n", status: 405)
        case (_, "/pause"), (_, "/resume"), (_, "/reload"), (_, "/sync"):
            .text("\(request.path) is done with POST\n", status: 405)
        default:
            .text(
                "there is no \(request.path) here: ask for /status, /ruleset, /objects, /facts, /configuration or "
                    + "/denied, or post to /pause?seconds=N, /resume, /reload or /sync\n", status: 404)
        }
    }

    /// The rules as `nft` has them, or as they are kept in files.
    private func ruleset(isArchive: Bool) -> ResponderAnswer {
        asked { core in
            guard let ruleset = core.wanted else { return .text("") }
            if !isArchive { return .text(ruleset.text) }
            let bytes = RulesetArchive.bytes(of: ruleset)
            return ResponderAnswer(contentType: "application/octet-stream", body: .bytes(bytes))
        }
    }

    private func denied(isFollowed: Bool) -> ResponderAnswer {
        isFollowed
            ? .stream(denials.follow(), contentType: "application/x-ndjson") : .text(denials.lastLines)
    }

    /// Of a part of the cluster commands would say what is not so.
    private var objects: ResponderAnswer {
        asked { core in
            if core.isListed { return .json(core.knownCluster.objects) }
            return .text(
                "the agent has not listed the cluster in full yet: ask again later, or name another source\n",
                status: 503)
        }
    }

    private func pause(_ request: ResponderRequest) -> ResponderAnswer {
        guard let text = request.value(of: "seconds"), let seconds = Int(text), 1...86_400 ~= seconds else {
            return .text("write for how long: /pause?seconds=N, from 1 to 86400\n", status: 400)
        }
        return asked { core in
            core.pause(for: .seconds(seconds))
            note(core)
            return .text("no policy is enforced on this node for \(seconds) s\n")
        }
    }

    private func synchronise(isTrial: Bool) -> ResponderAnswer {
        let order = SynchroniseOrder(loop: loop)
        return isTrial ? order.rehearse() : order.carryOut()
    }

    /// Probes are to say at once what whoever ordered it was told.
    private func note(_ core: AgentCore<Node>) {
        let status = core.status
        board.write { $0.status = status }
    }

    private func asked(_ question: @escaping @Sendable (inout AgentCore<Node>) -> ResponderAnswer) -> ResponderAnswer {
        loop.ask(within: Self.patience, question)
            ?? .text("the agent is busy: ask again in a moment\n", status: 503)
    }
}

internal import Agent
internal import Daemon
internal import JSON
internal import Nftables

/// Whether the agent does what it is there for, check by check.
struct Health {
    /// One thing that is looked at.
    struct Check: Hashable {
        /// Its name.
        let name: String
        /// Why it is not well; `nil` where it is.
        let problem: String?
    }

    /// The same thing may be done for so long before the agent counts as stuck: resolving 100,000 pods takes a second.
    static let busyMax = Duration.seconds(60)
    /// What fails for so long makes it unready.
    static let failingMax = Duration.seconds(2)

    let now: Duration
    let status: AgentStatus?
    let busySince: Duration?
    /// Why there is no agent yet: it waits for another one to end.
    let waitingFor: String?
    /// What keeps the cluster from being read.
    let sourceProblem: String?
    /// Whether it is looked at by which links local pods are reached.
    let followsLinks: Bool
    /// What keeps pods' packets from the rules.
    let bypasses: [String]

    /// Whether it lives: what a restart would mend. It does not ask for the API server, without which rules stay valid.
    var live: [Check] {
        let isStuck = busySince.map { now - $0 > Self.busyMax } ?? false
        return [Check(name: "loop", problem: isStuck ? "one and the same thing has been done for over a minute" : nil)]
    }

    /// Whether it enforces what the cluster says.
    var ready: [Check] {
        live + [
            Check(name: "writer", problem: waitingFor),
            Check(name: "listed", problem: listedProblem), Check(name: "programmed", problem: programmedProblem),
            Check(name: "links", problem: linksProblem), Check(name: "kernel", problem: kernelProblem),
            Check(
                name: "hooks",
                problem: bypasses.isEmpty ? nil : "pods bypass the rules: \(bypasses.joined(separator: "; "))"),
            Check(name: "guarding", problem: guardingProblem),
        ]
    }

    private var listedProblem: String? {
        if status?.isListed ?? false { return nil }
        return "the cluster was not listed in full yet" + (sourceProblem.map { ": \($0)" } ?? "")
    }

    private var programmedProblem: String? {
        status?.hasProgrammed ?? false ? nil : "the rules of this cluster are not in the kernel yet"
    }

    private var linksProblem: String? {
        guard followsLinks, !(status?.hasProgrammedLinks ?? false) else { return nil }
        return "no rules in the kernel know yet by which links the pods of this node are reached"
    }

    private var kernelProblem: String? {
        guard case .failing(let reason, let tries, let since)? = status?.condition, now - since > Self.failingMax else {
            return nil
        }
        return
            "for \(Int((now - since).components.seconds)) s and \(tries) tries: \(reason); the rules before this stay"
    }

    private var guardingProblem: String? {
        status?.pausedUntil.map { until in
            "paused by hand, for another \(max(0, Int((until - now).components.seconds))) s"
        }
    }

    /// The answer to a probe: a line for each check where they are asked for or not all well, as of API servers.
    static func answer(_ checks: [Check], isVerbose: Bool, name: String) -> ResponderAnswer {
        let isWell = checks.allSatisfy { $0.problem == nil }
        if isWell, !isVerbose { return .text("ok\n") }
        let lines = checks.map { check in
            check.problem.map { "[-]\(check.name) failed: \($0)\n" } ?? "[+]\(check.name) ok\n"
        }
        return .text(
            lines.joined() + "\(name) check \(isWell ? "passed" : "failed")\n", status: isWell ? 200 : 503)
    }
}

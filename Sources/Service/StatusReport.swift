internal import Agent
internal import Daemon
internal import JSON
internal import KubernetesModel

/// How the service stands, as an answer for people and programs.
struct StatusReport {
    let now: Duration
    let board: Board.State
    let health: Health
    let source: String
    let version: String
    /// The process that answers.
    let process: Int32

    /// All of it, as JSON.
    var json: JSONValue {
        let status = board.status
        return .members([
            "version": .string(version), "pid": .number(Int64(process)), "node": status.map { .string($0.node) },
            "source": .string(source),
            "sourceProblem": board.sourceProblem.map { .string($0) },
            "ready": .bool(health.ready.allSatisfy { $0.problem == nil }),
            "problems": .array(
                health.ready.compactMap { check in check.problem.map { .string("\(check.name): \($0)") } }),
            "enforcement": status.map { .string($0.enforcement.rawValue) },
            "pausedSeconds": status?.pausedUntil.map { .number(max(0, ($0 - now).components.seconds)) },
            "tableOwned": .bool(board.isOwned), "pods": status.map { .number(Int64($0.podCount)) },
            "localPods": status.map { .number(Int64($0.localPodCount)) },
            "isolatedIngress": status.map { .number(Int64($0.isolatedPodCounts[.ingress] ?? 0)) },
            "isolatedEgress": status.map { .number(Int64($0.isolatedPodCounts[.egress] ?? 0)) },
            "policies": status.map { .number(Int64($0.policyCount)) },
            "brokenPolicies": status.map { .array($0.brokenPolicies.map { .string("\($0)") }) },
            "programmings": status.map { .number(Int64($0.figures.programmingCount)) },
            "lastSyncSecondsAgo": status?.figures.lastSync.map { .decimal((now - $0).seconds) },
            "lastDriftSecondsAgo": board.lastDrift.map { .decimal((now - $0).seconds) },
            "connectionsCut": .number(Int64(board.measures.cut)),
            "configurationProblem": board.configurationProblem.map { .string($0) },
        ])
    }
}

extension Duration {
    /// In seconds, with three places behind the point.
    var seconds: String {
        let milliseconds = components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
        let rest = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}

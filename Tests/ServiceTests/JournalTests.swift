import Agent
import ClusterSupport
import Daemon
import JSON
import KubernetesModel
import Nftables
import PolicyEngine
import TestSupport
import Testing

@testable import Service

@Suite struct JournalTests {
    private let lines = Lines()
    private let board = Board()

    private var journal: Journal { Journal(log: lines.writer(), board: board, time: { 1_000 }) }

    @Test(
        "what happened is a line that says what it means and what holds now",
        arguments: [
            (
                .listed(pods: 3, policies: 2, namespaces: 1),
                ["info The cluster is known pods=3 policies=2 namespaces=1"]
            ),
            (
                .booted,
                ["warning There was no table, so the rules that were kept are in force until the cluster is known"]
            ),
            (.localPods([]), []),
            (
                .cut([Self.connection]),
                [
                    "info Open connections were cut, which policies no longer allow count=1 "
                        + "first=tcp 10.0.0.1 sport 1 to 10.0.0.2 dport 80"
                ]
            ),
            (.restored([Self.connection]), ["info Connections that had been cut are allowed again count=1"]),
            (
                .connectionsUnreachable(.notPermitted),
                [
                    "error Open connections cannot be looked at, so those that policies no longer allow go on "
                        + "reason=\(KernelError.notPermitted)"
                ]
            ),
            (
                .paused(for: .seconds(90)),
                ["warning This node is OPEN: no policy is enforced until the time is over seconds=90"]
            ),
            (.resumed, ["info Policies are enforced again"]),
            (
                .kernel(.failed(.notPermitted, tries: 1, retryAt: .seconds(101))),
                [
                    "warning The kernel does not hold yet what it should; what it held before stays "
                        + "reason=\(KernelError.notPermitted) tries=1 retryMilliseconds=1000.000"
                ]
            ),
            (
                .kernel(.failed(.notPermitted, tries: 2, retryAt: .milliseconds(100_010))),
                [
                    "error The kernel does not hold yet what it should; what it held before stays "
                        + "reason=\(KernelError.notPermitted) tries=2 retryMilliseconds=10.000"
                ]
            ),
            (
                .kernel(.unplannable(.otherTable("a", wanted: "b"), tries: 1, retryAt: .seconds(101))),
                [
                    "error There is no way from what the kernel holds to what it should; what it held before stays "
                        + "reason=\(PlanError.otherTable("a", wanted: "b")) tries=1"
                ]
            ),
            (.kernel(.recovered(tries: 3)), ["info The kernel holds again what it should tries=3"]),
        ] as [(AgentReport, [String])])
    func words(report: AgentReport, expected: [String]) {
        journal.take(report, now: .seconds(100))
        #expect(lines.take().map(Self.plain) == expected)
    }

    @Test("drift is a warning with the objects, and counted by their kind")
    func drift() throws {
        let kernel = MemoryKernel()
        var core = try SmallShop.guarding(kernel)
        _ = core.takeReports()
        kernel.changeByOthers { $0 = nil }
        let mailbox = Mailbox()
        mailbox.putSuspicion()
        _ = core.step(mailbox.take())
        for report in core.takeReports() { journal.take(report, now: .seconds(100)) }
        let line = try #require(lines.take().map(Self.plain).first)
        #expect(line.hasPrefix("warning Somebody changed our table; it is put right objects="))
        #expect(line.contains("names=table inet martlet, "))
        #expect(board.now.lastDrift == .seconds(100))
        #expect(board.now.measures.drift["table"] == 1 && (board.now.measures.drift["chain"] ?? 0) > 1)
    }

    @Test("the first programming is said, later ones only to whoever wants that much; each is measured")
    func programming() throws {
        let clock = ManualClock()
        var core = try SmallShop.guarding(MemoryKernel(), clock)
        for report in core.takeReports() { journal.take(report, now: .seconds(100)) }
        #expect(
            lines.take().map(Self.plain).last?.hasPrefix("info The kernel holds the rules of this cluster batches=")
                == true)
        clock.now += .seconds(1)
        _ = core.step(SmallShop.contents([.pod(SmallShop.db.key, nil)], at: clock.now))
        for report in core.takeReports() { journal.take(report, now: .seconds(100)) }
        #expect(lines.take().isEmpty)
        let measures = board.now.measures
        #expect(measures.programming.count == 2 && measures.compiling.count == 2)
    }

    @Test("pods that are guarded for the first time are measured, by creation too where they came while we ran")
    func arrivals() throws {
        let clock = ManualClock()
        var core = try SmallShop.guarding(MemoryKernel(), clock)
        var late = SmallShop.db
        late.addresses = [address("10.0.0.9")]
        late.creation = 990
        clock.now += .seconds(1)
        _ = core.step(SmallShop.contents([.pod(late.key, late)], at: clock.now - .milliseconds(20)))
        for report in core.takeReports() { journal.take(report, now: clock.now) }
        let measures = board.now.measures
        #expect(measures.protectionSinceSeen.count == 2 && measures.protectionSinceSeen.sum == 0.02)
        #expect(measures.protectionSinceCreated.count == 1 && measures.protectionSinceCreated.sum == 10)
    }

    private static let connection = TrackedConnection(
        original: ConnectionTuple(
            from: address("10.0.0.1"), to: address("10.0.0.2"), .tcp, .ports(source: 1, destination: 80)),
        reply: ConnectionTuple(
            from: address("10.0.0.2"), to: address("10.0.0.1"), .tcp, .ports(source: 80, destination: 1)))

    /// A line of JSON as words: the level, the message, and each field as `name=value`.
    static func plain(_ line: String) -> String {
        guard case .success(.object(let members)) = Result(catching: { try JSONValue(parsing: Array(line.utf8)) })
        else {
            return line
        }
        return members.filter { $0.name != "ts" }.map { member in
            let value = if case .string(let text) = member.value { text } else { member.value.text }
            return ["level", "msg"].contains(member.name) ? value : "\(member.name)=\(value)"
        }.joined(separator: " ")
    }
}

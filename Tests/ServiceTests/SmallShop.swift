import Addresses
import Agent
import ClusterSupport
import Daemon
import KubernetesModel
import Nftables
import PolicyEngine
import Synchronization
import TestSupport

@testable import Service

/// A node with two pods, of which one is isolated: shop/db takes tcp 5432 of shop/web alone.
enum SmallShop {
    static let web = Pod(
        ObjectKey("shop", "web"), labels: Labels(["app": "web"]), node: "n0", addresses: [address("10.0.0.1")])
    static let db = Pod(
        ObjectKey("shop", "db"), labels: Labels(["app": "db"]), node: "n0", addresses: [address("10.0.0.2")])
    static let node = Node("n0", addresses: [address("192.168.0.1")], podRanges: [cidr("10.0.0.0/24")])
    static let policy: NetworkPolicy = {
        var policy = NetworkPolicy(ObjectKey("shop", "db"), podSelector: LabelSelector([.init("app", .in(["db"]))]))
        policy.ingress = [
            PolicyRule(
                [.pods(LabelSelector([.init("app", .in(["web"]))]), namespaces: nil)],
                ports: [PolicyPort(.tcp, .numbers(PortRange(5432)))])
        ]
        return policy
    }()
    static let events: [ClusterEvent] = [
        .nodes([node]), .namespaces([Namespace("shop", labels: Labels([:]))]), .policies([policy]), .pods([web, db]),
    ]

    /// An agent that knows of nothing yet.
    static func agent(
        _ kernel: MemoryKernel = MemoryKernel(), _ clock: ManualClock = ManualClock(),
        options: AgentOptions = AgentOptions(node: "n0")
    ) throws -> AgentCore<MemoryKernel> {
        var core = AgentCore(options, kernel: kernel, hearsOfChanges: true, clock: { clock.now })
        try core.boot(nil)
        return core
    }

    /// What a source says, as the agent reads it.
    static func contents(_ events: [ClusterEvent] = events, at time: Duration = .zero) -> Mailbox.Contents {
        let mailbox = Mailbox()
        for event in events { mailbox.put(event, now: time) }
        return mailbox.take()
    }

    /// An agent that has programmed the shop.
    static func guarding(
        _ kernel: MemoryKernel = MemoryKernel(), _ clock: ManualClock = ManualClock()
    ) throws -> AgentCore<MemoryKernel> {
        var core = try agent(kernel, clock)
        _ = core.step(contents(at: clock.now))
        return core
    }
}

/// A clock that stands still until it is moved. A class, since agent and test share it.
final class ManualClock {
    var now = Duration.seconds(100)
}

/// Keeps the lines of a log. A class, since the writer and a test share it.
final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    /// What was written since this was asked last, without line ends.
    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines.map { String($0.dropLast()) }
        }
    }

    /// A writer of JSON at one moment, so that lines can be compared.
    func writer(verbosity: Int = 2, perMinute: Int = 1_000) -> LogWriter {
        LogWriter(
            origin: "martlet", format: .json, verbosity: verbosity, perMinute: perMinute, hasPriorities: false,
            moment: { LogMoment(seconds: 1) }, write: { [self] line in lines.withLock { $0.append(line) } })
    }
}

/// Whether something comes to be so, which a task on the shared threads does: they are left to it between two looks.
func comes(_ isSo: () -> Bool) async throws -> Bool {
    let deadline = Deadline(seconds: 180)
    while !isSo() {
        if deadline.hasPassed { return false }
        try await Task.sleep(for: .milliseconds(2))
    }
    return true
}

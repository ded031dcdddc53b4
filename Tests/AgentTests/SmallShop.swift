import Addresses
import Agent
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport

/// Pods of two nodes: on n0 shop/web and shop/db, elsewhere shop/far. shop/db takes tcp 5432 and pings of web alone,
/// and may itself only ask for names.
enum SmallShop {
    static let web = pod("web", ["10.0.0.1", "fd00::1"])
    static let db = pod("db", ["10.0.0.2", "fd00::2"])
    static let far = pod("far", ["10.0.1.9", "fd00::9"], node: "n1")
    static let policy: NetworkPolicy = {
        var policy = NetworkPolicy(ObjectKey("shop", "db"), podSelector: selector("db"))
        policy.ingress = [
            PolicyRule(
                [.pods(selector("web"), namespaces: nil)], ports: [PolicyPort(.tcp, .numbers(PortRange(5432)))])
        ]
        policy.egress = [PolicyRule([], ports: [PolicyPort(.udp, .numbers(PortRange(53)))])]
        return policy
    }()
    static let node = Node("n0", addresses: [address("192.168.0.1")], podRanges: [cidr("10.0.0.0/24")])
    static let events: [ClusterEvent] = [
        .nodes([node]), .namespaces([Namespace("shop", labels: Labels([:]))]), .pods([web, db, far]),
    ]

    /// The shop with its policy, or without it.
    static func cluster(isPoliced: Bool = true) -> Cluster {
        var cluster = Cluster()
        for event in events + [.policies(isPoliced ? [policy] : [])] { cluster.apply(event) }
        return cluster
    }

    static func pod(_ name: String, _ addresses: [String], node: String = "n0") -> Pod {
        Pod(
            ObjectKey("shop", name), labels: Labels(["app": name]), node: node,
            addresses: addresses.map { address($0) })
    }

    static func selector(_ app: String) -> LabelSelector { LabelSelector([.init("app", .in([app]))]) }

    /// What a mailbox hands over of these events.
    static func contents(_ events: [ClusterEvent], at time: Duration) -> Mailbox.Contents {
        let mailbox = Mailbox()
        for event in events { mailbox.put(event, now: time) }
        return mailbox.take()
    }

    /// An agent on a kernel that holds the rules of the shop, and cuts connections.
    static func guarding(_ kernel: MemoryKernel, _ clock: ManualClock) throws -> AgentCore<MemoryKernel> {
        var options = AgentOptions(node: "n0")
        options.compiler.cutMark = 0x2000_0000
        var core = AgentCore(
            options, kernel: kernel, connections: ValueConnections(), hearsOfChanges: true, clock: clock.reader)
        try core.boot(nil)
        _ = core.step(contents(events + [.policies([policy])], at: clock.now))
        return core
    }
}

import Addresses
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyEngine
import TestSupport
import Testing

@testable import Agent

@Suite struct CutterTests {
    private static let bit: UInt32 = 0x2000_0000

    @Test(
        "a connection is judged by how it began, as the rules of this node saw it",
        arguments: [
            ("what is allowed", TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 5432), false),
            ("another port", TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 80), true),
            ("another protocol", TrackedConnection(.udp, from: "10.0.0.1", to: "10.0.0.2", 5432), true),
            ("IPv6, allowed", TrackedConnection(from: "fd00::1", to: "fd00::2", 5432), false),
            ("IPv6, another port", TrackedConnection(from: "fd00::1", to: "fd00::2", 80), true),
            ("from outside", TrackedConnection(from: "192.0.2.1", to: "10.0.0.2", 5432), true),
            ("from the own node", TrackedConnection(from: "192.168.0.1", to: "10.0.0.2", 80), false),
            ("out, allowed", TrackedConnection(.udp, from: "10.0.0.2", to: "192.0.2.1", 53), false),
            ("out, another port", TrackedConnection(.udp, from: "10.0.0.2", to: "192.0.2.1", 54), true),
            ("out, whatever the answers are", TrackedConnection(from: "10.0.0.2", 5432, to: "10.0.0.1", 40_000), true),
            ("of pods that nothing isolates", TrackedConnection(from: "10.0.0.1", to: "192.0.2.1", 80), false),
            (
                "a service whose pod allows it",
                TrackedConnection(from: "10.0.0.1", to: "10.96.0.1", 80, really: ("10.0.0.2", 5432)), false
            ),
            (
                "a service whose pod does not",
                TrackedConnection(from: "10.0.0.1", to: "10.96.0.1", 5432, really: ("10.0.0.2", 80)), true
            ),
            (
                "translated at its source behind the rules",
                TrackedConnection(.udp, from: "10.0.0.2", to: "192.0.2.1", 53, seenAs: "192.168.0.1"), false
            ),
            (
                "a ping of who may connect",
                TrackedConnection(.icmp, from: "10.0.0.1", to: "10.0.0.2", type: 8, answer: 0), true
            ),
            (
                "a ping of ICMPv6", TrackedConnection(.icmpv6, from: "fd00::9", to: "fd00::2", type: 128, answer: 129),
                true
            ),
            (
                "a ping out of a pod that is free",
                TrackedConnection(.icmp, from: "10.0.0.1", to: "192.0.2.1", type: 8, answer: 0), false
            ),
            ("what has no ports", other(from: "10.0.0.1", to: "10.0.0.2"), true),
            ("what only a pod of another node denies", TrackedConnection(from: "10.0.0.1", to: "10.0.1.9", 80), false),
        ])
    func judged(what: String, connection: TrackedConnection, isDenied: Bool) {
        #expect(Self.judge().denies(connection) == isDenied, "\(what)")
    }

    @Test("a pod of another node is left to that node, though its policy is known")
    func otherNode() {
        var cluster = SmallShop.cluster()
        var policy = NetworkPolicy(ObjectKey("shop", "far"), podSelector: SmallShop.selector("far"))
        (policy.ingress, policy.egress) = ([], [])
        cluster.apply(.policy(policy.key, policy))
        for connection in [
            TrackedConnection(from: "10.0.0.1", to: "10.0.1.9", 80),
            TrackedConnection(from: "10.0.1.9", to: "10.0.0.1", 80),
        ] {
            #expect(!Self.judge(cluster).denies(connection))
            #expect(Self.judge(cluster, node: "n1").denies(connection))
        }
    }

    @Test("what pods send to their own node is cut only where that is policed")
    func ownNode() {
        let connection = TrackedConnection(from: "10.0.0.2", to: "192.168.0.1", 10_250)
        #expect(Self.judge().denies(connection))
        #expect(!Self.judge(policesOwnNode: false).denies(connection))
    }

    @Test("what is denied gets the bit and what is allowed again loses it; other bits, and the rest, are left alone")
    func marks() {
        let table = ValueConnections()
        table.all = [
            TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 80, mark: 5),
            TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 5432, mark: Self.bit | 5),
            TrackedConnection(from: "10.0.0.1", 40_001, to: "10.0.0.2", 5432),
            TrackedConnection(from: "10.0.0.1", 40_001, to: "10.0.0.2", 80, mark: Self.bit),
        ]
        let clock = ManualClock()
        var cutter = Cutter()
        cutter.noteAnything(now: .zero)
        let result = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(result.failure == nil)
        #expect(result.cut.map(\.original) == [table.all[0].original])
        #expect(result.restored.map(\.original) == [table.all[1].original])
        #expect(table.all.map(\.mark) == [Self.bit | 5, 5, 0, Self.bit])
        #expect(table.asked == [Set(["10.0.0.1", "10.0.0.2", "fd00::1", "fd00::2"].map { address($0) })])
    }

    @Test("a change is looked at at once, and once more a tenth of a second later: whose rules or peers changed")
    func twice() {
        let table = ValueConnections()
        let clock = ManualClock()
        var cutter = Cutter()
        #expect(cutter.due == nil)
        cutter.note(from: Self.policy(false), to: Self.policy(true), now: .zero)
        #expect(cutter.due == .zero)
        _ = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(cutter.due == .milliseconds(100))
        clock.now = .milliseconds(100)
        _ = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(cutter.due == nil)
        let db = Set(["10.0.0.2", "fd00::2"].map { address($0) })
        #expect(table.asked == [db, db])
        cutter.note(from: Self.policy(true), to: Self.policy(true), now: clock.now)
        #expect(cutter.due == nil)
    }

    @Test("a policy that says another port asks the same of its peers, and affects its pods all the same")
    func ownRules() {
        var cluster = SmallShop.cluster()
        let before = Resolver.policy(of: "n0", in: cluster)
        var policy = SmallShop.policy
        policy.egress = [PolicyRule([], ports: [PolicyPort(.udp, .numbers(PortRange(54)))])]
        cluster.apply(.policy(policy.key, policy))
        var cutter = Cutter()
        cutter.note(from: before, to: Resolver.policy(of: "n0", in: cluster), now: .seconds(3))
        #expect(cutter.due == .seconds(3))
    }

    @Test("a peer that stops being one affects the pods that ask for it")
    func peers() {
        var cluster = SmallShop.cluster()
        let before = Resolver.policy(of: "n0", in: cluster)
        var web = SmallShop.web
        web.labels = Labels(["app": "other"])
        cluster.apply(.pod(web.key, web))
        var cutter = Cutter()
        cutter.note(from: before, to: Resolver.policy(of: "n0", in: cluster), now: .zero)
        let table = ValueConnections()
        _ = cutter.look(table, bit: Self.bit, Self.judge(cluster), clock: ManualClock().reader)
        #expect(table.asked.first?.contains(address("10.0.0.2")) == true)
        #expect(table.asked.first?.contains(address("10.0.1.9")) == false)
    }

    @Test("a change while the second look of another waits is looked at at once, and each has its own second look")
    func interleaved() {
        let table = ValueConnections()
        let clock = ManualClock()
        var cutter = Cutter()
        let db = Set(["10.0.0.2", "fd00::2"].map { address($0) })
        cutter.note(from: Self.policy(false), to: Self.policy(true), now: .zero)
        _ = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        clock.now = .milliseconds(40)
        cutter.noteAnything(now: clock.now)
        #expect(cutter.due == .milliseconds(40))
        _ = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(cutter.due == .milliseconds(100))
        clock.now = .milliseconds(100)
        _ = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(cutter.due == .milliseconds(140))
        #expect(table.asked.map(\.count) == [2, 4, 2] && table.asked[2] == db)
        clock.now = .milliseconds(140)
        _ = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(table.asked.last?.count == 4 && cutter.due == nil)
    }

    @Test(
        "two looks may follow each other at once; more lie 400 times their length apart, up to two seconds",
        arguments: [(4, [0, 104, 1_600, 3_200, 4_800]), (100, [0, 200, 2_000, 4_000, 6_000])])
    func rests(length: Int, times: [Int]) {
        let table = ValueConnections()
        let clock = ManualClock()
        table.onLook = { clock.now += .milliseconds(length) }
        var cutter = Cutter()
        var starts: [Duration] = []
        cutter.noteAnything(now: .zero)
        for _ in times {
            clock.now = cutter.due ?? .zero
            starts.append(clock.now)
            _ = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
            // The second is the second look of the first alone; from then on something changes all the time.
            if starts.count > 1 { cutter.noteAnything(now: clock.now) }
        }
        #expect(starts == times.map { .milliseconds($0) })
    }

    @Test("what changes while connections are listed is looked at behind it, and no look begins meanwhile")
    func meanwhile() {
        let clock = ManualClock()
        let table = ValueConnections()
        var cutter = Cutter()
        let db = Set(["10.0.0.2", "fd00::2"].map { address($0) })
        cutter.note(from: Self.policy(false), to: Self.policy(true), now: .zero)
        #expect(cutter.begin(now: .zero) == .addresses(db) && cutter.due == nil)
        clock.now = .milliseconds(10)
        cutter.noteAnything(now: clock.now)
        #expect(cutter.due == nil)
        _ = cutter.end(.success([]), in: table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(cutter.due == .milliseconds(10) && cutter.begin(now: clock.now) == .everybody)
        _ = cutter.end(.failure(.stale), in: table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(cutter.due == .milliseconds(1_010) && cutter.begin(now: cutter.due ?? .zero) == .everybody)
    }

    @Test("a look that fails is tried again after a second, with all that was to be looked at")
    func failingLook() {
        let table = ValueConnections()
        let clock = ManualClock()
        table.lookFailure = .lost(.noBufferSpace)
        var cutter = Cutter()
        cutter.noteAnything(now: .zero)
        let result = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(result == Cutter.Result(failure: .lost(.noBufferSpace)))
        #expect(cutter.due == .seconds(1))
        table.lookFailure = nil
        clock.now = .seconds(1)
        _ = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(table.asked.last?.count == 4 && cutter.due == .milliseconds(1_100))
    }

    @Test("one connection that cannot be marked keeps none of the others open, and is tried again")
    func failingMark() {
        let table = ValueConnections()
        table.all = [
            TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 80),
            TrackedConnection(from: "10.0.0.1", to: "10.0.0.2", 81),
        ]
        table.unmarkable = [table.all[0].original]
        let clock = ManualClock()
        var cutter = Cutter()
        cutter.noteAnything(now: .zero)
        let result = cutter.look(table, bit: Self.bit, Self.judge(), clock: clock.reader)
        #expect(result.failure == .rejected(.noMemory) && result.cut.count == 1)
        #expect(table.all.map(\.mark) == [0, Self.bit] && cutter.due == .seconds(1))
    }

    private static func policy(_ isPoliced: Bool) -> NodePolicy {
        Resolver.policy(of: "n0", in: SmallShop.cluster(isPoliced: isPoliced))
    }

    private static func judge(
        _ cluster: Cluster = SmallShop.cluster(), node: String = "n0", policesOwnNode: Bool = true
    ) -> ConnectionJudge {
        ConnectionJudge(cluster, node: node, policesOwnNode: policesOwnNode)
    }

    private static func other(from source: String, to destination: String) -> TrackedConnection {
        let (source, destination) = (address(source), address(destination))
        let gre = TransportProtocol(rawValue: 47)
        return TrackedConnection(
            original: ConnectionTuple(from: source, to: destination, gre, .ports(source: 0, destination: 5432)),
            reply: ConnectionTuple(from: destination, to: source, gre, .ports(source: 5432, destination: 0)))
    }
}

extension Cutter {
    /// A look from its beginning to its end.
    fileprivate mutating func look(
        _ table: ValueConnections, bit: UInt32, _ judge: ConnectionJudge, clock: () -> Duration
    ) -> Result {
        let local = ["10.0.0.1", "10.0.0.2", "fd00::1", "fd00::2"].map { address($0) }
        let addresses =
            switch begin(now: clock()) {
            case .everybody: Set(local)
            case .addresses(let some): some
            }
        let listed = ConnectionListing.Outcome { () throws(KernelError) in try table.connections(of: addresses) }
        return end(listed, in: table, bit: bit, judge, clock: clock)
    }
}

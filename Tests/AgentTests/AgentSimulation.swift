import Addresses
import Agent
import ClusterSupport
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine
import TestSupport

/// An agent on a kernel of values and a clock that a test moves, and a world that does its worst, all by one seed.
struct AgentSimulation {
    let clock = ManualClock()
    let kernel = MemoryKernel()
    private(set) var cluster = Cluster()
    private(set) var core: AgentCore<MemoryKernel>
    private(set) var options = AgentOptions(node: ClusterGenerator.node)
    private var mailbox = Mailbox()
    private var generator: ClusterGenerator
    private var kept: Ruleset?
    private var links: [IPAddress: String]?
    /// The addresses whose links the agent asks for.
    private var followed: Set<IPAddress> = []
    private let connections = ValueConnections()
    /// Whether somebody else removed the table, and nobody made another yet.
    private var isRemoved = false
    /// Whether the table is one that somebody else damaged: on the way out of it nothing is promised.
    private var isDamaged = false
    private var hadTable = false
    /// Whether packets are sent at each phase, which is dear.
    private let watchesPhases: Bool
    private(set) var log: [String] = []
    /// What was wrong on the way.
    private(set) var faults: [String] = []

    init(seed: UInt64, watchesPhases: Bool = false) throws(KernelError) {
        self.watchesPhases = watchesPhases
        generator = ClusterGenerator(SeededGenerator(seed: seed))
        options.compiler.cutMark = 0x2000_0000
        core = AgentCore(
            options, kernel: kernel, connections: connections, hearsOfChanges: true, clock: clock.reader)
        try core.boot(nil)
    }

    /// What a fresh agent would make of the cluster.
    var expected: Ruleset {
        var compiler = options.compiler
        if options.enforcement == .audit { compiler.denial = .pass }
        if options.enforcement == .off { return PolicyCompiler(compiler).ruleset(of: NodePolicy(), NodeFacts()) }
        let facts = NodeFacts(
            links: links ?? [:], podRanges: .init(cluster.nodes[options.node]?.podRanges ?? []),
            unknownPods: options.unknownPods,
            policesOwnNode: options.policesOwnNode)
        return PolicyCompiler(compiler).ruleset(of: Resolver.policy(of: options.node, in: cluster), facts)
    }

    /// Some steps of a schedule.
    mutating func run(_ count: Int) throws(KernelError) {
        for event in generator.events() { say(event) }
        for _ in 0..<count { try act() }
    }

    /// Nothing goes wrong any more: until it rests, or has had time enough.
    mutating func settle() {
        kernel.removeFaults()
        connections.lookFailure = nil
        if links != nil { find(Dictionary(uniqueKeysWithValues: localAddresses.map { ($0, "veth") })) }
        // Beyond every wait: for a look without a reason, and for addresses that linger.
        for _ in 0..<4 {
            clock.now += .seconds(61)
            for _ in 0..<50 where step() { clock.now += .milliseconds(5) }
        }
    }

    private mutating func say(_ event: ClusterEvent) {
        cluster.apply(event)
        mailbox.put(event, now: clock.now)
    }

    /// Connections that are open and should not be, or the other way round.
    var wronglyOpen: [TrackedConnection] {
        guard options.enforcement == .enforce, options.established == .cut else { return [] }
        let judge = Judge(cluster, policesOwnNode: options.policesOwnNode)
        return connections.all.filter { connection in
            let judgement = judge.judge(Flow(connection))
            let isDenied =
                !judgement.egress.isAllowed && isLocal(judgement.flow.source)
                || !judgement.ingress.isAllowed && isLocal(judgement.flow.destination)
            // Nobody looks at what a pod left behind that went.
            let isForsaken = [judgement.flow.source, judgement.flow.destination].contains { !isLocal($0) }
            return isDenied ? connection.mark == 0 : connection.mark != 0 && !isForsaken
        }
    }

    private func isLocal(_ address: IPAddress) -> Bool { cluster.owner(of: address)?.node == options.node }

    private var localAddresses: Set<IPAddress> {
        Set(
            cluster.pods(on: options.node).compactMap { cluster.pods[$0] }.filter(\.isOnPodNetwork).flatMap(\.addresses)
        )
    }

    private mutating func find(_ links: [IPAddress: String]) {
        self.links = links
        mailbox.put(LocalLinks(links, of: localAddresses.union(followed)))
    }

    /// Links lead to most pods, and to some that are gone.
    private mutating func findLinks() {
        var links = self.links?.filter { _ in generator.chance(5) } ?? [:]
        for address in localAddresses.sorted() where generator.chance(8) { links[address] = "veth" }
        find(links)
    }

    /// Somebody connects, where the rules that there are let it pass.
    private mutating func connect() {
        let flow = FlowGenerator(cluster).flow(&generator.random)
        guard case .port(let transport, let port) = flow.traffic else { return }
        let packet = NodeView(cluster, node: options.node).packet(flow)
        guard kernel.ruleset.map({ PacketTracer($0).verdict(packet) == .accepted }) ?? true else { return }
        connections.all.append(
            TrackedConnection(
                transport.transport, from: "\(flow.source)", UInt16(connections.all.count), to: "\(flow.destination)",
                port))
    }

    /// What may not be: a table that goes without anybody's removing it.
    private mutating func checkTable() {
        let isThere = kernel.ruleset != nil
        if hadTable, !isThere, !isRemoved { faults.append("the table went by itself") }
        if isThere { (hadTable, isRemoved) = (true, false) }
    }

    /// What may not be: that something passes in between which both the old and the new rules forbid.
    private mutating func checkPhases(from old: Ruleset?, behind count: Int) {
        let phases = kernel.applied.dropFirst(count)
        defer { if kernel.ruleset == core.wanted { isDamaged = false } }
        guard watchesPhases, !isDamaged, let old, let new = kernel.ruleset, phases.count > 1 else { return }
        let flows = FlowGenerator(cluster)
        let packets = (0..<40).map { _ in
            NodeView(cluster, node: options.node).packet(flows.flow(&generator.random))
        }
        let (before, after) = (PacketTracer(old), PacketTracer(new))
        let forbidden = packets.filter { before.verdict($0) != .accepted && after.verdict($0) != .accepted }
        for phase in phases.dropLast() {
            let between = phase.result.map { PacketTracer($0) }
            for packet in forbidden where between.map({ $0.verdict(packet) == .accepted }) ?? true {
                faults.append("\(packet) passes in between")
            }
        }
    }

    /// Lets the agent work; whether it wants to be called again soon.
    @discardableResult
    private mutating func step() -> Bool { work { core, contents in core.step(contents) } }

    /// Somebody orders it to synchronise: where it says that this is done, the table is as it should be.
    private mutating func order() {
        _ = work { core, contents in
            core.synchronise(contents)
            return nil
        }
        if core.synchronisation?.isDone == true, kernel.ruleset != core.wanted {
            faults.append("an order was carried out, and the table is another")
        }
    }

    private mutating func work(
        _ body: (inout AgentCore<MemoryKernel>, Mailbox.Contents) -> Duration?
    ) -> Bool {
        let (old, count) = (kernel.ruleset, kernel.applied.count)
        let due = body(&core, mailbox.take())
        checkTable()
        checkPhases(from: old, behind: count)
        for report in core.takeReports() {
            log.append("\(report)".prefix(120).description)
            if case .programmed(let programming) = report { kept = programming.ruleset }
            if case .localPods(let addresses) = report { followed = addresses }
        }
        return due.map { $0 <= clock.now + .seconds(6) } ?? false
    }

    private mutating func act() throws(KernelError) {
        switch Int.random(in: 0..<25, using: &generator.random) {
        case 23: order()
        case 19: findLinks()
        case 20...22: connect()
        case 0...6: say(generator.event())
        case 7...12: step()
        case 13: clock.now += .milliseconds(Int.random(in: 0...20, using: &generator.random))
        case 14: clock.now += .seconds(Int.random(in: 0...600, using: &generator.random))
        case 15: addFault()
        case 16: kernel.commitByOthers()
        case 17: damage()
        case 18: change()
        default: try restart()
        }
    }

    private mutating func addFault() {
        let errors: [KernelError] = [
            .stale, .rejected(.busy), .lost(.noBufferSpace), .unreadable("simulated"), .notPermitted,
        ]
        if generator.chance(2) {
            connections.lookFailure = connections.lookFailure == nil ? .lost(.noBufferSpace) : nil
            return
        }
        let next = kernel.callCounts
        if generator.chance(5) {
            kernel.add(
                .init(
                    .apply, number: next.apply + Int.random(in: 1...3, using: &generator.random),
                    generator.pick(errors), isCommitted: false))
        } else if generator.chance(5) {
            kernel.add(.init(.apply, number: next.apply + 1, .lost(.noBufferSpace), isCommitted: true))
        } else {
            kernel.add(.init(.observe, number: next.observe + 1, generator.pick(errors)))
        }
    }

    /// Somebody removes something; a notice may come, come late, or not at all.
    private mutating func damage() {
        let choice = Int.random(in: 0..<4, using: &generator.random)
        var random = generator.random
        kernel.changeByOthers { ruleset in
            switch choice {
            case 0: ruleset = nil
            case 1:
                let chains = ruleset?.chains ?? [:]
                ruleset?.chains = chains.mapValues { Chain([], base: $0.base, keeping: $0.comment) }
            case 2:
                let names = (ruleset?.sets ?? [:]).keys.sorted()
                guard let name = names.randomElement(using: &random) else { return }
                // A comment stays as it was made, and says nothing.
                if let layout = ruleset?.sets[name]?.layout { ruleset?.sets[name]?.elements = Elements(layout, []) }
            default: ruleset?.foreign = [.flowTable("theirs")]
            }
        }
        generator.random = random
        (isDamaged, isRemoved) = (true, isRemoved || choice == 0)
        if generator.chance(6) { mailbox.putSuspicion() }
    }

    private mutating func change() {
        switch Int.random(in: 0..<5, using: &generator.random) {
        case 0: core.pause(for: .seconds(Int.random(in: 1...90, using: &generator.random)))
        case 1: core.resume()
        default:
            options.enforcement = generator.pick(AgentOptions.Enforcement.allCases)
            options.established = generator.pick([.cut, .cut, .keep])
            options.unknownPods = generator.pick([.allow, .deny])
            options.policesOwnNode = generator.chance(5)
            core.change(options)
        }
    }

    /// A crash and a new agent, which hears of everything anew.
    private mutating func restart() throws(KernelError) {
        mailbox = Mailbox()
        core = AgentCore(
            options, kernel: kernel, connections: connections, hearsOfChanges: true, clock: clock.reader)
        if let links { mailbox.put(LocalLinks(links, of: localAddresses)) }
        do {
            try core.boot(kept, BootRetries()) { _, _ in true }
        } catch {
            kernel.removeFaults()
            try core.boot(kept)
        }
        let cluster = cluster
        for event: ClusterEvent in [
            .nodes(Array(cluster.nodes.values)), .namespaces(Array(cluster.namespaces.values)),
            .pods(Array(cluster.pods.values)), .policies(cluster.policies),
        ] { mailbox.put(event, now: clock.now) }
    }
}

extension Flow {
    /// How a connection of the simulation, which translates nothing, began.
    fileprivate init(_ connection: TrackedConnection) {
        let transport = PortedProtocol.allCases.first { $0.transport == connection.transport }
        self.init(
            from: connection.original.source, to: connection.original.destination,
            .port(transport ?? .tcp, connection.original.destinationPort ?? 0))
    }
}

extension PortedProtocol {
    fileprivate var transport: TransportProtocol {
        switch self {
        case .tcp: .tcp
        case .udp: .udp
        case .sctp: .sctp
        }
    }
}

/// A clock that stands still until it is moved.
final class ManualClock {
    var now = Duration.zero

    /// Its time, for whoever asks.
    var reader: () -> Duration { { self.now } }
}

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
    private(set) var log: [String] = []

    init(seed: UInt64) throws(KernelError) {
        generator = ClusterGenerator(SeededGenerator(seed: seed))
        core = AgentCore(options, kernel: kernel, hearsOfChanges: true, clock: clock.reader)
        try core.boot(nil)
    }

    /// What a fresh agent would make of the cluster.
    var expected: Ruleset {
        var compiler = options.compiler
        if options.enforcement == .audit { compiler.denial = .pass }
        if options.enforcement == .off { return PolicyCompiler(compiler).ruleset(of: NodePolicy(), NodeFacts()) }
        let facts = NodeFacts(
            podRanges: .init(cluster.nodes[options.node]?.podRanges ?? []), unknownPods: options.unknownPods,
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

    /// Lets the agent work; whether it wants to be called again soon.
    @discardableResult
    private mutating func step() -> Bool {
        let due = core.step(mailbox.take())
        for report in core.takeReports() {
            log.append("\(report)".prefix(120).description)
            if case .programmed(let programming) = report { kept = programming.ruleset }
        }
        return due.map { $0 <= clock.now + .seconds(6) } ?? false
    }

    private mutating func act() throws(KernelError) {
        switch Int.random(in: 0..<20, using: &generator.random) {
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
                let layout = ruleset?.sets[name]?.layout
                ruleset?.sets[name] = layout.map { NamedSet(Elements($0, [])) }
            default: ruleset?.foreign = [.flowTable("theirs")]
            }
        }
        generator.random = random
        if generator.chance(6) { mailbox.put(.foreignCommit) }
    }

    private mutating func change() {
        switch Int.random(in: 0..<5, using: &generator.random) {
        case 0: core.pause(for: .seconds(Int.random(in: 1...90, using: &generator.random)))
        case 1: core.resume()
        default:
            options.enforcement = generator.pick(AgentOptions.Enforcement.allCases)
            options.unknownPods = generator.pick([.allow, .deny])
            options.policesOwnNode = generator.chance(5)
            core.change(options)
        }
    }

    /// A crash and a new agent, which hears of everything anew.
    private mutating func restart() throws(KernelError) {
        mailbox = Mailbox()
        core = AgentCore(options, kernel: kernel, hearsOfChanges: true, clock: clock.reader)
        do { try core.boot(kept) } catch { kernel.removeFaults(); try core.boot(kept) }
        let cluster = cluster
        for event: ClusterEvent in [
            .nodes(Array(cluster.nodes.values)), .namespaces(Array(cluster.namespaces.values)),
            .pods(Array(cluster.pods.values)), .policies(cluster.policies),
        ] { mailbox.put(event, now: clock.now) }
    }
}

/// A clock that stands still until it is moved.
final class ManualClock {
    var now = Duration.zero

    /// Its time, for whoever asks.
    var reader: () -> Duration { { self.now } }
}

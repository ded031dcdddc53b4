public import Addresses
internal import KubernetesModel
public import Nftables
public import PolicyCompiler
public import PolicyEngine

/// The agent without threads: takes what changed, works out the rules, and brings the kernel to them.
///
///     contents of the mailbox ──► Cluster ──► Resolver ──► PolicyCompiler ──► Reconciler ──► Kernel
///
/// One thread calls it, again and again, when something came in and at the time that it asks for. It asks its clock for
/// the time and nobody for anything else, so tests can lead it through any order of events, faults and waits.
public struct AgentCore<Node: Kernel> {
    /// What the node's owner chose.
    public private(set) var options: AgentOptions

    private let kernel: Node
    private let connections: (any ConnectionTable)?
    private let findLinks: (Set<IPAddress>) -> LocalLinks?
    private let elsewhere: (@escaping @Sendable () -> Void) -> Void
    private let clock: () -> Duration

    // What is known.
    var cluster: Cluster
    private var changes = ClusterChanges()
    /// What the node says its pods' addresses are taken from.
    public private(set) var nodeRanges = AddressRanges()
    private var nodePrefixes: [CIDR] = []
    private(set) var links = FollowedLinks()

    // What it means.
    private var resolver: Resolver
    var policy = NodePolicy()
    /// How many of the node's pods are isolated in each direction.
    private(set) var isolatedPodCounts = NodePolicy().isolatedPodCounts
    private var lingering = Lingering()
    private var compilation: Compilation?

    // What is done about it.
    private var pacing: Pacing
    var reconciler: Reconciler
    private var work = Work()
    private var cutter = Cutter()
    private var listing: ConnectionListing?
    private var lookDue: Duration?
    private(set) var brokenPolicies: [ObjectKey] = []
    private(set) var pausedUntil: Duration?
    private(set) var figures = AgentFigures()
    private var reports: [AgentReport] = []
    /// What the last order to synchronise has come to; `nil` before the first.
    public private(set) var synchronisation: Synchronisation?

    /// An agent that knows nothing yet.
    ///
    /// - Parameter connections: where open connections are cut; `nil` where they are left alone.
    /// - Parameter hearsOfChanges: whether nobody else can change the table, or notices tell of whoever does.
    /// - Parameter findLinks: asked once, before the first rules, which would take links out of a table that stands.
    /// - Parameter elsewhere: does what may take long, at once or on another thread; then `step` is to be called again.
    public init(
        _ options: AgentOptions, kernel: Node, connections: (any ConnectionTable)? = nil, hearsOfChanges: Bool,
        findLinks: @escaping (Set<IPAddress>) -> LocalLinks? = { _ in nil },
        elsewhere: @escaping (@escaping @Sendable () -> Void) -> Void = { $0() }, clock: @escaping () -> Duration
    ) {
        self.options = options
        self.kernel = kernel
        self.connections = connections
        self.findLinks = findLinks
        self.elsewhere = elsewhere
        self.clock = clock
        cluster = Cluster(nodeLocalDNS: options.nodeLocalDNS)
        resolver = Resolver(node: options.node)
        pacing = options.pacing
        reconciler = Reconciler(hearsOfChanges: hearsOfChanges)
    }

    /// Takes over the table that stands, until the cluster is known: from then on it is restored where it goes.
    /// Where there is none, makes one of what was kept.
    public mutating func boot(_ kept: Ruleset?) throws(KernelError) {
        let found = try kernel.observe()
        if var ruleset = found.ruleset {
            ruleset.foreign = []
            reconciler.want(ruleset)
        } else if let kept {
            reconciler.want(kept)
            reports.append(.booted)
        }
        reconciler.take(.observed(found), now: clock())
    }

    /// Works off what came in and what is due; when to call again at the latest, where nothing comes in.
    public mutating func step(_ contents: Mailbox.Contents = Mailbox.Contents()) -> Duration? {
        take(contents)
        if let pausedUntil, pausedUntil <= clock() { resume() }
        if let lookDue, lookDue <= clock() { suspect() }
        if let due = lingering.nextDeadline(links.found), due <= clock() { noteChange(at: due) }
        if let due = pacing.due, due <= clock(), isListed { resolve() }
        let next = reconcile()
        cut()
        return [
            next, isListed ? pacing.due : nil, lookDue, pausedUntil, lingering.nextDeadline(links.found),
            mayCut ? cutter.due : nil,
        ].compactMap { $0 }.min()
    }

    /// What happened since this was asked last.
    public mutating func takeReports() -> [AgentReport] {
        defer { reports = [] }
        return reports
    }

    /// Works on by other options, which take effect at once.
    public mutating func change(_ options: AgentOptions) {
        let now = clock()
        if options.node != self.options.node || options.nodeLocalDNS != self.options.nodeLocalDNS {
            preconditionFailure("another node, or other addresses of DNS, need another agent")
        }
        self.options = options
        pacing = options.pacing
        noteChange(at: now)
        cutter.noteAnything(now: now)
    }

    private mutating func noteChange(at time: Duration) {
        pacing.noteChange(at: time)
        work.noteChange(at: time)
    }

    /// Opens this node for a time: no policy is enforced, and then all of them again.
    public mutating func pause(for time: Duration) {
        let now = clock()
        pausedUntil = now + time
        noteChange(at: now)
        reports.append(.paused(for: time))
    }

    /// Removes the table, for an end that is to leave nothing; whether the kernel let us at once.
    public mutating func retire() -> Bool {
        reconciler.want(nil)
        return reconcile() == nil && reconciler.condition == .inSync
    }

    /// Guards this node again.
    public mutating func resume() {
        guard pausedUntil != nil else { return }
        let now = clock()
        pausedUntil = nil
        noteChange(at: now)
        cutter.noteAnything(now: now)
        reports.append(.resumed)
    }

    /// Works off at once what came in and what waits, looks at the table, and puts right what differs. Where the
    /// kernel does not let us, the steps that follow go on, and `synchronisation` says what has come of it.
    public mutating func synchronise(_ contents: Mailbox.Contents = Mailbox.Contents()) {
        catchUp(contents)
        synchronisation = Synchronisation()
        suspect()
        reconciler.hurry()
        _ = step()
    }

    /// What an order to synchronise would commit now; nothing is.
    public mutating func rehearse(
        _ contents: Mailbox.Contents = Mailbox.Contents()
    ) throws(Synchronisation.Failure) -> [Synchronisation.Part] {
        catchUp(contents)
        let found: Observation
        do throws(KernelError) {
            found = try kernel.observe()
        } catch {
            throw .kernel(error)
        }
        do throws(PlanError) {
            return try changesAroundMisfits(from: found.ruleset, to: reconciler.wanted).map(Synchronisation.Part.init)
        } catch {
            throw .plan(error)
        }
    }

    /// Has what is wanted answer all that was said so far.
    private mutating func catchUp(_ contents: Mailbox.Contents) {
        take(contents)
        if pacing.isWaiting, isListed { resolve() }
    }

    /// Asks the kernel something that changes nothing.
    public func asking<Answer, Failure: Error>(
        _ question: (Node) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        try question(kernel)
    }

    /// What is known of the cluster.
    public var knownCluster: Cluster { cluster }

    /// What the table should be; `nil` also while nothing is wanted yet.
    public var wanted: Ruleset? { reconciler.wanted }

    /// Whether all is known that the rules depend on; before, what is not known is not what is not there.
    public var isListed: Bool {
        cluster.isComplete
            && (options.unknownPods == .allow || options.podRanges != nil || cluster.listed.contains(.nodes))
    }

    // MARK: taking

    private mutating func take(_ contents: Mailbox.Contents) {
        if contents.isEmpty { return }
        let now = clock()
        let wasListed = isListed
        for event in contents.events {
            work.noteWrites(in: event, over: cluster)
            changes.append(cluster.apply(event))
        }
        if let found = contents.links, links.take(found) { noteChange(at: now) }
        if isListed != wasListed {
            reports.append(
                .listed(
                    pods: cluster.pods.count, policies: cluster.policies.count, namespaces: cluster.namespaces.count))
        }
        if !changes.isEmpty || isListed != wasListed {
            noteChange(at: contents.since ?? now)
        }
        let ranges = cluster.nodes[options.node]?.podRanges ?? []
        if ranges != nodePrefixes { (nodePrefixes, nodeRanges) = (ranges, AddressRanges(ranges)) }
        if contents.isSuspicious { suspect() }
    }

    private mutating func suspect() {
        lookDue = nil
        reconciler.suspect()
    }

    // MARK: working out

    private mutating func resolve() {
        let start = clock()
        let previous = policy
        policy = resolver.update(cluster, changes)
        if !changes.policies.isEmpty { brokenPolicies = cluster.brokenPolicies }
        changes = ClusterChanges()
        let lingeringBefore = lingering.addresses
        lingering.follow(from: previous, to: policy, in: cluster, links: links.found, now: start)
        if compilation == nil, let found = findLinks(policy.addresses) { _ = links.take(found) }
        let isOpen = isOpen
        let compiled = PolicyCompiler(options.effectiveCompiler).compile(
            isOpen ? NodePolicy() : policy, isOpen ? NodeFacts() : facts, after: compilation)
        compilation = compiled
        links.noteCompiled()
        reconciler.want(compiled.ruleset)
        if previous.pods != policy.pods || lingering.addresses != lingeringBefore { noteLocalPods() }
        work.noteArrivals(from: previous, to: policy, in: cluster)
        work.noteIsolating(in: policy)
        let end = clock()
        pacing.noteRound(from: start, to: end)
        work.noteCompiled(in: end - start)
        // The first time there was no policy before, so all pods of the node are looked at.
        cutter.note(from: previous, to: policy, now: end)
    }

    private mutating func noteLocalPods() {
        isolatedPodCounts = policy.isolatedPodCounts
        // Links of addresses that linger are looked at as well: that they are gone ends the lingering.
        let addresses = policy.addresses.union(lingering.addresses)
        if links.follow(addresses) { reports.append(.localPods(addresses)) }
    }

    /// Whether there are no rules, by choice.
    private var isOpen: Bool { options.enforcement == .off || pausedUntil != nil }

    /// What rules are to know of the node beside its policies, as soon as there are any.
    public var facts: NodeFacts {
        NodeFacts(
            links: links.found?.names ?? [:], lingering: lingering.addresses,
            podRanges: options.podRanges ?? nodeRanges,
            unknownPods: options.unknownPods, policesOwnNode: options.policesOwnNode)
    }

    // MARK: doing

    /// Goes on until the kernel is as it should be, or something has to be waited for: then until when.
    private mutating func reconcile() -> Duration? {
        // Far more than any way has phases; what is left is done at the next call.
        for _ in 0..<1_000 {
            let action = reconciler.next(now: clock())
            takeReconcilerReports()
            switch action {
            case .rest:
                noteRest()
                return nil
            case .wait(let until): return until
            case .observe: perform { kernel throws(KernelError) in .observed(try kernel.observe()) }
            case .askGeneration: perform { kernel throws(KernelError) in .generation(try kernel.generation()) }
            case .apply(let phase, let generation):
                let count = figures.commitCount
                perform { kernel throws(KernelError) in .applied(try kernel.apply(phase, expecting: generation)) }
                if figures.commitCount > count { synchronisation?.note(phase) }
                work.phaseCount += 1
            }
        }
        return clock()
    }

    private mutating func perform(_ action: (Node) throws(KernelError) -> Reconciler.Outcome) {
        let start = clock()
        let outcome: Reconciler.Outcome
        do throws(KernelError) {
            outcome = try action(kernel)
        } catch {
            outcome = .failed(error)
        }
        let end = clock()
        figures.note(outcome, took: end - start)
        reconciler.take(outcome, now: end)
        takeReconcilerReports()
    }

    private mutating func takeReconcilerReports() {
        for report in reconciler.takeReports() {
            // While rules were missing anything may have passed.
            if case .drift = report { cutter.noteAnything(now: clock()) }
            reports.append(.kernel(report))
        }
    }

    // MARK: cutting

    private var mayCut: Bool {
        connections != nil && reconciler.condition == .inSync && figures.programmingCount > 0 && pausedUntil == nil
            && options.established == .cut && options.enforcement == .enforce && options.compiler.cutMark != nil
    }

    private mutating func cut() {
        guard mayCut, let connections, let bit = options.compiler.cutMark else { return }
        if listing == nil, let due = cutter.due, due <= clock() { listing = list(connections) }
        guard let done = listing, let listed = done.listed else { return }
        listing = nil
        let judge = ConnectionJudge(cluster, node: options.node, policesOwnNode: options.policesOwnNode)
        let result = cutter.end(listed, in: connections, bit: bit, judge, clock: clock)
        figures.noteConnectionLook(took: clock() - done.start)
        if !result.cut.isEmpty { reports.append(.cut(result.cut)) }
        if !result.restored.isEmpty { reports.append(.restored(result.restored)) }
        if let failure = result.failure { reports.append(.connectionsUnreachable(failure)) }
    }

    private mutating func list(_ connections: any ConnectionTable) -> ConnectionListing {
        let start = clock()
        let addresses =
            switch cutter.begin(now: start) {
            case .everybody: policy.addresses
            case .addresses(let some): some
            }
        let listing = ConnectionListing(start: start)
        // Nobody else asks the table before the listing is there.
        nonisolated(unsafe) let table = connections
        elsewhere { listing.finish(.init { () throws(KernelError) in try table.connections(of: addresses) }) }
        return listing
    }

    /// The kernel is as it should be: says so where that answers a change, and sets when to look again.
    private mutating func noteRest() {
        guard reconciler.condition == .inSync else { return }
        synchronisation?.isDone = true
        let now = clock()
        if lookDue == nil { lookDue = now + options.lookInterval }
        figures.lastSync = now
        links.noteProgrammed()
        guard let done = work.finished(at: now), let ruleset = reconciler.wanted else { return }
        figures.note(done)
        reports.append(
            .programmed(
                Programming(
                    ruleset: ruleset, phaseCount: done.phaseCount, latency: done.latency,
                    compileTime: done.compileTime, arrivals: done.arrivals,
                    policies: done.policies, isOpen: isOpen, isFirst: figures.programmingCount == 1)))
    }
}

extension Cluster {
    /// The policies that cannot be read in full.
    fileprivate var brokenPolicies: [ObjectKey] {
        policies.filter { $0.defects.contains { $0.severity == .error } }.map(\.key)
    }
}

extension NodePolicy {
    /// The addresses of the node's pods.
    var addresses: Set<IPAddress> { Set(pods.values.flatMap(\.addresses)) }
}

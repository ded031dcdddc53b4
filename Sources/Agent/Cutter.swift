import Addresses
import KubernetesModel
import Nftables
import PolicyEngine

/// Cuts open connections that the policies no longer allow, and lets go of those that they allow again.
///
/// Deleting an entry is no cut: the next segment of the other side makes a new one the other way round. So a bit of the
/// connection's mark is set, and a rule before all others drops what carries it. It looks right behind a change, and
/// once more a moment later, since a packet that the old rules let through may have made its entry meanwhile.
struct Cutter {
    /// What came of a look.
    struct Result: Hashable {
        var cut: [TrackedConnection] = []
        var restored: [TrackedConnection] = []
        /// What went wrong first; what is listed above was done all the same.
        var failure: KernelError?
    }

    /// Whose connections to look at.
    enum Scope: Hashable {
        /// Those of pods with these addresses.
        case addresses(Set<IPAddress>)
        /// Those of all local pods.
        case everybody

        /// Both of them.
        func union(_ other: Scope) -> Scope {
            guard case .addresses(let here) = self, case .addresses(let there) = other else { return .everybody }
            return .addresses(here.union(there))
        }
    }

    /// Whose connections to look at because of a change, and since when.
    private struct Reason {
        let since: Duration
        var scope: Scope

        /// Both of them, where there are two.
        func joined(with later: Reason?) -> Reason {
            later.map { Reason(since: since, scope: scope.union($0.scope)) } ?? self
        }
    }

    /// A look that is under way.
    private struct Look {
        let start: Duration
        let reason: Reason?
        let again: [(time: Duration, scope: Scope)]
    }

    private static let secondLook = Duration.milliseconds(100)
    private static let failureRest = Duration.seconds(1)
    /// Looks lie on average so many times their length apart, and no more than two follow each other at once: looking
    /// takes at most a quarter of a hundredth of one core. Measured at 20 changes a second: with 30 it took 1.7
    /// hundredths, more than working out the rules.
    private static let restFactor = 400
    /// On a machine that is busy a look may take long for no reason of ours; what is forbidden goes on for no longer.
    private static let restMax = Duration.seconds(2)

    /// Why to look, because of changes that came since the last look began.
    private var reason: Reason?
    /// Whose connections to look at once more, and when; in the order of time.
    private var later: [(time: Duration, scope: Scope)] = []
    private var underWay: Look?
    private var restUntil = Duration.zero
    /// When the looks so far would be over, had each waited for its rest.
    private var owedUntil = Duration.zero
    private var askers = Askers()

    /// When to look; `nil` while there is no reason, and while a look is under way.
    var due: Duration? {
        if underWay != nil { return nil }
        return [reason?.since, later.first?.time].compactMap { $0 }.min().map { max($0, restUntil) }
    }

    /// Takes note of what a change may have closed or opened again.
    mutating func note(from old: NodePolicy, to new: NodePolicy, now: Duration) {
        var addresses: Set<IPAddress> = []
        if old.pods != new.pods {
            addresses.formUnion(new.pods.values.filter { old.pods[$0.key] != $0 }.flatMap(\.addresses))
        }
        askers.follow(new.pods)
        for query in new.queriesAnswered(otherwiseThan: old) { addresses.formUnion(askers[query]) }
        if !addresses.isEmpty { note(.addresses(addresses), now) }
    }

    /// Takes note that anything may have passed, as at a start or where somebody removed rules.
    mutating func noteAnything(now: Duration) { note(.everybody, now) }

    private mutating func note(_ scope: Scope, _ now: Duration) {
        let new = Reason(since: now, scope: scope)
        reason = reason?.joined(with: new) ?? new
    }

    /// Begins a look: whose connections are to be listed.
    mutating func begin(now: Duration) -> Scope {
        let look = Look(start: now, reason: reason, again: later.filter { $0.time <= now })
        later.removeAll { $0.time <= now }
        reason = nil
        underWay = look
        return look.again.map(\.scope).reduce(look.reason?.scope ?? .addresses([])) { $0.union($1) }
    }

    /// Ends the look that is under way: marks what was listed. One connection that cannot be marked does not keep the
    /// others open: all are tried again soon.
    mutating func end(
        _ listed: ConnectionListing.Outcome, in table: any ConnectionTable, bit: UInt32, _ judge: ConnectionJudge,
        clock: () -> Duration
    ) -> Result {
        var result = Result()
        // Many connections are of one flow: clients differ in their own ports only.
        var known: [Flow: Bool] = [:]
        switch listed {
        case .success(let connections):
            for connection in connections {
                guard let flow = Flow(connection) else { continue }
                let isDenied = known[flow] ?? judge.denies(flow)
                known[flow] = isDenied
                mark(connection, isDenied, in: table, bit: bit, &result)
            }
        case .failure(let error): result.failure = error
        }
        rest(hasFailed: result.failure != nil, now: clock())
        return result
    }

    private mutating func rest(hasFailed: Bool, now: Duration) {
        guard let look = underWay else { return }
        underWay = nil
        if hasFailed {
            reason = look.reason?.joined(with: reason) ?? reason
            later = look.again + later
            restUntil = now + Self.failureRest
        } else {
            // What was looked at because of a change is looked at once more.
            if let scope = look.reason?.scope { later.append((now + Self.secondLook, scope)) }
            restUntil = max(owedUntil, look.start)
            owedUntil = restUntil + min((now - look.start) * Self.restFactor, Self.restMax)
        }
    }

    private func mark(
        _ connection: TrackedConnection, _ isDenied: Bool, in table: any ConnectionTable, bit: UInt32,
        _ result: inout Result
    ) {
        if isDenied == (connection.mark & bit != 0) { return }
        do throws(KernelError) {
            try table.setMark(isDenied ? bit : 0, mask: bit, on: connection)
            if isDenied { result.cut.append(connection) } else { result.restored.append(connection) }
        } catch {
            result.failure = result.failure ?? error
        }
    }
}

/// Which pods ask what: found once for pods that stay as they are, since most changes leave them so.
private struct Askers {
    private var pods: [ObjectKey: PodPolicy] = [:]
    private var addresses: [PeerQuery: Set<IPAddress>] = [:]

    /// Becomes that of these pods.
    mutating func follow(_ pods: [ObjectKey: PodPolicy]) {
        if self.pods == pods { return }
        (self.pods, addresses) = (pods, [:])
        for pod in pods.values {
            for query in pod.queries { addresses[query, default: []].formUnion(pod.addresses) }
        }
    }

    /// The addresses of the pods whose rules ask a query.
    subscript(query: PeerQuery) -> Set<IPAddress> { addresses[query] ?? [] }
}

/// What the policies say of a connection that is open.
struct ConnectionJudge {
    private let cluster: Cluster
    private let node: String
    private let judge: Judge

    /// Judges by a cluster as it is now, for one node.
    init(_ cluster: Cluster, node: String, policesOwnNode: Bool) {
        self.cluster = cluster
        self.node = node
        judge = Judge(cluster, policesOwnNode: policesOwnNode)
    }

    /// Whether this node would not let a connection begin now.
    func denies(_ connection: TrackedConnection) -> Bool { Flow(connection).map { denies($0) } ?? false }

    /// Whether this node would not let a flow begin now.
    func denies(_ flow: Flow) -> Bool {
        let judgement = judge.judge(flow)
        return !judgement.egress.isAllowed && isLocal(flow.source)
            || !judgement.ingress.isAllowed && isLocal(flow.destination)
    }

    private func isLocal(_ address: IPAddress) -> Bool { cluster.owner(of: address)?.node == node }
}

extension Flow {
    /// How a connection began, as the rules saw it: behind the change of its destination and before that of its source.
    fileprivate init?(_ connection: TrackedConnection) {
        let (source, destination) = (connection.original.source, connection.reply.source)
        guard source.family == destination.family else { return nil }
        let traffic: Traffic
        let ported = PortedProtocol.allCases.first { $0.transport == connection.transport }
        switch (connection.original.detail, connection.reply.detail, ported) {
        case (.ports, .ports(let port, _), let transport?): traffic = .port(transport, port)
        case (.icmp(let type, _, _), _, _): traffic = .icmp(type: type)
        default: traffic = .other(protocolNumber: connection.transport.rawValue)
        }
        self.init(from: source, to: destination, traffic)
    }
}

extension PodPolicy {
    /// What its rules ask.
    fileprivate var queries: Set<PeerQuery> {
        Set(((ingress?.allowances ?? []) + (egress?.allowances ?? [])).compactMap(\.query))
    }
}

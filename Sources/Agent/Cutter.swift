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

    private static let secondLook = Duration.milliseconds(100)
    private static let failureRest = Duration.seconds(1)
    /// A rest is so many times the length of a look: looking takes at most a hundredth of one core. Measured at 20
    /// changes a second: 30 took 1.7 hundredths, more than working out the rules.
    private static let restFactor = 100
    /// On a machine that is busy a look may take long for no reason of ours; what is forbidden goes on for no longer.
    private static let restMax = Duration.seconds(2)

    /// Whose connections to look at, because of a change that came since the last look; `nil`: those of all local pods.
    private var affected: Set<IPAddress>? = []
    private var affectedSince: Duration?
    /// Whose connections to look at once more, and when; in the order of time.
    private var later: [(time: Duration, addresses: Set<IPAddress>?)] = []
    private var restUntil = Duration.zero

    /// When to look; `nil` while there is no reason.
    var due: Duration? {
        [affectedSince, later.first?.time].compactMap { $0 }.min().map { max($0, restUntil) }
    }

    /// Takes note of what a change may have closed or opened again.
    mutating func note(from old: NodePolicy, to new: NodePolicy, now: Duration) {
        let changed = new.members.filter { query, members in old.members[query] != members }
        let addresses = new.pods.values.filter { pod in
            old.pods[pod.key] != pod || pod.asks(any: changed)
        }.flatMap(\.addresses)
        if addresses.isEmpty { return }
        affected?.formUnion(addresses)
        affectedSince = affectedSince ?? now
    }

    /// Takes note that anything may have passed, as at a start or where somebody removed rules.
    mutating func noteAnything(now: Duration) {
        affected = nil
        affectedSince = affectedSince ?? now
    }

    /// Looks, and marks. One connection that cannot be marked does not keep the others open: all are tried again soon.
    mutating func look(
        _ table: any ConnectionTable, bit: UInt32, _ judge: ConnectionJudge, clock: () -> Duration
    ) -> Result {
        let start = clock()
        var result = Result()
        // Many connections are of one flow: clients differ in their own ports only.
        var known: [Flow: Bool] = [:]
        do throws(KernelError) {
            for connection in try table.connections(of: addresses(at: start) ?? judge.localAddresses) {
                guard let flow = Flow(connection) else { continue }
                let isDenied = known[flow] ?? judge.denies(flow)
                known[flow] = isDenied
                mark(connection, isDenied, in: table, bit: bit, &result)
            }
        } catch {
            result.failure = error
        }
        let end = clock()
        if result.failure == nil {
            later.removeAll { $0.time <= start }
            // What was looked at because of a change is looked at once more.
            if affectedSince != nil { later.append((end + Self.secondLook, affected)) }
            (affected, affectedSince) = ([], nil)
            restUntil = end + min((end - start) * Self.restFactor, Self.restMax)
        } else {
            restUntil = end + Self.failureRest
        }
        return result
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

    /// Whose connections are due; `nil`: those of all local pods.
    private func addresses(at now: Duration) -> Set<IPAddress>? {
        var addresses: Set<IPAddress> = []
        for part in [affected] + later.filter({ $0.time <= now }).map(\.addresses) {
            guard let part else { return nil }
            addresses.formUnion(part)
        }
        return addresses
    }
}

/// What the policies say of a connection that is open.
struct ConnectionJudge {
    private let cluster: Cluster
    private let node: String
    private let judge: Judge
    /// The addresses of the node's pods.
    let localAddresses: Set<IPAddress>

    /// Judges by a cluster as it is now, for one node.
    init(_ cluster: Cluster, _ policy: NodePolicy, node: String, policesOwnNode: Bool) {
        self.cluster = cluster
        self.node = node
        judge = Judge(cluster, policesOwnNode: policesOwnNode)
        localAddresses = policy.addresses
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
    /// Whether its rules ask one of these.
    fileprivate func asks(any queries: [PeerQuery: PeerMembers]) -> Bool {
        if queries.isEmpty { return false }
        return ((ingress?.allowances ?? []) + (egress?.allowances ?? [])).contains { allowance in
            allowance.query.map { queries[$0] != nil } ?? false
        }
    }
}

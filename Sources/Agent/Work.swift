import KubernetesModel
import PolicyEngine

/// What is under way between a change and the kernel's acknowledgement.
struct Work {
    /// What was done.
    struct Done {
        let latency: Duration
        let compileTime: Duration
        let phaseCount: Int
        let arrivals: [Programming.Arrival]
        let policies: [Int64]
    }

    /// A pod whose rules are under way.
    private struct Newcomer {
        let creation: Int64
        let since: Duration
    }

    var phaseCount = 0
    private var changedSince: Duration?
    /// The oldest change that the compiled rules answer.
    private var compiledSince: Duration?
    private var compileTime = Duration.zero
    private var newcomers: [Newcomer] = []
    /// When the policies were written that came and are not worked out yet, and those that are under way.
    private var policiesCome: [ObjectKey: Int64] = [:]
    private var policiesUnderWay: [Int64] = []

    /// Takes note of a change; of those that wait together the first counts.
    mutating func noteChange(at now: Duration) { changedSince = changedSince ?? now }

    /// Takes note of isolated pods whose addresses were not known before; to be called before `noteCompiled`.
    mutating func noteArrivals(from old: NodePolicy, to new: NodePolicy, in cluster: Cluster) {
        guard let since = changedSince, old.pods != new.pods else { return }
        for (key, pod) in new.pods where pod.ingress != nil || pod.egress != nil {
            if old.pods[key]?.addresses == pod.addresses { continue }
            newcomers.append(Newcomer(creation: cluster.pods[key]?.creation ?? 0, since: since))
        }
    }

    /// Takes note of the policies of an event that a cluster does not know yet, or knows with something else in them.
    mutating func noteWrites(in event: ClusterEvent, over cluster: Cluster) {
        for policy in cluster.otherPolicies(in: event) where policy.lastWrite > 0 {
            policiesCome[policy.key] = policy.lastWrite
        }
    }

    /// Takes note of which of the policies that came isolate pods of this node; the others are for other nodes.
    mutating func noteIsolating(in policy: NodePolicy) {
        if policiesCome.isEmpty { return }
        var isolating: Set<ObjectKey> = []
        for pod in policy.pods.values {
            isolating.formUnion((pod.ingress?.policies ?? []) + (pod.egress?.policies ?? []))
        }
        policiesUnderWay += policiesCome.filter { isolating.contains($0.key) }.values.sorted()
        policiesCome = [:]
    }

    /// Takes note that rules were worked out which answer all changes so far.
    mutating func noteCompiled(in time: Duration) {
        compiledSince = compiledSince ?? changedSince
        changedSince = nil
        compileTime += time
    }

    /// What was done, when the kernel holds what was compiled; `nil` where nothing was.
    mutating func finished(at now: Duration) -> Done? {
        defer { (compiledSince, compileTime, phaseCount, newcomers, policiesUnderWay) = (nil, .zero, 0, [], []) }
        return compiledSince.map { since in
            Done(
                latency: now - since, compileTime: compileTime, phaseCount: phaseCount,
                arrivals: newcomers.map { .init(creation: $0.creation, delay: now - $0.since) },
                policies: policiesUnderWay)
        }
    }
}

extension Cluster {
    /// The policies of an event that are not known yet, or say something else than those that are.
    fileprivate func otherPolicies(in event: ClusterEvent) -> [NetworkPolicy] {
        switch event {
        case .policy(_, let policy?): saysOther(policy) ? [policy] : []
        case .policies(let all): all.filter(saysOther)
        case .policy, .namespace, .namespaces, .pod, .pods, .node, .nodes: []
        }
    }

    private func saysOther(_ policy: NetworkPolicy) -> Bool {
        policies(in: policy.key.namespace)[policy.key.name].map { !policy.says(thatOf: $0) } ?? true
    }
}

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

    /// Takes note that rules were worked out which answer all changes so far.
    mutating func noteCompiled(in time: Duration) {
        compiledSince = compiledSince ?? changedSince
        changedSince = nil
        compileTime += time
    }

    /// What was done, when the kernel holds what was compiled; `nil` where nothing was.
    mutating func finished(at now: Duration) -> Done? {
        defer { (compiledSince, compileTime, phaseCount, newcomers) = (nil, .zero, 0, []) }
        return compiledSince.map { since in
            Done(
                latency: now - since, compileTime: compileTime, phaseCount: phaseCount,
                arrivals: newcomers.map { .init(creation: $0.creation, delay: now - $0.since) })
        }
    }
}

import Addresses
import KubernetesModel
import PolicyEngine

/// What holds at one end of a connection, and why, in a form that is equal for ends that are alike.
struct EndReport: Hashable {
    /// What one policy that isolates the pod says.
    struct PolicyReport: Hashable {
        let policy: NetworkPolicy
        /// What each of its rules says; none where all ports are asked about.
        let rules: [RuleReading]
    }

    /// The direction, seen from the pod at this end.
    let direction: Direction
    /// What the Judge says.
    let end: Judgement.End
    /// What each policy that isolates the pod says, in order.
    let policies: [PolicyReport]
    /// What may pass, where all ports are asked about.
    let reach: Reach?
    /// The node that enforces it, where that is not the one that is asked about.
    let enforcedElsewhere: String?

    /// Whether it passes here, as far as the question goes.
    var isAllowed: Bool {
        if enforcedElsewhere != nil { return true }
        return reach.map { !$0.isNothing } ?? end.isAllowed
    }

    /// Whether policies do not speak of it at all.
    var isUnpoliced: Bool {
        if case .unpoliced = end { true } else { false }
    }

    /// The same without what decides nothing: why other rules do not match where one does.
    var decisive: EndReport {
        let policies = isAllowed ? [] : policies
        let end = enforcedElsewhere == nil ? end : end.isAllowed ? .notIsolated : .denied([])
        return EndReport(
            direction: direction, end: end, policies: policies, reach: reach, enforcedElsewhere: enforcedElsewhere)
    }

    /// What the API calls the peers of a rule.
    var peersField: String { direction == .ingress ? "from" : "to" }
}

extension Judgement.End {
    /// The policies that isolate the pod.
    var isolating: [ObjectKey] {
        switch self {
        case .unpoliced, .notIsolated: []
        case .allowed(_, let policies): policies
        case .denied(let shortfalls): shortfalls.map(\.policy)
        }
    }
}

import KubernetesModel

/// Says what the policies mean for a flow, sentence by sentence as the API's text has it.
///
/// It keeps no index and shares nothing with what compiles policies into rules: those rules are held against it, and
/// a mistake that both shared would never be seen.
public struct Judge: Sendable {
    /// All that is known.
    let cluster: Cluster

    private let policesOwnNode: Bool

    /// A judge of the flows of this cluster, as it is now; what pods send to their own node may be left out.
    public init(_ cluster: Cluster, policesOwnNode: Bool = true) {
        self.cluster = cluster
        self.policesOwnNode = policesOwnNode
    }

    /// What the policies say of a flow: it passes where both ends let it.
    public func judge(_ flow: Flow) -> Judgement {
        let meeting = meeting(flow)
        return Judgement(
            flow: flow, sender: meeting.sender?.key, receiver: meeting.receiver?.key,
            isToOwnNode: meeting.sender.map { isAddress(flow.destination, of: $0.node) } ?? false,
            egress: end(.egress, meeting), ingress: end(.ingress, meeting))
    }

    /// The flow with whose it is.
    func meeting(_ flow: Flow) -> Meeting {
        Meeting(flow: flow, sender: cluster.owner(of: flow.source), receiver: cluster.owner(of: flow.destination))
    }

    /// The pod at an end, where policies speak of it.
    func policed(_ direction: Direction, _ meeting: Meeting) -> Pod? {
        exemption(direction, meeting) == nil ? meeting.subject(direction) : nil
    }

    private func end(_ direction: Direction, _ meeting: Meeting) -> Judgement.End {
        if let exemption = exemption(direction, meeting) { return .unpoliced(exemption) }
        guard let subject = meeting.subject(direction) else { return .unpoliced(.outside) }
        return verdict(subject, direction, meeting)
    }

    private func exemption(_ direction: Direction, _ meeting: Meeting) -> Judgement.Exemption? {
        if meeting.flow.isNeighbourDiscovery { return .neighbourDiscovery }
        guard let subject = meeting.subject(direction) else { return .outside }
        if subject.key == meeting.other(direction)?.key { return .itself }
        if direction == .ingress, isAddress(meeting.flow.source, of: subject.node) { return .ownNode }
        if direction == .egress, !policesOwnNode, isAddress(meeting.flow.destination, of: subject.node) {
            return .toOwnNode
        }
        return nil
    }

    private func verdict(_ subject: Pod, _ direction: Direction, _ meeting: Meeting) -> Judgement.End {
        let policies = policies(of: subject, direction)
        guard !policies.isEmpty else { return .notIsolated }
        let findings = policies.map { self.findings($0, direction, meeting) }
        if let permission = findings.joined().compactMap(\.permission).first {
            return .allowed(by: permission, isolatedBy: policies.map(\.key))
        }
        return .denied(
            zip(policies, findings).map { policy, findings in
                Judgement.Shortfall(
                    policy: policy.key, rules: findings.compactMap(\.lack),
                    defects: policy.defects.filter { $0.severity == .error })
            })
    }

    /// The policies that isolate a pod in one direction, in order.
    func policies(of pod: Pod, _ direction: Direction) -> [NetworkPolicy] {
        cluster.policies(in: pod.key.namespace).values.filter { policy in
            policy.podSelector.matches(pod.labels) && policy.rules(direction) != nil
        }.sorted { $0.key < $1.key }
    }
}

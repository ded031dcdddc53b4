import Addresses
import KubernetesModel
public import Nftables
public import PolicyEngine

/// What a test of everything must have met: each is counted only where a flow's fate hung on it.
public enum PolicyFeature: String, CaseIterable, Sendable {
    case podsOfNamespace, podsOfNamespaces, podsOfMatchingNamespaces, block, blockWithExcept, everyone
    case allPorts, wholeProtocol, portNumber, portRange, portNameIn, portNameOut
    case tcp, udp, sctp, icmp, otherProtocol, ipv4, ipv6
    case ingress, egress, notIsolated, deniedWithoutRules, deniedByPeer, deniedByPort, deniedByBoth, unreadable
    case itself, ownNode, neighbourDiscovery, outside, severalPolicies
    case hostNetwork, finishedAddress, contestedAddress, unseenNamespace
    case peersSet, blocksSet, portsSet, serversSet, openingsSet

    /// Those on which flows of a cluster hang.
    public static func decisive(in cluster: Cluster, _ flows: [Flow]) -> Set<PolicyFeature> {
        let judge = Judge(cluster)
        var found = features(of: cluster)
        for flow in flows {
            let judgement = judge.judge(flow)
            found.formUnion(features(of: judgement.ingress, .ingress, cluster, flow))
            found.formUnion(features(of: judgement.egress, .egress, cluster, flow))
        }
        return found
    }

    /// Those of which a ruleset has the form.
    public static func forms(of ruleset: Ruleset) -> Set<PolicyFeature> {
        let forms: [(String, PolicyFeature)] = [
            ("peers/", .peersSet), ("cidrs/", .blocksSet), ("ports/", .portsSet), ("servers/", .serversSet),
            ("openings/", .openingsSet),
        ]
        return Set(
            forms.filter { prefix, _ in ruleset.sets.contains { $0.key.hasPrefix(prefix) && !$0.value.elements.isEmpty }
            }
            .map(\.1))
    }

    private static func features(of cluster: Cluster) -> Set<PolicyFeature> {
        var found: Set<PolicyFeature> = []
        if cluster.pods.values.contains(where: \.isHostNetwork) { found.insert(.hostNetwork) }
        if cluster.pods.values.contains(where: { $0.phase == .finished && !$0.addresses.isEmpty }) {
            found.insert(.finishedAddress)
        }
        if !cluster.contestedAddresses.isEmpty { found.insert(.contestedAddress) }
        if cluster.pods.keys.contains(where: { cluster.namespaces[$0.namespace] == nil }) {
            found.insert(.unseenNamespace)
        }
        return found
    }

    private static func features(
        of end: Judgement.End, _ direction: Direction, _ cluster: Cluster, _ flow: Flow
    ) -> Set<PolicyFeature> {
        switch end {
        case .unpoliced(.outside): [.outside]
        case .unpoliced(.itself): [.itself]
        case .unpoliced(.ownNode), .unpoliced(.toOwnNode): [.ownNode]
        case .unpoliced(.neighbourDiscovery): [.neighbourDiscovery]
        case .notIsolated: [.notIsolated]
        case .allowed(let permission, let policies):
            features(of: permission, direction, cluster, flow).union(policies.count > 1 ? [.severalPolicies] : [])
        case .denied(let shortfalls): Set(shortfalls.flatMap { features(of: $0) })
        }
    }

    private static func features(of shortfall: Judgement.Shortfall) -> [PolicyFeature] {
        if !shortfall.defects.isEmpty { return [.unreadable] }
        if shortfall.rules.isEmpty { return [.deniedWithoutRules] }
        return shortfall.rules.map { lack in
            switch lack {
            case .peer: .deniedByPeer
            case .port: .deniedByPort
            case .both: .deniedByBoth
            }
        }
    }

    private static func features(
        of permission: Judgement.Permission, _ direction: Direction, _ cluster: Cluster, _ flow: Flow
    ) -> Set<PolicyFeature> {
        let policy = cluster.policies(in: permission.policy.namespace)[permission.policy.name]
        guard let rule = policy?.rules(direction)?[permission.rule] else { return [] }
        return [
            permission.peer.map { feature(of: rule.peers[$0]) } ?? .everyone,
            permission.port.map { feature(of: rule.ports[$0], direction) } ?? .allPorts,
            feature(of: flow.traffic), flow.source.family == .ipv4 ? .ipv4 : .ipv6,
            direction == .ingress ? .ingress : .egress,
        ]
    }

    private static func feature(of peer: PolicyPeer) -> PolicyFeature {
        switch peer {
        case .pods(_, nil): .podsOfNamespace
        case .pods(.everything, _?): .podsOfNamespaces
        case .pods(_, _?): .podsOfMatchingNamespaces
        case .block(let block): block.except.isEmpty ? .block : .blockWithExcept
        }
    }

    private static func feature(of port: PolicyPort, _ direction: Direction) -> PolicyFeature {
        switch port.port {
        case .any: .wholeProtocol
        case .numbers(let range): range.lower == range.upper ? .portNumber : .portRange
        case .named: direction == .ingress ? .portNameIn : .portNameOut
        }
    }

    private static func feature(of traffic: Traffic) -> PolicyFeature {
        switch traffic {
        case .port(.tcp, _): .tcp
        case .port(.udp, _): .udp
        case .port(.sctp, _): .sctp
        case .icmp: .icmp
        case .other: .otherProtocol
        }
    }
}

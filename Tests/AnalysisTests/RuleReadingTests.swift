import Addresses
import ClusterSupport
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

@testable import Analysis

@Suite struct RuleReadingTests {
    @Test("a rule matches, or lacks something, exactly as the Judge says", arguments: 0..<UInt64(rounds(12, long: 48)))
    func agrees(_ seed: UInt64) throws {
        var questions = RandomQuestions(seed: seed)
        let cluster = questions.inventory.cluster
        for flow in (0..<60).flatMap({ _ in questions.next().flows }) {
            let judgement = Judge(cluster).judge(flow)
            for direction in Direction.allCases {
                let reader = RuleReader(cluster, flow, direction)
                check(direction == .egress ? judgement.egress : judgement.ingress, reader, cluster, "seed \(seed)")
            }
        }
    }

    private func check(_ end: Judgement.End, _ reader: RuleReader, _ cluster: Cluster, _ comment: Comment) {
        switch end {
        case .unpoliced, .notIsolated: return
        case .denied(let shortfalls):
            for shortfall in shortfalls {
                let readings = policy(shortfall.policy, cluster).map(reader.read) ?? []
                #expect(readings.map(\.lack) == shortfall.rules, comment)
            }
        case .allowed(let permission, let policies):
            let readings = policy(permission.policy, cluster).map(reader.read) ?? []
            #expect(readings.firstIndex { $0.lack == nil } == permission.rule, comment)
            #expect(readings[permission.rule].peers.firstIndex(of: []) == permission.peer, comment)
            #expect(readings[permission.rule].ports.firstIndex(of: nil) == permission.port, comment)
            let before = policies.prefix { $0 != permission.policy }.compactMap { policy($0, cluster) }
            #expect(before.flatMap(reader.read).allSatisfy { $0.lack != nil }, comment)
        }
    }

    private func policy(_ key: ObjectKey, _ cluster: Cluster) -> NetworkPolicy? {
        cluster.policies(in: key.namespace)[key.name]
    }

    @Test("each reason holds when it is asked alone, and each kind comes up", arguments: [UInt64(0)..<30])
    func reasonsHold(_ seeds: Range<UInt64>) throws {
        var kinds: Set<String> = []
        for seed in seeds {
            var questions = RandomQuestions(seed: seed)
            let cluster = questions.inventory.cluster
            for flow in (0..<40).flatMap({ _ in questions.next().flows }) {
                for direction in Direction.allCases {
                    let other = direction == .ingress ? flow.source : flow.destination
                    for policy in cluster.policies {
                        for reading in RuleReader(cluster, flow, direction).read(policy) {
                            for miss in reading.peers.joined() {
                                #expect(holds(miss, other, cluster), "seed \(seed): \(miss)")
                                kinds.insert(kind("\(miss)"))
                            }
                            for miss in reading.ports.compactMap({ $0 }) { kinds.insert(kind("\(miss)")) }
                        }
                    }
                }
            }
        }
        let wanted = [
            "excepted", "label", "nameNotServed", "nameOfNoPod", "nameOfOther", "namespaceLabel", "noPod", "notInside",
            "otherNamespace", "otherNumber", "otherProtocol", "portless", "unknownNamespace",
        ]
        #expect(kinds.sorted() == wanted)
    }

    private func kind(_ text: String) -> String { String(text.prefix { $0 != "(" }) }

    /// Worked out by hand: addresses by their bits, labels by their text.
    private func holds(_ miss: PeerMiss, _ other: IPAddress, _ cluster: Cluster) -> Bool {
        let pod = cluster.owner(of: other)
        switch miss {
        case .notInside(let cidr): return !isInside(other, cidr)
        case .excepted(let cidr, let except): return isInside(other, cidr) && isInside(other, except)
        case .noPod: return pod == nil
        case .otherNamespace(let namespace): return pod.map { $0.key.namespace != namespace } ?? false
        case .unknownNamespace: return pod.map { cluster.namespaces[$0.key.namespace] == nil } ?? false
        case .namespaceLabel(let requirement, let value):
            let labels = pod.flatMap { cluster.namespaces[$0.key.namespace]?.labels }
            return labels.map { $0[requirement.key] == value && !isMet(requirement, value) } ?? false
        case .label(let requirement, let value):
            return pod.map { $0.labels[requirement.key] == value && !isMet(requirement, value) } ?? false
        }
    }

    private func isInside(_ address: IPAddress, _ cidr: CIDR) -> Bool {
        let shift = address.family.bitWidth - cidr.prefixLength
        return address.family == cidr.family
            && (shift == 128 || address.bits >> UInt128(shift) == cidr.address.bits >> UInt128(shift))
    }

    private func isMet(_ requirement: LabelSelector.Requirement, _ value: String?) -> Bool {
        switch requirement.condition {
        case .in(let values): values.contains { $0 == value }
        case .notIn(let values): values.allSatisfy { $0 != value }
        case .exists: value != nil
        case .doesNotExist: value == nil
        }
    }
}

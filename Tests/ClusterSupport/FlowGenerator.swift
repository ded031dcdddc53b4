import Addresses
import KubernetesModel
public import PolicyEngine
public import TestSupport

/// Draws flows of a cluster of ``ClusterGenerator``: mostly between its pods, and at the edges of what policies say.
public struct FlowGenerator {
    private let ends: [[IPAddress]]

    /// Flows between all that has an address here, and some that nobody has.
    public init(_ cluster: Cluster) {
        let pods = Set(cluster.pods.values.flatMap(\.addresses)).sorted()
        let others = [
            "192.168.0.1", "192.168.0.2", "203.0.113.1", "203.0.113.130", "10.0.0.250", "10.0.1.250", "fd00:a::1",
            "fd00:a::2", "fd00::1:3", "fd00:b::1", "2001:db8::1",
        ].map { address($0) }
        ends = IPFamily.allCases.map { family in (pods + pods + pods + others).filter { $0.family == family } }
    }

    /// A flow.
    public func flow(_ random: inout SeededGenerator) -> Flow {
        let ends = ends[Int.random(in: 0..<10, using: &random) < 7 ? 0 : 1]
        let source = ends[Int.random(in: 0..<ends.count, using: &random)]
        let destination = ends[Int.random(in: 0..<ends.count, using: &random)]
        return Flow(from: source, to: destination, traffic(&random))
    }

    private func traffic(_ random: inout SeededGenerator) -> Traffic {
        switch Int.random(in: 0..<12, using: &random) {
        case 0: .icmp(type: [0, 8, 128, 132, 133, 135, 137, 138].randomElement(using: &random) ?? 8)
        case 1: .other(protocolNumber: [2, 47, 50].randomElement(using: &random) ?? 47)
        default:
            .port(
                PortedProtocol.allCases.randomElement(using: &random) ?? .tcp,
                [52, 53, 54, 78, 79, 80, 81, 82, 83, 8000, 8080, 8081, 65535, 1].randomElement(using: &random) ?? 80)
        }
    }
}

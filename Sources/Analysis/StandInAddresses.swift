import Addresses
import KubernetesModel
import PolicyEngine

/// Makes up addresses that no pod has and that no policy names but as a part of all addresses of their family.
struct StandInAddresses {
    private var free: [IPFamily: UInt128] = [:]
    private let families: [IPFamily]
    private let taken: Set<IPAddress>

    /// Where addresses are made up: 240.0.0.0/4, which nobody routes, and 100::/64, which leads nowhere.
    private static let preferred: [IPFamily: ClosedRange<UInt128>] = [
        .ipv4: 0xF000_0001...0xFFFF_FFFE,
        .ipv6: (0x0100 << 112) + 1...(0x0100 << 112) + UInt128(UInt64.max),
    ]

    /// For the pods of a cluster: of the families of those that have addresses, or else of those that policies name.
    init(for cluster: Cluster) {
        let blocks = cluster.policies.flatMap(\.blocks)
        taken = Set(cluster.pods.values.flatMap(\.addresses) + cluster.nodes.values.flatMap(\.addresses))
        let seen = Set(cluster.pods.values.lazy.filter(\.isOnPodNetwork).flatMap(\.addresses).map(\.family))
        let named = Set(blocks.map(\.family)).union([.ipv4])
        families = IPFamily.allCases.filter { (seen.isEmpty ? named : seen).contains($0) }
        let narrow = AddressRanges(blocks.filter { $0.prefixLength > 0 })
        for family in families { free[family] = Self.start(family, narrow) }
    }

    /// An address of each family that was not given out yet.
    mutating func next() -> [IPAddress] {
        families.map { family in
            while true {
                let bits = free[family] ?? 1
                free[family] = bits &+ 1
                let address = IPAddress(family: family, bits: bits & family.bitsMax)
                if !taken.contains(address) { return address }
            }
        }
    }

    /// The beginning of the preferred range outside of all blocks, or of the largest that is outside of them.
    private static func start(_ family: IPFamily, _ blocks: AddressRanges) -> UInt128 {
        let preferred = preferred[family] ?? 1...1
        let all: AddressRanges =
            family == .ipv4 ? AddressRanges(ipv4: .all) : AddressRanges(ipv6: .all)
        let free = all.subtracting(blocks).ranges.map { $0.lowerBound.bits...$0.upperBound.bits }
        let inside = free.filter { $0.overlaps(preferred) }.map { $0.clamped(to: preferred) }
        let widest = (inside.isEmpty ? free : inside).max {
            $0.upperBound - $0.lowerBound < $1.upperBound - $1.lowerBound
        }
        return widest?.lowerBound ?? preferred.lowerBound
    }
}

extension NetworkPolicy {
    /// Every CIDR that its rules name.
    fileprivate var blocks: [CIDR] {
        ((ingress ?? []) + (egress ?? [])).flatMap(\.peers).flatMap { peer -> [CIDR] in
            switch peer {
            case .pods: []
            case .block(let block): [block.cidr] + block.except
            }
        }
    }
}

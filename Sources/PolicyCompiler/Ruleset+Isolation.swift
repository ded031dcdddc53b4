public import Addresses
public import KubernetesModel
public import Nftables

extension Ruleset {
    /// The addresses of the pods that it isolates in one direction: those that its maps lead to a chain.
    public func isolatedAddresses(_ direction: Direction) -> Set<IPAddress> {
        let keys = IPFamily.allCases.flatMap { family -> [IPAddress] in
            guard let map = maps[Names.pods(direction, family)] else { return [] }
            return map.verdicts.keys.compactMap { key in
                if case .address(let address) = key.ranges(map.layout)?.first?.lower { address } else { nil }
            }
        }
        return Set(keys)
    }
}

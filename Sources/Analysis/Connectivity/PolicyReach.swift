import Addresses
import KubernetesModel
import PolicyEngine

/// What the policies of a cluster let pass, as ``Judge/reach(from:to:)`` says, for very many pairs.
///
/// Pods and addresses are put into kinds that no policy can tell apart: by the policies that isolate them, by the peers
/// that mean them and by the port names that policies ask. What an isolated kind is let pass is worked out once for
/// each other kind: kinds × isolations × rules, and a pair then costs three look-ups.
struct PolicyReach: ReachSource {
    let cells: AddressCells

    private let cluster: Cluster
    private let alphabet: PolicyAlphabet
    private let ends: [IPAddress: End]
    private let outsideKinds: [IPFamily: [Int]]
    private let rules: IsolationTable

    /// An address that is a pod's.
    private struct End {
        let kind: Int
        let pod: ObjectKey
        let node: String
    }

    /// Works out what the policies of a cluster tell apart.
    init(_ cluster: Cluster) {
        self.cluster = cluster
        let alphabet = PolicyAlphabet(cluster)
        self.alphabet = alphabet
        cells = alphabet.cells
        var table = IsolationTable(alphabet)
        var ends: [IPAddress: End] = [:]
        for pod in cluster.pods.values.sorted(by: { $0.key < $1.key }) where pod.isOnPodNetwork {
            for address in pod.addresses where cluster.owner(of: address)?.key == pod.key {
                ends[address] = End(kind: table.kind(of: address, pod), pod: pod.key, node: pod.node)
            }
        }
        var outside: [IPFamily: [Int]] = [:]
        for family in IPFamily.allCases {
            outside[family] = alphabet.cells.ranges(family).map { table.kind(of: $0.lowerBound, nil) }
        }
        table.fill()
        (self.ends, outsideKinds, rules) = (ends, outside, table)
    }

    /// The number of what policies can tell apart.
    func kind(of address: IPAddress) -> Int {
        ends[address]?.kind ?? outsideKinds[address.family]?[cells.cell(of: address)] ?? 0
    }

    /// What the policies of both ends let pass.
    func reach(from source: IPAddress, to destination: IPAddress) -> Reach {
        let (sender, receiver) = (ends[source], ends[destination])
        if let sender, sender.pod == receiver?.pod { return .everything }
        let (from, to) = (sender?.kind ?? kind(of: source), receiver?.kind ?? kind(of: destination))
        let isOwnNode = receiver.map { alphabet.isAddress(source, of: $0.node) } ?? false
        let egress = sender == nil ? .everything : rules.reach(.egress, of: from, with: to)
        let ingress = receiver == nil || isOwnNode ? .everything : rules.reach(.ingress, of: to, with: from)
        return egress.intersection(ingress)
    }

    /// How the pod of an address stands to policies.
    func standing(of address: IPAddress) -> Standing? {
        guard let end = ends[address] else { return nil }
        return Standing(ingress: rules.side(.ingress, of: end.kind), egress: rules.side(.egress, of: end.kind))
    }
}

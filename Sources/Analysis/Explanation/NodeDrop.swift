import Addresses
import KubernetesModel
import Nftables
import PolicyCompiler
import PolicyEngine

/// Why a node drops something whatever policies say.
enum NodeDrop: Hashable {
    /// Nobody forwards to link-local addresses.
    case linkLocal(IPAddress)
    /// An isolated pod had the address, and may still run although its object is gone.
    case lingering(IPAddress)
    /// The address is for pods, and no known pod has it.
    case unknownPod(IPAddress)
}

extension NodeDrop: CustomStringConvertible {
    /// The reason in words.
    var description: String {
        switch self {
        case .linkLocal(let address): "\(address) is a link-local address, to which nobody forwards"
        case .lingering(let address):
            "\(address) was an isolated pod's that is gone, and nothing opens before another pod has it or its link is "
                + "gone too"
        case .unknownPod(let address):
            "\(address) is of the pod ranges of the node, no known pod has it, and --unknown-pods is deny"
        }
    }
}

/// What a node drops whatever policies say, as the rules do it that are made of what is known of it.
struct NodeDrops {
    private let facts: NodeFacts
    private let unknown: AddressRanges

    /// The drops of a node with these pods; none where it lets pass what policies deny.
    init(_ practice: Practice, _ policy: NodePolicy) {
        facts = practice.factsInForce
        unknown =
            facts.unknownPods == .deny
            ? facts.podRanges.subtracting(AddressRanges(policy.pods.values.flatMap(\.addresses))) : AddressRanges()
    }

    /// Why a packet that begins a connection is dropped; `nil` where that is left to policies.
    func drop(_ packet: Packet) -> NodeDrop? {
        switch packet.hook {
        case .forward:
            if !facts.links.isEmpty, Self.linkLocal.contains(packet.destination) {
                return .linkLocal(packet.destination)
            }
            return drop(packet.source) ?? drop(packet.destination)
        case .input: return facts.policesOwnNode ? drop(packet.source) : nil
        case .output, .prerouting, .postrouting: return nil
        }
    }

    private func drop(_ address: IPAddress) -> NodeDrop? {
        if facts.lingering.contains(address) { return .lingering(address) }
        return unknown.contains(address) ? .unknownPod(address) : nil
    }

    private static let linkLocal = CIDR(IPAddress(ipv6: 0xfe80 << 112), prefixLength: 10)
}

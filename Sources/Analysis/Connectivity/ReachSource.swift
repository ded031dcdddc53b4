import Addresses
import PolicyEngine

/// Says what may pass between two addresses, and which addresses it cannot tell apart, so that one may stand for many.
protocol ReachSource {
    /// What addresses of one kind have alike.
    associatedtype Kind: Hashable

    /// The pieces of the address space in which it cannot tell addresses apart that are no pod's and no node's.
    var cells: AddressCells { get }

    /// Addresses of one kind reach the same and are reached by the same, but for a pod and itself.
    func kind(of address: IPAddress) -> Kind

    /// All that may pass from one address to another of its family.
    func reach(from source: IPAddress, to destination: IPAddress) -> Reach

    /// How the pod of an address stands to policies; `nil` where the source does not know policies.
    func standing(of address: IPAddress) -> Standing?
}

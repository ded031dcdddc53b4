import Addresses
import KubernetesModel

/// Which pod has each address, where several may claim one for a while.
///
/// Most addresses have one claim, kept in one dictionary; only of the contested ones all claims are kept.
struct AddressOwners {
    /// A pod's claim, and how good it is.
    struct Claim {
        let key: ObjectKey
        private let rank: (Int, Int, Int64)

        /// The claim of a pod on any of its addresses.
        init(_ pod: Pod) {
            key = pod.key
            rank = (pod.phase == .running ? 1 : 0, pod.isTerminating ? 0 : 1, pod.creation)
        }

        /// Whether this claim comes before another.
        func precedes(_ other: Claim) -> Bool { rank == other.rank ? key < other.key : rank > other.rank }
    }

    private var sole = SoleClaims()
    /// The claims of each address that has several, the best first.
    private(set) var contested: [IPAddress: [Claim]] = [:]

    /// The pod whose claim on an address is the best.
    func owner(of address: IPAddress) -> ObjectKey? {
        if !contested.isEmpty, let claims = contested[address] { return claims.first?.key }
        return sole[address]
    }

    /// Takes note that a pod is otherwise than it was; `pods` are as they are now.
    mutating func replace(_ old: Pod?, by new: Pod?, among pods: ObjectTable<Pod>) {
        if let old, old.isOnPodNetwork { for address in old.distinctAddresses { withdraw(old.key, address) } }
        if let new { add(new, among: pods) }
    }

    /// Takes note of a pod that was not there before; `pods` are as they are now.
    mutating func add(_ pod: Pod, among pods: ObjectTable<Pod>) {
        guard pod.isOnPodNetwork else { return }
        for address in pod.distinctAddresses { claim(pod, address, pods) }
    }

    /// Whether no other claim on an address is better than that of this pod, which has one.
    func prefers(_ key: ObjectKey, for address: IPAddress) -> Bool {
        contested[address].map { $0.first?.key == key } ?? true
    }

    private mutating func claim(_ pod: Pod, _ address: IPAddress, _ pods: ObjectTable<Pod>) {
        if contested.isEmpty, sole.insert(pod.key, at: address) { return }
        var claims = contested[address] ?? sole[address].flatMap { pods[$0] }.map { [Claim($0)] } ?? []
        claims.append(Claim(pod))
        if claims.count == 1 { return sole[address] = pod.key }
        sole[address] = nil
        contested[address] = claims.sorted { $0.precedes($1) }
    }

    private mutating func withdraw(_ key: ObjectKey, _ address: IPAddress) {
        guard let claims = contested[address] else { return sole[address] = nil }
        let left = claims.filter { $0.key != key }
        contested[address] = left.count > 1 ? left : nil
        if left.count == 1 { sole[address] = left[0].key }
    }
}

/// The one claim to each address that has one, by family: most of the memory of a large cluster is keys.
private struct SoleClaims {
    private var ipv4: [UInt32: ObjectKey] = [:]
    private var ipv6: [UInt128: ObjectKey] = [:]

    /// Puts a claim in where there is none, looking only once; whether there was none.
    mutating func insert(_ key: ObjectKey, at address: IPAddress) -> Bool {
        switch address.family {
        case .ipv4: Self.insert(key, &ipv4[UInt32(address.bits)])
        case .ipv6: Self.insert(key, &ipv6[address.bits])
        }
    }

    private static func insert(_ key: ObjectKey, _ place: inout ObjectKey?) -> Bool {
        if place != nil { return false }
        place = key
        return true
    }

    subscript(address: IPAddress) -> ObjectKey? {
        get {
            switch address.family {
            case .ipv4: ipv4[UInt32(address.bits)]
            case .ipv6: ipv6[address.bits]
            }
        }
        set {
            switch address.family {
            case .ipv4: ipv4[UInt32(address.bits)] = newValue
            case .ipv6: ipv6[address.bits] = newValue
            }
        }
    }
}

extension Pod {
    /// Each address once, in order; most pods have one, or one of each family.
    var distinctAddresses: [IPAddress] {
        switch addresses.count {
        case 0, 1: addresses
        case 2 where addresses[0] < addresses[1]: addresses
        default: Set(addresses).sorted()
        }
    }
}

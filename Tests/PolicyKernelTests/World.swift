import Addresses
import CTestSystem
import Testing

@testable import TestSupport

/// A node and what is joined to it, each in a network namespace of its own.
///
///     routed    pod eth0 ── pod1 node     a route to each address; the pod sends all to a link-local next hop
///     bridged   pod eth0 ── pod1 br0      one bridge, whose frames the rules of IP see: br_netfilter
///
/// Whoever is far away is routed to in both. Neighbours are found as in life, by ARP and neighbour discovery. A class,
/// because it ends all of its namespaces at once.
final class World {
    /// How pods are joined to their node.
    enum Joining: String, CaseIterable {
        /// By a route each.
        case routed
        /// By one bridge.
        case bridged

        /// Those that this kernel can do; without the others a test says that it is skipped.
        static var available: [Joining] { allCases.filter(\.isAvailable) }

        /// Whether this kernel can do it: it hands a bridge's frames to the rules of IP only with br_netfilter.
        var isAvailable: Bool { self == .routed || access("/proc/sys/net/bridge/bridge-nf-call-iptables", W_OK) == 0 }
    }

    /// How the pods of this world are joined.
    let joining: Joining
    /// The node first, then the others as they were given.
    let places: [Place]

    /// The node.
    var node: Place { places[0] }

    /// What a routed pod sends to, on whichever link it is.
    private static let gateways: [IPFamily: String] = [.ipv4: "169.254.1.1", .ipv6: "fe80::1"]

    /// Makes the world and waits until all in it can be reached.
    init(_ joining: Joining, node addresses: [IPAddress], _ others: [Place]) throws {
        self.joining = joining
        places = [try Place("node", .node, addresses)] + others
        do { try build() } catch {
            close()
            throw error
        }
    }

    deinit { close() }

    /// The place of this name.
    func place(_ name: String) -> Int {
        guard let index = places.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("there is no place \(name)")
        }
        return index
    }

    /// Who has an address.
    func owner(of address: IPAddress) -> Int? { places.firstIndex { $0.addresses.contains(address) } }

    /// The node's link that leads to each address of a local pod.
    var podLinks: [IPAddress: String] {
        var links: [IPAddress: String] = [:]
        for (index, place) in places.enumerated() where place.kind == .local {
            for address in place.addresses { links[address] = isBridged(place) ? "br0" : "pod\(index)" }
        }
        return links
    }

    /// Has everybody forget whom they found on their links; returns whom somebody knows all the same.
    func forgetNeighbours() throws -> [String] {
        try places.flatMap { place in
            for link in try place.links { try place.namespace.command(["ip", "neigh", "flush", "dev", link]) }
            return try place.neighbours.filter { !$0.contains("FAILED") && !$0.contains("NOARP") }
        }
    }

    private func close() { for place in places { place.namespace.close() } }

    private func build() throws {
        for place in places { try place.namespace.run { () throws(SystemError) in try prepareKernel(place.kind) } }
        try ip(node, nodeCommands)
        for (index, place) in places.enumerated() where place.kind != .node {
            try ip(node, linkCommands(place, "pod\(index)"))
            try ip(place, place.addresses.flatMap { isBridged(place) ? bridgedEnd($0) : routedEnd($0) })
        }
    }

    private func isBridged(_ place: Place) -> Bool { place.kind == .local && joining == .bridged }

    /// Sysctls of the calling thread's namespace.
    private func prepareKernel(_ kind: Place.Kind) throws(SystemError) {
        let forwarding = kind == .node ? "1" : "0"
        for scope in ["all", "default"] {
            try setKernelValue("net/ipv4/conf/\(scope)/rp_filter", "0")
            try setKernelValue("net/ipv4/conf/\(scope)/forwarding", forwarding)
            try setKernelValue("net/ipv4/conf/\(scope)/send_redirects", "0")
            try setKernelValue("net/ipv6/conf/\(scope)/forwarding", forwarding)
            try setKernelValue("net/ipv6/conf/\(scope)/accept_dad", "0")
            try setKernelValue("net/ipv6/conf/\(scope)/router_solicitations", "0")
        }
        guard kind == .node, joining == .bridged else { return }
        try setKernelValue("net/bridge/bridge-nf-call-iptables", "1")
        try setKernelValue("net/bridge/bridge-nf-call-ip6tables", "1")
    }

    private func ip(_ place: Place, _ commands: [String]) throws {
        try place.namespace.command(["ip", "-batch", "-"], input: commands.map { $0 + "\n" }.joined())
    }

    private var nodeCommands: [String] {
        let gateway = "address add 169.254.1.1/32 dev lo"
        switch joining {
        case .routed:
            return node.addresses.map { "address add \(CIDR($0)) dev lo" } + [gateway]
        case .bridged:
            return ["link add br0 type bridge mcast_snooping 0", "link set br0 up", gateway]
                + node.addresses.map { "address add \($0)/\($0.podRangeLength) dev br0\($0.withoutDetection)" }
        }
    }

    /// In the node: the pair of links, and the way to what is behind it.
    private func linkCommands(_ place: Place, _ link: String) -> [String] {
        let pair = [
            "link add \(link) type veth peer name eth0 netns \(place.namespace.path)", "link set \(link) up",
        ]
        if isBridged(place) {
            return pair + ["link set \(link) master br0", "link set \(link) type bridge_slave hairpin on"]
        }
        return pair + ["address add fe80::1/64 dev \(link) nodad"]
            + place.addresses.map { "route add \(CIDR($0)) dev \(link)" }
    }

    /// In a place that is routed to: an address, and the node as the way to everywhere.
    private func routedEnd(_ address: IPAddress) -> [String] {
        let gateway = Self.gateways[address.family] ?? ""
        return ["link set eth0 up", "address add \(CIDR(address)) dev eth0\(address.withoutDetection)"]
            + (address.family == .ipv4 ? ["route add \(gateway)/32 dev eth0 scope link"] : [])
            + ["route add \(address.everywhere) via \(gateway) dev eth0"]
    }

    /// In a place on the bridge: an address among those of all pods, and the node as the way to everywhere else.
    private func bridgedEnd(_ address: IPAddress) -> [String] {
        let gateway = node.address(address.family).map { "\($0)" } ?? ""
        return [
            "link set eth0 up",
            "address add \(address)/\(address.podRangeLength) dev eth0\(address.withoutDetection)",
            "route add \(address.everywhere) via \(gateway) dev eth0",
        ]
    }
}

extension IPAddress {
    /// How long the prefix of all pods is, on the bridge.
    fileprivate var podRangeLength: Int { family == .ipv4 ? 16 : 112 }

    fileprivate var everywhere: String { family == .ipv4 ? "0.0.0.0/0" : "::/0" }

    /// Nobody else has it; to ask first takes a second.
    fileprivate var withoutDetection: String { family == .ipv4 ? "" : " nodad" }
}

extension Trait where Self == ConditionTrait {
    /// Skips the test, and says so, where the kernel has no br_netfilter; then nothing bridged is tested at all.
    static var requiresBridgeFilter: Self {
        .enabled(if: World.Joining.bridged.isAvailable, "no br_netfilter here: pods on a bridge are not tested")
    }
}

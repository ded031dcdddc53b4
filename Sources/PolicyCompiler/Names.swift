import Addresses
import KubernetesModel
import Nftables
import PolicyEngine

/// The names of all objects in the table: functions of what each stands for, and of nothing else.
enum Names {
    /// The word for a family at the end of names.
    static func suffix(_ family: IPFamily) -> String { family == .ipv4 ? "ipv4" : "ipv6" }

    /// The map that leads from addresses of isolated pods to their chains.
    static func pods(_ direction: Direction, _ family: IPFamily) -> String { "\(direction)-pods-\(suffix(family))" }

    /// The set of the addresses of isolated pods.
    static func isolated(_ direction: Direction, _ family: IPFamily) -> String {
        "\(direction)-isolated-\(suffix(family))"
    }

    /// The set of addresses that pods of this node may get, and no known pod has.
    static func unknown(_ family: IPFamily) -> String { "unknown-pods-\(suffix(family))" }

    /// The chain of one pod.
    static func chain(of pod: ObjectKey, _ direction: Direction) -> String {
        ObjectName.of(["pod", pod.namespace, pod.name, direction.rawValue])
    }

    /// The counter of what was denied to or from a pod.
    static func denied(_ pod: ObjectKey, _ direction: Direction) -> String {
        ObjectName.of(["denied", pod.namespace, pod.name, direction.rawValue])
    }

    /// The chain that logs what is denied to a group.
    static func log(_ direction: Direction) -> String { "log/\(direction)" }

    /// The chain that all pods share that are allowed the same.
    static func allow(_ allowances: [Allowance], _ direction: Direction) -> String {
        "allow/\(direction)/\(ObjectName.hash(allowances.flatMap { $0.identity + [""] }))"
    }

    /// The set of those whom a query means.
    static func peers(_ query: PeerQuery, _ family: IPFamily) -> String {
        "\(query.port == nil ? "peers" : "servers")/\(ObjectName.hash(query.identity))/\(suffix(family))"
    }

    /// The set of ranges of addresses.
    static func blocks(_ ranges: AddressRanges, _ family: IPFamily) -> String {
        "cidrs/\(ObjectName.hash(ranges.rangeTexts))/\(suffix(family))"
    }

    /// The set of ports.
    static func ports(_ ports: PortSet) -> String {
        ObjectName.of(["ports", ports.ranges.map { "\(PortRange($0))" }.joined(separator: "_")])
    }

    /// The set of pods with single ports, of several queries together.
    static func openings(_ openings: [Opening], _ family: IPFamily) -> String {
        let parts = openings.flatMap { $0.query.identity + ["\($0.transport)", "\($0.port)"] }
        return "openings/\(ObjectName.hash(parts))/\(suffix(family))"
    }
}

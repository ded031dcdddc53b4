public import Addresses
public import KubernetesModel

/// The cluster in which every case begins: namespaces x, y and z, in each of them pods a, b and c, and no policy.
///
/// A namespace has the label `ns` and a pod the label `pod`, with its name. All pods run on one node. Each namespace
/// has its /24; c is in another /28 of it than a and b, so that blocks can be told apart.
public enum CaseWorld {
    /// The namespaces' names.
    public static let namespaces = ["x", "y", "z"]
    /// The pods, in the order of rows and columns.
    public static let pods = namespaces.flatMap { namespace in ["a", "b", "c"].map { ObjectKey(namespace, $0) } }
    /// The node of all pods, whose own address is no pod's.
    public static let node = Node("node", addresses: [IPAddress(ipv4: 0x0A0A_0001)])

    /// What makes this cluster out of an empty one.
    public static var events: [ClusterEvent] {
        [
            .nodes([node]), .namespaces(namespaces.map { namespace($0) }), .pods(pods.map { pod($0) }), .policies([]),
        ]
    }

    /// The address of a pod: 10.10.1.1, .2 and .19 in x, 10.10.2.1 in y, 10.10.3.1 in z.
    public static func address(of pod: ObjectKey) -> IPAddress {
        guard let place = pods.firstIndex(of: pod) else { preconditionFailure("\(pod) is none of the nine pods") }
        let host = [1, 2, 19][place % 3] as UInt32
        return IPAddress(ipv4: 0x0A0A_0100 + UInt32(place / 3) << 8 | host)
    }

    /// A pod as it is in the beginning, but for its labels if these are given.
    public static func pod(_ key: ObjectKey, labels: Labels? = nil) -> Pod {
        Pod(
            key, labels: labels ?? ["pod": key.name], node: node.name, addresses: [address(of: key)],
            ports: Probe.all.map { Pod.NamedPort($0.name, $0.transport, $0.port) })
    }

    /// A namespace as it is in the beginning, but for its labels if these are given.
    public static func namespace(_ name: String, labels: Labels? = nil) -> Namespace {
        Namespace(name, labels: labels ?? ["ns": name])
    }
}

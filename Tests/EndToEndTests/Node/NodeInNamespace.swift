import Glibc
import ServerSupport
import Synchronization
import TestSupport

/// A namespace that plays a node, with an API server on its loopback and namespaces as pods behind pairs of links.
///
///     pod eth0 10.244.1.N ── podN ┐
///         fd00:244:1::N           ├ node 192.168.77.1 ── far ── pods of another node 10.244.2.N
///     pod eth0 ────────────── podN ┘      fd00:192::1
///
/// A class, since all of it ends with its last owner.
final class NodeInNamespace: Sendable {
    /// How pods are reached.
    enum Wiring: String, Sendable, CaseIterable {
        /// Each by a link and a route of its own.
        case routed
        /// All by one bridge.
        case bridge
    }

    /// What the API calls the node.
    static let name = "node-1"
    /// The node's own addresses.
    static let addresses = ["192.168.77.1", "fd00:192::1"]
    /// What its pods' addresses are taken from.
    static let podRanges = ["10.244.1.0/24", "fd00:244:1::/64"]

    /// The namespace.
    let namespace: NetworkNamespace
    /// The API server on its loopback, over plain HTTP.
    let server: APIServerProcess
    /// The node as somebody who sends and listens.
    let host: NodeEnd

    private let wiring: Wiring
    private let serverFolder: TemporaryFolder
    private let made = Mutex<[NodeEnd]>([])

    /// Makes a node without pods, and tells the API server of it.
    init(_ wiring: Wiring = .routed) throws {
        self.wiring = wiring
        let namespace = try NetworkNamespace()
        self.namespace = namespace
        try namespace.command(["sh", "-ec", Self.settings])
        try namespace.command(["ip", "-batch", "-"], input: Self.commands(wiring))
        let folder = try TemporaryFolder()
        serverFolder = folder
        server = try namespace.run { try APIServerProcess(in: folder.path, ["--insecure-http"]) }
        host = try NodeEnd(nil, addresses: Self.addresses, in: namespace)
        try makeNode()
    }

    /// Where clients find the API server.
    var url: String { "http://127.0.0.1:\(server.port)" }

    /// All pods, in the order in which they were made.
    var pods: [NodeEnd] { made.withLock { $0 } }

    /// All who send and listen.
    var ends: [NodeEnd] { pods + [host] }

    /// Makes a pod of this node, or of another, and does not tell the API server.
    func wire(_ space: String, _ name: String, _ labels: [String: String], isElsewhere: Bool = false) throws -> NodeEnd
    {
        let number = pods.count + 1
        let inner = try NetworkNamespace()
        let plan = LinkPlan(
            number: number, path: inner.path, isElsewhere: isElsewhere, isBridged: wiring == .bridge && !isElsewhere)
        try namespace.command(["ip", "-batch", "-"], input: plan.nodeCommands)
        try inner.command(["ip", "-batch", "-"], input: plan.podCommands)
        let pod = NodeEnd.PodName(
            space: space, name: name, node: isElsewhere ? "node-2" : Self.name, labels: labels,
            linkAddress: plan.linkAddress)
        let end = try NodeEnd(pod, addresses: plan.addresses, in: inner)
        made.withLock { $0.append(end) }
        return end
    }

    /// Ends the API server and starts it again, on the same objects.
    func restartServer(_ ending: APIServerProcess.Ending, awaySeconds: Double = 0) throws {
        try stopServer(ending)
        usleep(UInt32(awaySeconds * 1_000_000))
        try startServer()
    }

    /// Ends the API server.
    func stopServer(_ ending: APIServerProcess.Ending = .politely) throws { _ = try server.stop(ending) }

    /// Starts the API server again.
    func startServer() throws { _ = try namespace.run { try server.start() } }

    private static let settings = """
        for scope in all default; do
            echo 0 > /proc/sys/net/ipv4/conf/$scope/rp_filter
            echo 1 > /proc/sys/net/ipv4/conf/$scope/forwarding
            echo 0 > /proc/sys/net/ipv4/conf/$scope/send_redirects
            echo 1 > /proc/sys/net/ipv6/conf/$scope/forwarding
            echo 0 > /proc/sys/net/ipv6/conf/$scope/accept_dad
        done
        ! [ -d /proc/sys/net/bridge ] || for family in ip ip6; do
            echo 1 > /proc/sys/net/bridge/bridge-nf-call-${family}tables
        done
        """

    private static func commands(_ wiring: Wiring) -> String {
        let own = "address add 192.168.77.1/32 dev lo\naddress add fd00:192::1/128 dev lo nodad\n"
        let bridge = """
            link add br0 type bridge
            link set br0 up
            address add 10.244.1.254/24 dev br0
            address add fd00:244:1::fe/64 dev br0 nodad

            """
        return wiring == .bridge ? own + bridge : own
    }
}

/// The links, addresses and routes of one pod.
private struct LinkPlan {
    let number: Int
    /// The pod's namespace.
    let path: String
    let isElsewhere: Bool
    let isBridged: Bool

    private var site: Int { isElsewhere ? 2 : 1 }
    private var link: String { isElsewhere ? "far\(number)" : "pod\(number)" }
    private var nodeHardware: String { "02:00:00:00:01:\(number + 10)" }
    private var podHardware: String { "02:00:00:00:02:\(number + 10)" }
    private var gateways: [String] {
        isBridged ? ["10.244.1.254", "fd00:244:1::fe"] : ["169.254.1.1", "fd00:169::1"]
    }

    /// What the pod calls itself on its link, by the hardware address.
    var linkAddress: String { "fe80::ff:fe00:2\(number + 10)" }
    /// The pod's addresses, one of each family.
    var addresses: [String] { ["10.244.\(site).\(number)", "fd00:244:\(site)::\(number)"] }

    /// What the node's namespace is to do.
    var nodeCommands: String {
        let pair =
            "link add \(link) address \(nodeHardware) type veth peer name eth0 address \(podHardware) netns \(path)"
        let more =
            isBridged
            ? ["link set \(link) master br0"]
            : zip(addresses, NodeInNamespace.addresses).flatMap { address, own in
                [
                    "neighbour add \(address) lladdr \(podHardware) dev \(link) nud permanent",
                    "route add \(address) dev \(link) src \(own)",
                ]
            }
        return ([pair, "link set \(link) up"] + more).map { $0 + "\n" }.joined()
    }

    /// What the pod's namespace is to do.
    var podCommands: String {
        let lengths = isBridged ? [24, 64] : [32, 128]
        var lines = ["link set eth0 up"]
        for (place, gateway) in gateways.enumerated() {
            lines.append("address add \(addresses[place])/\(lengths[place]) dev eth0\(place == 1 ? " nodad" : "")")
            if !isBridged {
                lines.append("neighbour add \(gateway) lladdr \(nodeHardware) dev eth0 nud permanent")
                lines.append("route add \(gateway) dev eth0")
            }
            lines.append("route add \(place == 1 ? "::/0" : "default") via \(gateway) dev eth0")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension NodeInNamespace {
    /// The table as it stays for a while: links that come up late are rules that change.
    func quietListing() throws -> String {
        var last = ""
        _ = try Deadline(seconds: 30).waits {
            let text = try AskedNft.listing(in: namespace)
            defer { last = text }
            if text == last { return true }
            usleep(500_000)
            return false
        }
        return last
    }
}

import Addresses
import KubernetesModel

/// A cluster that looks like a real one, of any size, the same each time.
///
/// Namespaces of fifty pods, five applications of ten; half the policies are default denials, the others allow
/// applications of the namespace, a namespace's neighbours by label, monitoring from everywhere, DNS, and blocks. The
/// pods of one node are in the first namespaces whatever the size, so that its rules are alike and only the rest grows.
struct BenchCluster {
    static let node = "n0"
    private static let podsPerNamespace = 50
    private static let localCount = 110
    private static let isolatedCount = 100
    private static let localPerNamespace = 5
    /// One namespace is larger than all others, for the change of its labels.
    static let large = "large"

    let namespaceCount: Int
    let policyCount: Int
    let largeCount: Int

    /// So many pods and policies, some of the pods in one large namespace.
    init(podCount: Int, policyCount: Int, largeCount: Int) {
        namespaceCount = (podCount - largeCount) / Self.podsPerNamespace
        self.policyCount = policyCount
        self.largeCount = largeCount
    }

    var namespaces: [Namespace] {
        (0..<namespaceCount).map { namespace($0) } + [Namespace(Self.large, labels: ["team": "t0"])]
    }

    private func namespace(_ number: Int) -> Namespace {
        Namespace(
            "ns-\(number)", labels: ["team": "t\(number % 40)", "env": number.isMultiple(of: 3) ? "dev" : "prod"])
    }

    var pods: [Pod] {
        let usual = (0..<namespaceCount).flatMap { namespace in
            (0..<Self.podsPerNamespace).map { pod(namespace, $0) }
        }
        return usual + (0..<largeCount).map { largePod($0) }
    }

    /// A pod of a namespace; the first few of the first namespaces are on our node.
    func pod(_ namespace: Int, _ number: Int, generation: Int = 0) -> Pod {
        let app = number % 5
        let isLocal =
            number < Self.localPerNamespace && namespace * Self.localPerNamespace + number < Self.localCount
        let place = UInt32(namespace * Self.podsPerNamespace + number)
        return Pod(
            ObjectKey("ns-\(namespace)", "app-\(app)-6b8f9c7d5-\(number)-\(generation)"),
            labels: ["app": "app-\(app)", "pod-template-hash": "6b8f9c7d5", "tier": app < 2 ? "front" : "back"],
            node: isLocal ? Self.node : "n\(1 + place % 900)", addresses: [IPAddress(ipv4: 0x0A00_0001 + place)],
            ports: [.init("http", .tcp, 8080), .init("metrics", .tcp, 9090)])
    }

    private func largePod(_ number: Int) -> Pod {
        Pod(
            ObjectKey(Self.large, "batch-\(number)"), labels: ["app": "batch"], node: "n\(1 + number % 900)",
            addresses: [IPAddress(ipv4: 0x0B00_0001 + UInt32(number))])
    }

    var policies: [NetworkPolicy] {
        (0..<policyCount).map { policy($0 % namespaceCount, $0 / namespaceCount) }
    }

    /// The policies of a namespace: the first isolates it, where its pods are to be isolated at all.
    func policy(_ namespace: Int, _ kind: Int, extraPort: UInt16 = 0) -> NetworkPolicy {
        let key = ObjectKey("ns-\(namespace)", "policy-\(kind)")
        let isOpen =
            namespace >= Self.isolatedCount / Self.localPerNamespace
            && namespace < Self.localCount / Self.localPerNamespace
        if isOpen { return NetworkPolicy(key, podSelector: selector("app", "nobody"), ingress: []) }
        let http = PolicyPort(.tcp, .named("http"))
        let sources: [PolicyPeer] = [
            .pods(selector("tier", "front"), namespaces: nil),
            .pods(.everything, namespaces: selector("team", "t\(namespace % 40)")),
        ]
        let monitoring = PolicyPeer.pods(selector("app", "app-0"), namespaces: selector("env", "dev"))
        switch kind {
        case 0: return NetworkPolicy(key, ingress: [PolicyRule(sources, ports: [http])])
        case 1:
            let dns = [PolicyPort(.udp, .numbers(PortRange(53))), PolicyPort(.tcp, .numbers(PortRange(53)))]
            let outside = PolicyPeer.block(
                IPBlock(cidr(0xC633_0000, 16), except: [cidr(0xC633_6400 + UInt32(namespace % 64) << 8, 24)]))
            return NetworkPolicy(
                key, egress: [PolicyRule([], ports: dns), PolicyRule([outside]), PolicyRule(sources)])
        default:
            let port = PolicyPort(.tcp, .numbers(PortRange(9000 + UInt16(kind) + extraPort)))
            return NetworkPolicy(
                key, podSelector: selector("app", "app-\(kind % 5)"), ingress: [PolicyRule([monitoring], ports: [port])]
            )
        }
    }

    private func selector(_ key: String, _ value: String) -> LabelSelector {
        LabelSelector(matching: Labels([key: value]))
    }

    private func cidr(_ address: UInt32, _ length: Int) -> CIDR {
        CIDR(IPAddress(ipv4: address), prefixLength: length)
    }
}

import Addresses
import KubernetesModel
import PolicyEngine
import Testing

/// A small cluster with the policies of one test, and questions to its judge.
///
///     shop (team red), on n1 10.0.0.1:    web 10.1.0.1    db 10.1.0.2    cart 10.1.0.3
///     lab (team blue), on n2 10.0.0.2:    web 10.2.0.1    tool 10.2.0.2
///     void (team none): no pods
///
/// A pod's label `app` is its name; cart has `tier` too. Web serves http, on 80 in shop and on 8080 in lab; db serves
/// sql on 5432 of TCP and http on 80 of UDP.
struct Scene {
    var cluster = Cluster()

    static let shopWeb = Pod(
        ObjectKey("shop", "web"), labels: ["app": "web"], node: "n1", addresses: [address("10.1.0.1")],
        ports: [.init("http", .tcp, 80)])
    static let shopDB = Pod(
        ObjectKey("shop", "db"), labels: ["app": "db"], node: "n1", addresses: [address("10.1.0.2")],
        ports: [.init("sql", .tcp, 5432), .init("http", .udp, 80)])
    static let shopCart = Pod(
        ObjectKey("shop", "cart"), labels: ["app": "cart", "tier": "back"], node: "n1",
        addresses: [address("10.1.0.3")])
    static let labWeb = Pod(
        ObjectKey("lab", "web"), labels: ["app": "web"], node: "n2", addresses: [address("10.2.0.1")],
        ports: [.init("http", .tcp, 8080)])
    static let labTool = Pod(
        ObjectKey("lab", "tool"), labels: ["app": "tool"], node: "n2", addresses: [address("10.2.0.2")])

    init(_ policies: NetworkPolicy...) {
        cluster.apply(.nodes([Node("n1", addresses: [address("10.0.0.1")]), Self.n2]))
        cluster.apply(
            .namespaces([
                Namespace("shop", labels: ["team": "red"]), Namespace("lab", labels: ["team": "blue"]),
                Namespace("void", labels: ["team": "none"]),
            ]))
        cluster.apply(.pods([Self.shopWeb, Self.shopDB, Self.shopCart, Self.labWeb, Self.labTool]))
        cluster.apply(.policies(policies))
    }

    private static let n2 = Node("n2", addresses: [address("10.0.0.2"), address("fd00::2")])

    /// Takes a pod as it is now, made or changed.
    mutating func add(_ pods: Pod...) {
        for pod in pods { cluster.apply(.pod(pod.key, pod)) }
    }

    /// Whether packets pass from one end to another, each a pod such as `shop/web` or an address.
    func passes(_ from: String, _ to: String, _ traffic: Traffic = .port(.tcp, 80)) -> Bool {
        judgement(from, to, traffic)?.isAllowed ?? false
    }

    /// What the judge says of the only flow between two ends.
    func judgement(_ from: String, _ to: String, _ traffic: Traffic = .port(.tcp, 80)) -> Judgement? {
        let flows = cluster.flows(from: end(from), to: end(to), traffic)
        if flows.count != 1 { Issue.record("\(flows.count) flows from \(from) to \(to)") }
        return flows.first.map { Judge(cluster).judge($0) }
    }

    /// Who of these reaches an end.
    func reaching(_ to: String, _ traffic: Traffic = .port(.tcp, 80), of senders: [String] = Self.ends) -> [String] {
        senders.filter { passes($0, to, traffic) }
    }

    /// Who of these an end reaches.
    func reached(_ from: String, _ traffic: Traffic = .port(.tcp, 80), of receivers: [String] = Self.ends) -> [String] {
        receivers.filter { passes(from, $0, traffic) }
    }

    /// The pods and an address outside.
    static let ends = ["shop/web", "shop/db", "shop/cart", "lab/web", "lab/tool", "192.0.2.7"]

    private func end(_ text: String) -> FlowEnd {
        let parts = text.split(separator: "/").map(String.init)
        return parts.count == 2 ? .pod(ObjectKey(parts[0], parts[1])) : .address(address(text))
    }
}

/// The address of a text that is one.
func address(_ text: String) -> IPAddress {
    do { return try IPAddress(parsing: text) } catch { preconditionFailure("\(error)") }
}

/// The block of texts that are CIDRs.
func block(_ text: String, except: String...) -> PolicyPeer {
    func cidr(_ text: String) -> CIDR {
        do { return try CIDR(parsing: text) } catch { preconditionFailure("\(error)") }
    }
    return .block(IPBlock(cidr(text), except: except.map(cidr)))
}

/// A policy of namespace shop, unless its name says another.
func policy(
    _ name: String = "policy", _ selector: LabelSelector = .everything, ingress: [PolicyRule]? = nil,
    egress: [PolicyRule]? = nil, defects: [Defect] = []
) -> NetworkPolicy {
    let parts = name.split(separator: "/").map(String.init)
    let key = parts.count == 2 ? ObjectKey(parts[0], parts[1]) : ObjectKey("shop", name)
    return NetworkPolicy(key, podSelector: selector, ingress: ingress, egress: egress, defects: defects)
}

/// A port of a rule.
func port(_ transport: PortedProtocol, _ number: UInt16) -> PolicyPort {
    PolicyPort(transport, .numbers(PortRange(number)))
}

extension LabelSelector {
    /// The pods of this name.
    static func app(_ name: String) -> LabelSelector { LabelSelector(matching: ["app": name]) }

    /// The namespaces of this team.
    static func team(_ name: String) -> LabelSelector { LabelSelector(matching: ["team": name]) }
}

extension PolicyPeer {
    /// Pods of the policy's own namespace.
    static func own(_ selector: LabelSelector) -> PolicyPeer { .pods(selector, namespaces: nil) }

    /// All pods of some namespaces.
    static func all(in namespaces: LabelSelector) -> PolicyPeer { .pods(.everything, namespaces: namespaces) }
}

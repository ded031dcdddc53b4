import KubernetesModel
import TestSupport

/// Objects by chance, as JSON, that look as API servers send them: with much that is not read, and all that is, now and
/// then at its edge.
struct ObjectGenerator: CustomStringConvertible {
    private var chance: SeededGenerator

    /// Objects from these numbers.
    init(_ chance: SeededGenerator) { self.chance = chance }

    /// How to have the same objects again.
    var description: String { chance.description }

    /// An object of a kind; no two of one number are the same.
    mutating func object(of resource: Resource, number: Int) -> String {
        let metadata = metadata(number, isNamespaced: resource != .namespaces && resource != .nodes)
        let parts: [(String, String?)] =
            switch resource {
            case .namespaces: [("spec", #"{"finalizers":["kubernetes"]}"#), ("status", #"{"phase":"Active"}"#)]
            case .pods: [("spec", podSpec()), ("status", podStatus())]
            case .nodes: [("spec", nodeSpec()), ("status", nodeStatus())]
            case .networkPolicies: [("spec", policySpec())]
            case .services: [("spec", serviceSpec()), ("status", #"{"loadBalancer":{}}"#)]
            }
        return members([("metadata", metadata)] + parts)
    }

    // MARK: what all have

    private mutating func metadata(_ number: Int, isNamespaced: Bool) -> String {
        members([
            ("name", text("object-\(number)")),
            ("namespace", isNamespaced ? text(pick(["a", "b", "kube-system"])) : nil),
            ("uid", text("0000-\(number)")), ("resourceVersion", text("\(1_000 + number)")),
            ("generation", maybe("3")), ("creationTimestamp", maybe(text(time()), of: 9)),
            ("deletionTimestamp", maybe(text(time()), of: 2)), ("deletionGracePeriodSeconds", maybe("30")),
            ("labels", maybe(labels(), of: 8)), ("annotations", maybe(Self.annotations)),
            ("ownerReferences", maybe(owners())), ("finalizers", maybe(#"["example.com/one"]"#)),
            ("managedFields", maybe(Self.managedFields)),
        ])
    }

    private static let annotations = #"{"note":"ünïcödé \"quoted\" \\ \u0041\n"}"#
    private static let managedFields =
        #"[{"manager":"kubelet","operation":"Update","apiVersion":"v1","fieldsV1":{"f:metadata":{}}}]"#

    private mutating func labels() -> String {
        let names = ["app", "tier", "example.com/role", "kubernetes.io/metadata.name", "a.b/c-d_e"].filter { _ in half()
        }
        return members(names.map { ($0, text(pick(["web", "", "db-1", "x.y_z", "0"]))) })
    }

    private mutating func owners() -> String {
        list(1...2) { it in
            it.members([
                ("kind", it.text(it.pick(["ReplicaSet", "Job"]))), ("name", it.text("owner")), ("uid", it.text("u")),
                ("apiVersion", it.text("apps/v1")), ("controller", it.maybe(it.pick(["true", "false"]))),
            ])
        }
    }

    private mutating func time() -> String {
        pick(["2026-03-01T10:00:00Z", "1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2026-03-01T10:00:00+02:00"])
    }

    // MARK: pods and nodes

    private mutating func podSpec() -> String {
        members([
            ("containers", list(1...3) { $0.container(isInit: false) }),
            ("initContainers", maybe(list(0...2) { $0.container(isInit: true) }, of: 4)),
            ("nodeName", maybe(text("node-1"), of: 8)), ("hostNetwork", maybe(pick(["true", "false"]), of: 3)),
            ("restartPolicy", text("Always")), ("terminationGracePeriodSeconds", "30"),
            ("tolerations", maybe(#"[{"key":"a","operator":"Exists","tolerationSeconds":300}]"#)),
        ])
    }

    private mutating func container(isInit: Bool) -> String {
        members([
            ("name", text("main")), ("image", text("registry.test/image:1")),
            ("ports", maybe(list(0...3) { $0.containerPort() }, of: 7)),
            ("restartPolicy", isInit ? maybe(text(pick(["Always", "Never"]))) : nil),
            ("resources", maybe(#"{"limits":{"cpu":"1"}}"#)),
        ])
    }

    private mutating func containerPort() -> String {
        members([
            ("name", maybe(text(pick(["http", "dns", "metrics-9", ""])), of: 7)),
            ("containerPort", pick(["80", "1", "65535", "8080"], rarely: ["0", "65536"])),
            ("protocol", maybe(text(pick(["TCP", "UDP", "SCTP"])), of: 8)), ("hostPort", maybe("8081", of: 1)),
        ])
    }

    private mutating func podStatus() -> String {
        let addresses = (0..<Int.random(in: 0...2, using: &chance)).map { _ in address() }
        return members([
            (
                "phase",
                maybe(text(pick(["Pending", "Running", "Succeeded", "Failed", "Unknown"], rarely: ["Other"])), of: 9)
            ),
            ("podIP", addresses.first.map { text($0) }),
            ("podIPs", maybe("[\(addresses.map { #"{"ip":"\#($0)"}"# }.joined(separator: ","))]", of: 8)),
            ("hostIP", text("172.16.0.1")), ("startTime", maybe(text(time()))),
        ])
    }

    private mutating func address() -> String {
        pick(["10.0.0.1", "fd00::1", "192.168.255.254", "2001:db8::10:0:1"], rarely: ["::ffff:10.1.2.3", "none"])
    }

    private mutating func nodeSpec() -> String {
        members([
            ("podCIDR", maybe(text("10.1.0.0/24"), of: 8)),
            ("podCIDRs", maybe(#"["10.1.0.0/24","fd00:1::/64"]"#, of: 7)),
            ("unschedulable", maybe("true")), ("taints", maybe(#"[{"key":"a","effect":"NoSchedule"}]"#)),
        ])
    }

    private mutating func nodeStatus() -> String {
        members([
            (
                "addresses",
                maybe(
                    list(0...3) { it in
                        it.members([
                            ("type", it.text(it.pick(["InternalIP", "ExternalIP", "Hostname"]))),
                            ("address", it.text(it.address())),
                        ])
                    }, of: 9)
            ),
            ("capacity", maybe(#"{"cpu":"8","memory":"1Gi"}"#)),
        ])
    }

    // MARK: policies

    private mutating func policySpec() -> String {
        members([
            ("podSelector", selector()), ("ingress", maybe(list(1...3) { $0.rule("from") }, of: 7)),
            ("egress", maybe(list(1...2) { $0.rule("to") }, of: 4)),
            (
                "policyTypes",
                pick([#"["Ingress"]"#, #"["Egress"]"#, #"["Ingress","Egress"]"#], rarely: [#"["Other"]"#])
            ),
        ])
    }

    private mutating func rule(_ peers: String) -> String {
        members([
            ("ports", maybe(list(1...3) { $0.policyPort() }, of: 6)), (peers, maybe(list(1...3) { $0.peer() }, of: 7)),
        ])
    }

    private mutating func policyPort() -> String {
        let port = pick(
            ["80", "443", "\"http\""], rarely: ["\"\"", "0", "65536", "65535", "\"http-but-far-too-long\""])
        return members([
            ("protocol", maybe(text(pick(["TCP", "UDP", "SCTP"], rarely: ["ICMP"])), of: 8)),
            ("port", maybe(port, of: 9)),
            ("endPort", port.hasPrefix("\"") ? nil : maybe(pick(["9000", "65535"], rarely: ["80", "0"]), of: 2)),
        ])
    }

    private mutating func peer() -> String {
        if Int.random(in: 0..<3, using: &chance) == 0 {
            let block = members([
                ("cidr", text(pick(["10.0.0.0/8", "0.0.0.0/0"], rarely: ["fd00::/8", "10.0.0.1/8", "none"]))),
                (
                    "except",
                    maybe(
                        pick(
                            [#"["10.1.0.0/16"]"#, #"["10.1.0.0/16","10.2.0.0/16"]"#],
                            rarely: [#"["11.0.0.0/8"]"#, #"["x"]"#]))
                ),
            ])
            return members([("ipBlock", block)])
        }
        let pods = maybe(selector())
        return members([("podSelector", pods), ("namespaceSelector", pods == nil ? selector() : maybe(selector()))])
    }

    private mutating func selector() -> String {
        members([
            ("matchLabels", maybe(labels())), ("matchExpressions", maybe(list(1...2) { $0.requirement() }, of: 4)),
        ])
    }

    private mutating func requirement() -> String {
        let operation = pick(["In", "NotIn", "Exists", "DoesNotExist"], rarely: ["Has"])
        let values = operation.hasSuffix("In") ? pick([#"["web","db"]"#, #"[""]"#, #"["one"]"#]) : nil
        return members([
            ("key", text(pick(["app", "example.com/role"], rarely: ["not a key"]))), ("operator", text(operation)),
            ("values", values ?? pick(["[]"], rarely: [#"["web"]"#])),
        ])
    }

    // MARK: Services

    private mutating func serviceSpec() -> String {
        let address = pick(["10.96.0.1", "fd00:96::1", "None", ""])
        return members([
            ("ports", maybe(list(1...3) { $0.servicePort() }, of: 8)), ("selector", maybe(#"{"app":"web"}"#, of: 8)),
            ("clusterIP", text(address)), ("clusterIPs", maybe(#"["\#(address)"]"#, of: address.isEmpty ? 0 : 8)),
            ("type", text("ClusterIP")), ("sessionAffinity", text("None")),
        ])
    }

    /// A server always says to which port it leads.
    private mutating func servicePort() -> String {
        members([
            ("name", maybe(text(pick(["http", "dns"])))), ("protocol", text(pick(["TCP", "UDP", "SCTP"]))),
            ("port", pick(["80", "65535"], rarely: ["0"])),
            ("targetPort", pick(["8080", "\"http\"", "1"], rarely: ["0", "\"\""])),
        ])
    }

    // MARK: parts

    private mutating func half() -> Bool { Bool.random(using: &chance) }

    private mutating func pick(_ choices: [String]) -> String { choices.randomElement(using: &chance) ?? "" }

    /// One of the first, or now and then one of those that are wrong, or odd.
    private mutating func pick(_ choices: [String], rarely odd: [String]) -> String {
        pick(Int.random(in: 0..<40, using: &chance) == 0 ? odd : choices)
    }

    /// A part that is there so many times of ten.
    private mutating func maybe(_ part: String, of ten: Int = 5) -> String? {
        Int.random(in: 0..<10, using: &chance) < ten ? part : nil
    }

    private mutating func list(_ count: ClosedRange<Int>, _ item: (inout Self) -> String) -> String {
        let items = (0..<Int.random(in: count, using: &chance)).map { _ in item(&self) }
        return "[\(items.joined(separator: ","))]"
    }

    private func text(_ text: String) -> String { "\"\(text)\"" }

    /// An object, its members in an order by chance, as no order is promised.
    private mutating func members(_ parts: [(String, String?)]) -> String {
        let present = parts.compactMap { name, part in part.map { "\"\(name)\":\($0)" } }.shuffled(using: &chance)
        return "{\(present.joined(separator: ","))}"
    }
}

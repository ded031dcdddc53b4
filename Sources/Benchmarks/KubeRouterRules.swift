/// Rules for iptables and ipset in the layout of kube-router, for one pod whose connections come from elsewhere.
///
///     FORWARD ─► KUBE-ROUTER-FORWARD ─► KUBE-POD-FW-… ─► KUBE-NWPLCY-COMMON   what is known already
///                                             │──► KUBE-NWPLCY-DEFAULT          what no policy speaks of
///                                             └──► KUBE-NWPLCY-… per policy     sets of sources and of pods: a mark
///                                       no mark: logged, refused; else a second mark, by which the packet is let go
///
/// Only what a forwarded packet meets is here: the rules for what the node itself sends and receives are left out.
public struct KubeRouterRules: Sendable {
    /// A policy that lets some sources reach the pod, at every port.
    public struct Policy: Sendable {
        /// Addresses, or blocks.
        public var sources: [String]
        /// Whether the sources are blocks.
        public var areBlocks: Bool

        /// A policy of these sources.
        public init(_ sources: [String], areBlocks: Bool = false) {
            (self.sources, self.areBlocks) = (sources, areBlocks)
        }
    }

    /// What a set of kube-router's holds at most, unless it has more to hold.
    private static let elementsMax = 65_536
    private static let commonChain = "KUBE-NWPLCY-COMMON"
    private static let defaultChain = "KUBE-NWPLCY-DEFAULT"
    private static let forwardChain = "KUBE-ROUTER-FORWARD"
    private static let allowed = "0x10000/0x10000"
    private static let passed = "0x20000/0x20000"

    private let pod: String
    private let policies: [Policy]
    private let podChain = "KUBE-POD-FW-" + padded(0)

    /// The rules of these policies, all of which select the pod of this address.
    public init(pod: String, policies: [Policy]) { (self.pod, self.policies) = (pod, policies) }

    /// How many elements the sets have together.
    public var elementCount: Int { policies.reduce(0) { $0 + $1.sources.count + 1 } }

    /// How many rules there are.
    public var ruleCount: Int { ruleLines.count }

    /// The sets, as `ipset restore` reads them.
    public var sets: String {
        policies.indices.map { set(Self.podSet($0), "hash:ip", [pod]) + sourceSet($0) }.joined()
    }

    /// The chains and rules, as `iptables-restore` reads them.
    public var rules: String {
        let chains = [Self.forwardChain, Self.commonChain, Self.defaultChain, podChain]
        let lines = (chains + policies.indices.map(Self.policyChain)).map { ":\($0) - [0:0]" } + ruleLines
        return "*filter\n" + lines.map { $0 + "\n" }.joined() + "COMMIT\n"
    }

    private func sourceSet(_ index: Int) -> String {
        set(Self.sourceSet(index), policies[index].areBlocks ? "hash:net" : "hash:ip", policies[index].sources)
    }

    private func set(_ name: String, _ type: String, _ elements: [String]) -> String {
        let limit = max(Self.elementsMax, elements.count)
        return "create \(name) \(type) family inet hashsize 1024 maxelem \(limit) timeout 0\n"
            + elements.map { "add \(name) \($0) timeout 0\n" }.joined()
    }

    private var ruleLines: [String] {
        [rule("FORWARD", "kube-router netpol", "-j \(Self.forwardChain)")] + commonRules
            + [rule(Self.defaultChain, "traffic that no policy selects", "-j MARK --set-xmark \(Self.allowed)")]
            + podRules + policies.indices.flatMap(policyRules) + forwardRules
    }

    private var commonRules: [String] {
        let chain = Self.commonChain
        return [
            rule(chain, "invalid state", "-m conntrack --ctstate INVALID -j DROP"),
            rule(chain, "stateful firewall", "-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT"),
        ]
            + ["echo-request", "destination-unreachable", "time-exceeded"].map {
                rule(chain, "icmp \($0)", "-p icmp -m icmp --icmp-type \($0) -j ACCEPT")
            }
    }

    private var podRules: [String] {
        let refused = "-m mark ! --mark \(Self.allowed)"
        let limit = "-m limit --limit 10/minute --limit-burst 10"
        // The one read last comes first, since each is put in at the top.
        let jumps = policies.indices.reversed().map {
            rule(podChain, "run through policy \($0)", "-d \(pod) -j \(Self.policyChain($0))")
        }
        return [
            rule(podChain, "run through common policy", "-j \(Self.commonChain)"),
            rule(podChain, "from this node", "-m addrtype --src-type LOCAL -d \(pod) -j ACCEPT"),
            rule(podChain, "run through default egress policy", "-s \(pod) -j \(Self.defaultChain)"),
        ] + jumps + [
            rule(podChain, "log what is dropped", "\(refused) \(limit) -j NFLOG --nflog-group 100"),
            rule(podChain, "reject", "\(refused) -j REJECT"), "-A \(podChain) -j MARK --set-mark 0/0x10000",
            rule(podChain, "complies with policies", "-j MARK --set-mark \(Self.passed)"),
        ]
    }

    private func policyRules(_ index: Int) -> [String] {
        let sets = "-m set --match-set \(Self.sourceSet(index)) src -m set --match-set \(Self.podSet(index)) dst"
        let words = "from sources to pods of policy \(index)"
        return [
            rule(Self.policyChain(index), words, "\(sets) -j MARK --set-xmark \(Self.allowed)"),
            rule(Self.policyChain(index), words, "\(sets) -m mark --mark \(Self.allowed) -j RETURN"),
        ]
    }

    private var forwardRules: [String] {
        let ends = ["-d \(pod)", "-s \(pod)"]
        let jumps = ends.flatMap { end in
            ["\(end) -j \(podChain)", "-m physdev --physdev-is-bridged \(end) -j \(podChain)"]
        }
        return jumps.map { rule(Self.forwardChain, "jump to the pod's chain", $0) }
            + [rule(Self.forwardChain, "explicitly accept", "-m mark --mark \(Self.passed) -j ACCEPT")]
    }

    private func rule(_ chain: String, _ comment: String, _ rest: String) -> String {
        "-A \(chain) -m comment --comment \"\(comment)\" \(rest)"
    }

    private static func policyChain(_ index: Int) -> String { "KUBE-NWPLCY-" + padded(index) }
    private static func podSet(_ index: Int) -> String { "KUBE-DST-" + padded(index) }
    private static func sourceSet(_ index: Int) -> String { "KUBE-SRC-" + padded(index) }

    /// As long as the hashes that stand there in kube-router's names.
    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

import KubernetesModel
import PolicyEngine

extension Lint {
    /// Pods that cannot ask DNS, whatever else they may send: one finding for the first policy that isolates them.
    var dnsFindings: [Finding] {
        let policies = scene.policies.indices.filter { scene.policies[$0].egress != nil && isReadable($0) }
        let ways = Dictionary(uniqueKeysWithValues: policies.map { ($0, dns.ways(scene.policies[$0])) })
        var isolating = [[Int]](repeating: [], count: scene.kinds.count)
        for policy in policies { for kind in selected[policy] { isolating[kind].append(policy) } }
        var cut: [Cut: [Int]] = [:]
        for (kind, all) in isolating.enumerated() where !scene.kinds[kind].isHostNetwork {
            if all.isEmpty || dns.serverKinds.contains(kind) { continue }
            note(all, kind, ways, &cut)
        }
        for policy in policies where selected[policy].isEmpty {
            let all = widerPolicies.wider(than: policy) { ways[$0] != nil }
            note([policy] + all, nil, ways, &cut)
        }
        return cut.map { finding($0, $1) } + (scene.hasNodeLocalDNS ? nodeLocalFindings(policies, ways) : [])
    }

    private func isReadable(_ policy: Int) -> Bool { !scene.policies[policy].defects.hasError }

    /// What pods have alike that are cut off: the policy to mend, and how they can ask all the same.
    private struct Cut: Hashable {
        let policy: Int
        let open: DNSAccess.Ways
        let isDeliberate: Bool
    }

    private func note(_ all: [Int], _ kind: Int?, _ ways: [Int: DNSAccess.Ways], _ cut: inout [Cut: [Int]]) {
        let open = all.reduce(into: DNSAccess.Ways()) { $0.formUnion(ways[$1] ?? []) }
        // The first that has rules: a policy that denies everything is seldom the one to mend.
        let first = all.first { !(scene.policies[$0].egress ?? []).isEmpty }
        guard open != .both, let place = first ?? all.first else { return }
        cut[Cut(policy: place, open: open, isDeliberate: first == nil), default: []] += kind.map { [$0] } ?? []
    }

    private func finding(_ cut: Cut, _ kinds: [Int]) -> Finding {
        let policy = scene.policies[cut.policy].key
        let who = kinds.isEmpty ? "the pods it selects" : scene.names(kinds)
        if cut.isDeliberate {
            return Finding(
                .dnsBlockedUDP, .note, policy, at: "spec.egress", "\(who) cannot ask DNS, and send nothing else",
                mend: "add a policy that allows UDP and TCP port 53 to the DNS pods where names are needed")
        }
        if cut.open.contains(.udp) {
            return Finding(
                .dnsBlockedTCP, .note, policy, at: "spec.egress",
                "\(who) can ask DNS by UDP alone, and long answers "
                    + "need TCP", mend: "add TCP port 53 to the rule for DNS")
        }
        let ways = cut.open.contains(.tcp) ? "by UDP, which is what they try first" : "by UDP or TCP"
        return Finding(
            .dnsBlockedUDP, .warning, policy, at: "spec.egress", "\(who) cannot ask DNS \(ways)",
            mend: "add a rule that allows UDP and TCP port 53 to the DNS pods, or a policy for all pods that does")
    }

    /// Policies that open DNS for pods alone, where pods ask a cache on their node.
    private func nodeLocalFindings(_ policies: [Int], _ ways: [Int: DNSAccess.Ways]) -> [Finding] {
        policies.filter { ways[$0] != [] && !opensBlocks($0) }.map { index in
            Finding(
                .nodeLocalDNS, .warning, scene.policies[index].key, at: "spec.egress",
                "allows DNS to pods, and here "
                    + "pods ask a cache on their node",
                mend: "run the agent with --node-local-dns and the address of the cache")
        }
    }

    private func opensBlocks(_ policy: Int) -> Bool {
        (scene.policies[policy].egress ?? []).contains { rule in
            rule.peers.isEmpty || rule.peers.contains { if case .block = $0 { true } else { false } }
        }
    }
}

extension LintScene {
    /// Whether pods with the usual label of the cache run on nodes, and nobody said its address.
    fileprivate var hasNodeLocalDNS: Bool {
        inventory.cluster.pods[Self.nodeLocalDNS] == nil
            && kinds.contains { $0.isHostNetwork && $0.labels["k8s-app"] == "node-local-dns" }
    }
}

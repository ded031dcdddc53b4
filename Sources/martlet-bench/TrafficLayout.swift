import Benchmarks
import Nftables
import TestSupport

/// How the rules of a load are laid out in a router.
enum TrafficLayout: CaseIterable {
    /// As our compiler does.
    case merged
    /// There are none, and nothing follows connections.
    case bare
    /// Connections are followed, and all of them pass.
    case following
    /// One chain for each policy.
    case onePerPolicy
    /// As kube-router does, by `iptables` over nftables and by `ipset`.
    case kubeRouter

    /// The layout in the words of a row that has it as its baseline.
    var name: String {
        switch self {
        case .merged: "ours"
        case .bare: "no rules"
        case .following: "tracking connections alone"
        case .onePerPolicy: "one chain per policy"
        case .kubeRouter: "iptables-nft with ipset, as kube-router"
        }
    }

    /// Whether it has rules that refuse.
    var refuses: Bool {
        switch self {
        case .merged, .onePerPolicy, .kubeRouter: true
        case .bare, .following: false
        }
    }

    /// Whether the router follows connections.
    var follows: Bool { self != .bare }

    /// Puts the rules of a load into a router that has none, and throws unless all of them are there.
    func install(_ load: TrafficLoad, in router: NetworkNamespace) throws {
        switch self {
        case .bare: break
        case .merged: try commit(load.merged, in: router)
        case .following: try commit(TrafficLoad.following, in: router)
        case .onePerPolicy: try commit(load.onePerPolicy, in: router)
        case .kubeRouter: try restore(load.kubeRouter, in: router)
        }
    }

    private func commit(_ ruleset: Ruleset, in router: NetworkNamespace) throws {
        try router.run {
            let lab = try Lab()
            try lab.change(from: nil, to: ruleset)
            try lab.check(ruleset)
        }
    }

    private func restore(_ rules: KubeRouterRules, in router: NetworkNamespace) throws {
        try router.command(["ipset", "restore"], input: rules.sets)
        try router.command(["iptables-nft-restore"], input: rules.rules)
        let elements = try count("add ", ["ipset", "save"], router)
        let lines = try count("-A ", ["iptables-nft-save", "-t", "filter"], router)
        guard elements == rules.elementCount, lines == rules.ruleCount else {
            throw BenchError.command(
                "\(elements) of \(rules.elementCount) elements of ipset, \(lines) of \(rules.ruleCount) rules")
        }
    }

    private func count(_ start: String, _ command: [String], _ router: NetworkNamespace) throws -> Int {
        try router.command(command).split(separator: "\n").count { $0.hasPrefix(start) }
    }

    /// Why this machine has no such layout: what a program said that is not there, or that the kernel refused; `nil`
    /// where it has. That rules are not those that were wanted is no such reason, and throws.
    func reasonAgainst() throws -> String? {
        guard self == .kubeRouter else { return nil }
        do {
            try install(.policies(1), in: NetworkNamespace())
            return nil
        } catch let error as CommandError {
            return "\(error)".split(separator: "\n").joined(separator: "; ")
        }
    }
}

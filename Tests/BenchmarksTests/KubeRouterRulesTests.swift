import Benchmarks
import Testing

@Suite struct KubeRouterRulesTests {
    private static let rules = KubeRouterRules(
        pod: "10.2.0.2",
        policies: [.init(["10.1.0.2", "10.1.0.3"]), .init(["10.64.0.0/24"], areBlocks: true)])

    @Test("each policy has a set of its pods and one of its sources, of addresses or of blocks")
    func sets() {
        #expect(
            Self.rules.sets == """
                create KUBE-DST-0000000000000000 hash:ip family inet hashsize 1024 maxelem 65536 timeout 0
                add KUBE-DST-0000000000000000 10.2.0.2 timeout 0
                create KUBE-SRC-0000000000000000 hash:ip family inet hashsize 1024 maxelem 65536 timeout 0
                add KUBE-SRC-0000000000000000 10.1.0.2 timeout 0
                add KUBE-SRC-0000000000000000 10.1.0.3 timeout 0
                create KUBE-DST-0000000000000001 hash:ip family inet hashsize 1024 maxelem 65536 timeout 0
                add KUBE-DST-0000000000000001 10.2.0.2 timeout 0
                create KUBE-SRC-0000000000000001 hash:net family inet hashsize 1024 maxelem 65536 timeout 0
                add KUBE-SRC-0000000000000001 10.64.0.0/24 timeout 0

                """)
    }

    @Test("the pod's chain runs through the common rules, then through one chain for each policy, the last one first")
    func rules() {
        let (pod, common, usual) = ("KUBE-POD-FW-0000000000000000", "KUBE-NWPLCY-COMMON", "KUBE-NWPLCY-DEFAULT")
        let policies = ["KUBE-NWPLCY-0000000000000000", "KUBE-NWPLCY-0000000000000001"]
        let lines = Self.rules.rules.split(separator: "\n").map { Self.withoutComment(String($0)) }
        let chains = ["KUBE-ROUTER-FORWARD", common, usual, pod] + policies
        let allowed = "0x10000/0x10000"
        #expect(lines.first == "*filter" && lines.last == "COMMIT")
        #expect(lines.filter { $0.hasPrefix(":") } == chains.map { ":\($0) - [0:0]" })
        #expect(
            lines.filter { $0.hasPrefix("-A KUBE-POD-FW") } == [
                "-A \(pod) -j \(common)", "-A \(pod) -m addrtype --src-type LOCAL -d 10.2.0.2 -j ACCEPT",
                "-A \(pod) -s 10.2.0.2 -j \(usual)", "-A \(pod) -d 10.2.0.2 -j \(policies[1])",
                "-A \(pod) -d 10.2.0.2 -j \(policies[0])",
                "-A \(pod) -m mark ! --mark \(allowed) -m limit --limit 10/minute --limit-burst 10 -j NFLOG "
                    + "--nflog-group 100",
                "-A \(pod) -m mark ! --mark \(allowed) -j REJECT", "-A \(pod) -j MARK --set-mark 0/0x10000",
                "-A \(pod) -j MARK --set-mark 0x20000/0x20000",
            ])
        let sets = "-m set --match-set KUBE-SRC-0000000000000001 src -m set --match-set KUBE-DST-0000000000000001 dst"
        #expect(
            lines.filter { $0.hasPrefix("-A \(policies[1])") } == [
                "-A \(policies[1]) \(sets) -j MARK --set-xmark \(allowed)",
                "-A \(policies[1]) \(sets) -m mark --mark \(allowed) -j RETURN",
            ])
    }

    @Test("what is counted is what stands in the texts")
    func counts() {
        let (sets, rules) = (Self.rules.sets.split(separator: "\n"), Self.rules.rules.split(separator: "\n"))
        #expect(Self.rules.elementCount == sets.filter { $0.hasPrefix("add ") }.count)
        #expect(Self.rules.ruleCount == rules.filter { $0.hasPrefix("-A ") }.count)
    }

    @Test("a set of more than kube-router's sets hold is made large enough")
    func largeSet() {
        let sources = (0..<70_000).map { String($0) }
        #expect(KubeRouterRules(pod: "10.2.0.2", policies: [.init(sources)]).sets.contains(" maxelem 70000 "))
    }

    private static func withoutComment(_ line: String) -> String {
        let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return line }
        return "\(parts[0].replacing(" -m comment --comment ", with: ""))\(parts[2])"
    }
}

import Analysis
import Testing

@Suite struct CheckTests {
    @Test("each check has a name of words and hyphens, and one sentence that no other has")
    func names() {
        for check in Check.allCases {
            #expect(check.rawValue.allSatisfy { $0.isLowercase || $0 == "-" }, "\(check)")
            #expect(check.summary.hasSuffix(".") && !check.summary.dropLast().contains(". "), "\(check)")
        }
        #expect(Set(Check.allCases.map(\.summary)).count == Check.allCases.count)
    }

    @Test("the names are those that people may have written down")
    func stay() {
        #expect(
            Check.allCases.map(\.rawValue) == [
                "unreadable", "host-bits", "doubtful-field", "duplicate-name", "namespace-missing", "protocol-missing",
                "policy-types-missing", "egress-without-type", "empty-peers", "split-peer", "namespace-unknown",
                "impossible-selector", "selects-no-pod", "peer-matches-no-namespace", "peer-matches-no-pod",
                "idle-exclusion", "named-port-unserved", "named-port-of-block", "service-port", "block-covers-pods",
                "block-covers-services", "block-covers-nodes", "one-family-block", "all-ingress-blocked",
                "all-ingress-allowed", "all-egress-blocked", "all-egress-allowed", "open-rule", "dns-blocked-udp",
                "dns-blocked-tcp", "node-local-dns", "shadowed",
            ])
    }

    @Test("the documentation has a row for each check, in order")
    func documentation() {
        let rows = ExampleDirectory.text("../../docs/lint.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.map(String.init) == Check.allCases.map { "| `\($0.rawValue)` | \($0.summary) |" })
    }
}

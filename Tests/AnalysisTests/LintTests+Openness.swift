import Analysis
import Testing

extension LintTests {
    @Test("a policy that denies or allows all is noted, for each direction")
    func openness() {
        let none = "{podSelector: {}, policyTypes: [Ingress, Egress]}"
        #expect(
            LintSample.texts(.allIngressBlocked, none) == [
                "note: NetworkPolicy shop/p: spec: allows nothing to come in to the pods it selects, but from their "
                    + "own node "
                    + "[all-ingress-blocked]"
            ])
        #expect(
            LintSample.texts(.allEgressBlocked, none) == [
                "note: NetworkPolicy shop/p: spec: allows the pods it selects to send nothing, not even to DNS or to "
                    + "their own node [all-egress-blocked]"
            ])
        let all = "{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{}]}"
        #expect(
            LintSample.texts(.allIngressAllowed, all) == [
                "note: NetworkPolicy shop/p: spec.ingress[0]: allows everything to come in to the pods it selects "
                    + "[all-ingress-allowed]"
            ])
        #expect(
            LintSample.texts(.allEgressAllowed, all) == [
                "note: NetworkPolicy shop/p: spec.egress[0]: allows the pods it selects to send everything "
                    + "[all-egress-allowed]"
            ])
        let some =
            "{podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ports: [{port: 1}]}], egress: [{to: "
            + "[{podSelector: {}}]}]}"
        for check in [Check.allIngressBlocked, .allEgressBlocked, .allIngressAllowed, .allEgressAllowed] {
            #expect(LintSample.texts(check, some) == [])
        }
        for check in [Check.allEgressBlocked, .allEgressAllowed] {
            #expect(LintSample.texts(check, "{podSelector: {}, ingress: [{}]}") == [])
        }
    }

    @Test("an empty rule beside others is told")
    func openRule() {
        #expect(
            LintSample.texts(.openRule, "{podSelector: {}, ingress: [{from: [{podSelector: {}}]}, {}]}") == [
                "warning: NetworkPolicy shop/p: spec.ingress[1]: is empty and allows everything, so the other "
                    + "ingress rules "
                    + "mean nothing: remove it, or the others [open-rule]"
            ])
        #expect(LintSample.texts(.openRule, "{podSelector: {}, ingress: [{}], egress: [{}]}") == [])
    }
}

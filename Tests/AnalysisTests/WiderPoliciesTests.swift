import ClusterSupport
import KubernetesModel
import TestSupport
import Testing

@testable import Analysis

@Suite struct WiderPoliciesTests {
    @Test("it finds what comparing with each policy finds")
    func isComplete() {
        var generator = ClusterGenerator(.forTest("wider"))
        var count = 0
        for _ in 0..<rounds(50, long: 200) {
            let policies = (0..<12).map { index in
                NetworkPolicy(
                    ObjectKey(index % 3 == 0 ? "lab" : "shop", "p\(index)"), podSelector: generator.selector())
            }
            let wider = WiderPolicies(policies)
            for index in policies.indices {
                let expected = policies.indices.filter { other in
                    other != index && other != 5 && policies[other].key.namespace == policies[index].key.namespace
                        && policies[index].podSelector.implies(policies[other].podSelector)
                }
                #expect(wider.wider(than: index) { $0 != 5 } == expected)
                count += expected.count
            }
        }
        #expect(count > 100)
    }
}

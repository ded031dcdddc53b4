import ClusterSupport
import KubernetesModel
import TestSupport
import Testing

@testable import Analysis

@Suite struct LabelSelectorImplicationTests {
    @Test("what implies another matches nothing that the other does not, and what is impossible matches nothing")
    func isSound() {
        var generator = ClusterGenerator(.forTest("implication"))
        var (implied, impossible) = (0, 0)
        for _ in 0..<rounds(3_000, long: 12_000) {
            let (one, other) = (generator.selector(), generator.selector())
            if one.implies(other) {
                implied += 1
                #expect(!Self.all.contains { one.matches($0) && !other.matches($0) }, "\(one) \(other)")
            }
            if one.isImpossible {
                impossible += 1
                #expect(!Self.all.contains { one.matches($0) }, "\(one)")
            }
        }
        #expect(implied > 100 && impossible > 10)
    }

    @Test("requirements of one key are compared, whatever their operators")
    func completeness() {
        let conditions: [LabelSelector.Condition] = [
            .in(["a"]), .in(["a", "b"]), .notIn(["a"]), .notIn(["a", "b"]), .exists, .doesNotExist,
        ]
        for one in conditions {
            for other in conditions {
                let (left, right) = (LabelSelector([.init("app", one)]), LabelSelector([.init("app", other)]))
                let holds = !Self.all.contains { left.matches($0) && !right.matches($0) }
                #expect(left.implies(right) == holds, "\(one) \(other)")
            }
        }
        #expect(LabelSelector.everything.implies(.everything))
    }

    /// Every object with up to two labels of the generator's, and of a value that no selector names.
    private static let all: [Labels] = {
        let values = [nil, "a", "b", "c", "d"]
        return values.flatMap { app in
            values.map { tier in
                var labels: [String: String] = [:]
                labels["app"] = app
                labels["tier"] = tier
                return Labels(labels)
            }
        }
    }()
}

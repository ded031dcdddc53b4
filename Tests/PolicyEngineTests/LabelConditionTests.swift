import Testing

@testable import PolicyEngine

@Suite struct LabelConditionTests {
    private static let subsets: [Set<String>] = [[], ["a"], ["b"], ["a", "b"]]
    private static let all: [LabelCondition] = subsets.flatMap { values in
        [true, false].flatMap { absence in
            [
                LabelCondition(values: .only(values), allowsAbsence: absence),
                LabelCondition(values: .except(values), allowsAbsence: absence),
            ]
        }
    }
    private static let worlds: [String?] = [nil, "a", "b", "z"]

    private func meaning(_ condition: LabelCondition) -> [Bool] { Self.worlds.map { condition.holds(of: $0) } }

    @Test("a value is right where it is named, or not excluded, and a missing label where that is allowed")
    func holds() {
        let some = LabelCondition(values: .only(["a"]), allowsAbsence: false)
        let others = LabelCondition(values: .except(["a"]), allowsAbsence: true)
        #expect(meaning(some) == [false, true, false, false])
        #expect(meaning(others) == [true, false, true, true])
    }

    @Test("conditions are equal exactly when the same labels will do")
    func normalForm() {
        for left in Self.all {
            for right in Self.all where (left == right) != (meaning(left) == meaning(right)) {
                Issue.record("\(left) and \(right)")
            }
        }
    }

    @Test("both at once is what both allow, and their order does not matter")
    func both() {
        for left in Self.all {
            for right in Self.all {
                let both = left.and(right)
                let expected = zip(meaning(left), meaning(right)).map { $0 && $1 }
                if meaning(both) != expected || both != right.and(left) { Issue.record("\(left) and \(right)") }
            }
        }
    }

    @Test("impossible is what nothing satisfies, void what everything does")
    func ends() {
        for condition in Self.all {
            #expect(condition.isImpossible == !meaning(condition).contains(true))
            #expect(condition.isVoid == !meaning(condition).contains(false))
        }
    }
}

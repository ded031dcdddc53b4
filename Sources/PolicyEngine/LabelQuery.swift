import KubernetesModel

/// A label selector in the one form that it has: equal meaning, equal value.
struct LabelQuery: Hashable, Sendable {
    /// What must hold, a condition for each key; `nil` where no object can match.
    private let conditions: [String: LabelCondition]?

    /// The query of a selector.
    init(_ selector: LabelSelector) {
        var conditions: [String: LabelCondition] = [:]
        for requirement in selector.requirements {
            let condition = LabelCondition(requirement.condition)
            conditions[requirement.key] = conditions[requirement.key]?.and(condition) ?? condition
        }
        let isImpossible = conditions.values.contains { $0.isImpossible }
        self.conditions = isImpossible ? nil : conditions.filter { !$0.value.isVoid }
    }

    /// The query that every object matches.
    static let everything = LabelQuery(.everything)

    /// Whether no object can match.
    var isImpossible: Bool { conditions == nil }

    /// Whether an object with these labels matches.
    func matches(_ labels: Labels) -> Bool {
        conditions?.allSatisfy { key, condition in condition.holds(of: labels[key]) } ?? false
    }
}

extension LabelCondition {
    fileprivate init(_ condition: LabelSelector.Condition) {
        switch condition {
        case .in(let values): self.init(values: .only(Set(values)), allowsAbsence: false)
        case .notIn(let values): self.init(values: .except(Set(values)), allowsAbsence: true)
        case .exists: self.init(values: .except([]), allowsAbsence: false)
        case .doesNotExist: self.init(values: .only([]), allowsAbsence: true)
        }
    }
}

extension LabelQuery: CustomStringConvertible {
    /// The query as `kubectl -l` writes it, the keys in order: `app=web,tier notin (dev,test),!old`.
    var description: String {
        guard let conditions else { return "nothing" }
        return conditions.sorted { $0.key < $1.key }.flatMap { $1.texts($0) }.joined(separator: ",")
    }
}

extension LabelQuery {
    /// All that the query is, in parts: how many keys, then each with how many values.
    var identity: [String] {
        guard let conditions else { return ["nothing"] }
        return ["\(conditions.count)"] + conditions.sorted { $0.key < $1.key }.flatMap { [$0] + $1.identity }
    }
}

extension LabelCondition {
    fileprivate var identity: [String] {
        let absence = allowsAbsence ? "or none" : "there"
        switch values {
        case .only(let values): return ["in", absence, "\(values.count)"] + values.sorted()
        case .except(let values): return ["not in", absence, "\(values.count)"] + values.sorted()
        }
    }

    /// What it says of a key; a condition that must hold beside its being there takes two.
    fileprivate func texts(_ key: String) -> [String] {
        switch values {
        case .only(let values) where values.isEmpty: return ["!\(key)"]
        case .only(let values):
            let list = values.sorted().joined(separator: ",")
            let text = values.count == 1 ? "\(key)=\(list)" : "\(key) in (\(list))"
            return [allowsAbsence ? "(\(text),!\(key))" : text]
        case .except(let values):
            let exclusion = values.isEmpty ? [] : ["\(key) notin (\(values.sorted().joined(separator: ",")))"]
            return allowsAbsence ? exclusion : [key] + exclusion
        }
    }
}

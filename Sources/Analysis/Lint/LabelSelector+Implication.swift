import KubernetesModel

extension LabelSelector {
    /// Whether everything that matches this matches another surely. What is not seen at once is not said.
    func implies(_ other: LabelSelector) -> Bool {
        other.requirements.allSatisfy { wanted in requirements.contains { $0.implies(wanted) } }
    }

    /// Whether no labels can match, as far as that is seen at once.
    var isImpossible: Bool {
        requirements.contains { one in requirements.contains { $0.key == one.key && one.contradicts($0) } }
    }
}

extension LabelSelector.Requirement {
    /// Whether what this holds of, another of one key holds of too.
    fileprivate func implies(_ other: Self) -> Bool {
        guard key == other.key else { return false }
        switch (condition, other.condition) {
        case (.in(let these), .in(let those)): return Set(these).isSubset(of: those)
        case (.in(let these), .notIn(let those)): return Set(these).isDisjoint(with: those)
        case (.in, .exists), (.exists, .exists), (.doesNotExist, .doesNotExist), (.doesNotExist, .notIn): return true
        case (.notIn(let these), .notIn(let those)): return Set(those).isSubset(of: these)
        case (.in, .doesNotExist), (.notIn, .in), (.notIn, .exists), (.notIn, .doesNotExist), (.exists, .in),
            (.exists, .notIn), (.exists, .doesNotExist), (.doesNotExist, .in), (.doesNotExist, .exists):
            return false
        }
    }

    /// Whether nothing meets both of two requirements of one key.
    fileprivate func contradicts(_ other: Self) -> Bool {
        switch (condition, other.condition) {
        case (.in(let these), .in(let those)): Set(these).isDisjoint(with: those)
        case (.in(let these), .notIn(let those)): Set(these).isSubset(of: those)
        case (.in, .doesNotExist), (.exists, .doesNotExist): true
        case (.notIn, _), (.exists, _), (.doesNotExist, _), (.in, .exists): false
        }
    }
}

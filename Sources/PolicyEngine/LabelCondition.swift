/// What a selector asks of the label of one key, in the one form that it has: equal meaning, equal value.
///
/// Every operator says two things: which values will do, and whether the label may be missing. Two conditions about
/// one key are one again, and so are ten.
struct LabelCondition: Hashable, Sendable {
    /// Which values will do.
    enum Values: Hashable, Sendable {
        /// These; none where no value will.
        case only(Set<String>)
        /// All but these.
        case except(Set<String>)
    }

    let values: Values
    let allowsAbsence: Bool

    /// Whether a label with this value, or its absence, will do.
    func holds(of value: String?) -> Bool {
        guard let value else { return allowsAbsence }
        switch values {
        case .only(let values): return values.contains(value)
        case .except(let values): return !values.contains(value)
        }
    }

    /// Both conditions at once.
    func and(_ other: LabelCondition) -> LabelCondition {
        LabelCondition(values: values.and(other.values), allowsAbsence: allowsAbsence && other.allowsAbsence)
    }

    /// Whether nothing at all will do.
    var isImpossible: Bool { !allowsAbsence && values == .only([]) }

    /// Whether everything will do.
    var isVoid: Bool { allowsAbsence && values == .except([]) }
}

extension LabelCondition.Values {
    fileprivate func and(_ other: Self) -> Self {
        switch (self, other) {
        case (.only(let these), .only(let those)): .only(these.intersection(those))
        case (.only(let these), .except(let those)): .only(these.subtracting(those))
        case (.except(let these), .only(let those)): .only(those.subtracting(these))
        case (.except(let these), .except(let those)): .except(these.union(those))
        }
    }
}

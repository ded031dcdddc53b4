/// Which labels an object must have, as the API says it: every requirement holds. Without any, all objects match.
public struct LabelSelector: Hashable, Sendable {
    /// What must hold, all of it; `matchLabels` are requirements of one value.
    public let requirements: [Requirement]

    /// One requirement, about the label of one key.
    public struct Requirement: Hashable, Sendable {
        /// The key.
        public let key: String
        /// What must hold of it.
        public let condition: Condition

        /// What must hold of the label of this key.
        public init(_ key: String, _ condition: Condition) {
            self.key = key
            self.condition = condition
        }
    }

    /// What must hold of the label of one key.
    public enum Condition: Hashable, Sendable {
        /// It is there, with one of these values.
        case `in`([String])
        /// It has none of these values, or is not there.
        case notIn([String])
        /// It is there.
        case exists
        /// It is not there.
        case doesNotExist
    }

    /// The selector of these requirements.
    public init(_ requirements: [Requirement]) { self.requirements = requirements }

    /// The selector of `matchLabels` and of what else must hold.
    public init(matching labels: Labels = [:], _ requirements: [Requirement] = []) {
        self.init(labels.sorted.map { Requirement($0.key, .in([$0.value])) } + requirements)
    }

    /// The selector that every object matches.
    public static let everything = LabelSelector([])

    /// Whether an object with these labels matches.
    public func matches(_ labels: Labels) -> Bool { requirements.allSatisfy { $0.holds(of: labels) } }
}

extension LabelSelector.Requirement {
    /// Whether this holds of an object with these labels.
    public func holds(of labels: Labels) -> Bool {
        let value = labels[key]
        switch condition {
        case .in(let values): return value.map(values.contains) ?? false
        case .notIn(let values): return !(value.map(values.contains) ?? false)
        case .exists: return value != nil
        case .doesNotExist: return value == nil
        }
    }
}

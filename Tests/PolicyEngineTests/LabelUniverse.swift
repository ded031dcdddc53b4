import KubernetesModel

/// A world of labels that is small enough to look at all of it: two keys, two values and one that no selector names.
enum LabelUniverse {
    static let keys = ["app", "tier"]
    static let values = ["a", "b"]

    /// Every set of labels; `z` stands for all values that selectors do not name.
    static let labels: [Labels] = states.flatMap { app in
        states.map { tier in
            var labels: [String: String] = [:]
            labels["app"] = app
            labels["tier"] = tier
            return Labels(labels)
        }
    }

    private static let states: [String?] = [nil, "a", "b", "z"]

    /// Every condition, with its values in any order, twice, or none at all.
    static let conditions: [LabelSelector.Condition] =
        [.exists, .doesNotExist]
        + [[], ["a"], ["b"], ["a", "b"], ["b", "a"], ["a", "a"]].flatMap { [.in($0), .notIn($0)] }

    /// Every requirement about one key.
    static func requirements(_ key: String) -> [LabelSelector.Requirement] { conditions.map { .init(key, $0) } }

    /// Every selector of at most one requirement of each key, and of two of the first.
    static let selectors: [LabelSelector] = {
        let (apps, tiers) = (requirements("app"), requirements("tier"))
        let one = (apps + tiers).map { LabelSelector([$0]) }
        let mixed = apps.flatMap { app in tiers.map { LabelSelector([$0, app]) } }
        let twice = apps.flatMap { left in apps.map { LabelSelector([left, $0]) } }
        return [.everything] + one + mixed + twice
    }()

    /// Which of all sets of labels a selector matches: its meaning.
    static func meaning(_ selector: LabelSelector) -> [Bool] { labels.map { selector.matches($0) } }
}

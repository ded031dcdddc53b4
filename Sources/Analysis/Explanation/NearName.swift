/// Names that somebody may have meant who wrote another.
struct NearName {
    private let wanted: String

    /// What was written.
    init(_ wanted: String) { self.wanted = wanted }

    /// Those of these names that are like it, the likest first, at most three.
    func among(_ names: some Sequence<String>) -> [String] {
        let ranked = Set(names).compactMap { name in distance(name).map { (distance: $0, name: name) } }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// How unlike a name is: typing errors, or letters that are missing at the beginning or end; `nil` if too many.
    private func distance(_ name: String) -> Int? {
        if name == wanted { return nil }
        if wanted.utf8.count > 1, name.hasPrefix(wanted) || wanted.hasPrefix(name) { return 1 }
        let edits = EditDistance.between(Array(wanted.utf8), Array(name.utf8))
        if edits <= max(1, wanted.utf8.count / 3) { return edits }
        return wanted.utf8.count > 2 && name.contains(wanted) ? 3 : nil
    }
}

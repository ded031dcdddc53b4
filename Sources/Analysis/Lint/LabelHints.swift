import KubernetesModel

/// Which labels there are, so that one that nobody has can be told from one that is misspelt.
struct LabelHints {
    private let values: [String: [String]]
    /// What has them, in words.
    let objects: String
    /// More words than these are not looked through: the hint is not worth it.
    private static let wordsMax = 500

    /// The labels of some objects, each of which is called a `pod` or a `namespace`.
    init(_ labels: some Sequence<Labels>, of objects: String) {
        self.objects = objects
        var values: [String: Set<String>] = [:]
        for label in Set(labels).lazy.flatMap(\.sorted) { values[label.key, default: []].insert(label.value) }
        self.values = values.mapValues { $0.sorted() }
    }

    /// Whether any object has a label of this key.
    func has(_ key: String) -> Bool { values[key] != nil }

    /// The key that is likely to be meant by one that nobody has.
    func key(near key: String) -> String? { Self.nearest(key, in: values.keys.sorted()) }

    /// The value of a key that is likely to be meant by one that nobody has.
    func value(near value: String, of key: String) -> String? { Self.nearest(value, in: values[key] ?? []) }

    /// Why nobody matches a selector, where one requirement alone says it; what is said fits behind a colon.
    func reason(_ selector: LabelSelector) -> String? {
        for requirement in selector.requirements {
            let key = requirement.key
            switch requirement.condition {
            case .notIn, .doesNotExist: continue
            case .exists, .in:
                if values[key] == nil {
                    let hint = self.key(near: key).map { ", but there is \($0)" } ?? ""
                    return "no \(objects) has a label \(key)\(hint)"
                }
            }
            guard case .in(let wanted) = requirement.condition, let known = values[key],
                Set(wanted).isDisjoint(with: known), let first = wanted.first
            else { continue }
            let text = wanted.count == 1 ? "\(key)=\(first)" : "\(key) in (\(wanted.joined(separator: ",")))"
            return "no \(objects) has \(text)\(hint(key, first, known))"
        }
        return nil
    }

    private func hint(_ key: String, _ value: String, _ known: [String]) -> String {
        if let near = Self.nearest(value, in: known) { return ", but there is \(key)=\(near)" }
        return known.count > 4 ? "" : ", but there is \(key) in (\(known.joined(separator: ",")))"
    }

    /// The word that is at most two changes away, and at most half of it.
    private static func nearest(_ word: String, in words: [String]) -> String? {
        let bytes = Array(word.utf8)
        var best: (distance: Int, word: String)?
        for other in words.prefix(wordsMax) where abs(other.utf8.count - bytes.count) <= 2 {
            let distance = EditDistance.between(bytes, Array(other.utf8))
            if distance <= 2, distance * 2 <= max(bytes.count, other.utf8.count), distance < best?.distance ?? .max {
                best = (distance, other)
            }
        }
        return best?.word
    }
}

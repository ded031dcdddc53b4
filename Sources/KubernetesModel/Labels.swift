/// The labels of an object, sorted by key: pods of one deployment share one such array.
public struct Labels: Hashable, Sendable {
    /// One label.
    public struct Label: Hashable, Sendable {
        /// The key, with its prefix if it has one.
        public let key: String
        /// The value, which may be empty.
        public let value: String

        /// The label of this key and value.
        public init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    /// All labels in the order of their keys, each key once.
    public let sorted: [Label]

    /// These labels; of a key that comes twice the last value counts, as in JSON everywhere.
    public init(_ labels: some Sequence<Label>) {
        let all = Array(labels)
        // So API servers write them.
        let isSorted = zip(all, all.dropFirst()).allSatisfy { $0.key < $1.key }
        sorted = isSorted ? all : Self.sorted(Dictionary(all.map { ($0.key, $0.value) }) { $1 })
    }

    /// The labels of a dictionary.
    public init(_ labels: [String: String]) { sorted = Self.sorted(labels) }

    private static func sorted(_ labels: [String: String]) -> [Label] {
        labels.sorted { $0.key < $1.key }.map { Label($0.key, $0.value) }
    }

    /// The value of a key; `nil` where there is no such label.
    public subscript(key: String) -> String? { sorted.first { $0.key == key }?.value }

    /// These labels and one more, which takes the place of another of its key.
    public func adding(_ key: String, _ value: String) -> Labels { Labels(sorted + [Label(key, value)]) }
}

extension Labels: ExpressibleByDictionaryLiteral {
    /// Labels as a literal.
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Label($0.0, $0.1) })
    }
}

/// All that is measured under one name.
public struct MetricFamily: Equatable, Sendable {
    /// What its numbers are.
    public enum Kind: String, Equatable, Sendable {
        /// Goes up, and begins again at 0.
        case counter
        /// Goes up and down.
        case gauge
        /// How often a value fell below each of some bounds.
        case histogram
    }

    /// The name.
    public let name: String
    /// What it is, in a sentence.
    public let help: String
    /// What its numbers are.
    public let kind: Kind
    /// The numbers. Of those with equal labels the first counts.
    public var samples: [Sample]

    /// A family. A name of other letters than `[a-zA-Z_:][a-zA-Z0-9_:]*` is a mistake of the programmer.
    public init(_ name: String, _ kind: Kind, help: String, _ samples: [Sample]) {
        precondition(Self.isName(name, isLabel: false), "the name of a metric")
        (self.name, self.kind, self.help, self.samples) = (name, kind, help, samples)
    }

    /// A family of one number without labels.
    public init(_ name: String, _ kind: Kind, help: String, _ value: Double) {
        self.init(name, kind, help: help, [Sample(value)])
    }

    /// Whether a text can be a name of a metric or a label.
    static func isName(_ name: String, isLabel: Bool) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return name.allSatisfy { character in
            character.isASCII && (character.isLetter || character.isNumber || character == "_")
                || character == ":" && !isLabel
        }
    }
}

/// One number, or one histogram, with what tells it apart from others of its family.
public struct Sample: Equatable, Sendable {
    /// What was measured.
    public enum Value: Equatable, Sendable {
        /// A number.
        case number(Double)
        /// A histogram.
        case histogram(Histogram)
    }

    /// A name and a value.
    public struct Label: Equatable, Sendable {
        /// The name.
        public let name: String
        /// The value: any text.
        public let value: String
    }

    /// What tells it apart, sorted by name.
    public let labels: [Label]
    /// What was measured.
    public let value: Value

    /// A number with labels. A name of a label of other letters than `[a-zA-Z_][a-zA-Z0-9_]*` is a mistake of the
    /// programmer.
    public init(_ value: Double, _ labels: KeyValuePairs<String, String> = [:]) { self.init(.number(value), labels) }

    /// A histogram with labels.
    public init(_ histogram: Histogram, _ labels: KeyValuePairs<String, String> = [:]) {
        self.init(.histogram(histogram), labels)
    }

    private init(_ value: Value, _ labels: KeyValuePairs<String, String>) {
        precondition(
            labels.allSatisfy { MetricFamily.isName($0.key, isLabel: true) && $0.key != "le" }, "the name of a label")
        self.value = value
        self.labels = labels.map { Label(name: $0, value: $1) }.sorted { $0.name < $1.name }
    }
}

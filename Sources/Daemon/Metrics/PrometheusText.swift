/// Metrics as Prometheus reads them, in its text format 0.0.4. The same metrics give the same text, in whatever order.
public enum PrometheusText {
    /// What the text is to be called in an answer.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The text: families by name, samples by their labels. Two families of one name are a mistake of the programmer.
    public static func text(_ families: [MetricFamily]) -> String {
        let sorted = families.sorted { $0.name < $1.name }
        precondition(zip(sorted, sorted.dropFirst()).allSatisfy { $0.name != $1.name }, "a name for one family")
        var text = ""
        for family in sorted { write(family, to: &text) }
        return text
    }

    private static func write(_ family: MetricFamily, to text: inout String) {
        text += "# HELP \(family.name) \(escaped(family.help, quotes: false))\n"
        text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
        var last: [Sample.Label]?
        for (_, sample) in sorted(family.samples) where sample.labels != last {
            last = sample.labels
            switch sample.value {
            case .number(let number): line(family.name, sample.labels, number, to: &text)
            case .histogram(let histogram): write(histogram, family.name, sample.labels, to: &text)
            }
        }
    }

    /// By labels; those with equal ones stay in their order.
    private static func sorted(_ samples: [Sample]) -> [(offset: Int, element: Sample)] {
        let keys = samples.map { sample in sample.labels.flatMap { [$0.name, $0.value] } }
        return samples.enumerated().sorted { left, right in
            let (first, second) = (keys[left.offset], keys[right.offset])
            return first == second ? left.offset < right.offset : first.lexicographicallyPrecedes(second)
        }
    }

    private static func write(
        _ histogram: Histogram, _ name: String, _ labels: [Sample.Label], to text: inout String
    ) {
        for (bound, count) in histogram.cumulative {
            line("\(name)_bucket", labels + [.init(name: "le", value: number(bound))], Double(count), to: &text)
        }
        line("\(name)_sum", labels, histogram.sum, to: &text)
        line("\(name)_count", labels, Double(histogram.count), to: &text)
    }

    private static func line(_ name: String, _ labels: [Sample.Label], _ value: Double, to text: inout String) {
        let list = labels.map { "\($0.name)=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
        text += name + (list.isEmpty ? "" : "{\(list)}") + " \(number(value))\n"
    }

    /// Backslashes and line ends, which would end the line, and quotes in a label.
    private static func escaped(_ value: String, quotes: Bool) -> String {
        var result = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A number: whole ones without a point.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return Int64(exactly: value).map { String($0) } ?? "\(value)"
    }
}

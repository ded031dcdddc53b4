import Analysis
import JSON

/// One denied packet, for people.
struct DeniedLine {
    private let line: String

    /// What the agent said of it, as JSON.
    init(_ line: String) { self.line = line }

    /// `shop/web (10.0.0.2) → shop/db (10.0.0.3) tcp 80: ingress denied by shop/deny: …`; what is no JSON, as it is.
    var text: String {
        let read = Result { () throws(JSONError) in try JSONValue(parsing: Array(line.utf8)) }
        guard case .success(let value) = read else { return PrintableText(line).text + "\n" }
        let policies = (value["policies"]?.items ?? []).compactMap(\.string).joined(separator: ", ")
        let verb = value["enforced"] == .bool(false) ? "would be denied" : "denied"
        let by = policies.isEmpty ? "" : " by \(policies)"
        let words =
            "\(word(value, "from")) → \(word(value, "to")) \(word(value, "traffic")): "
            + "\(word(value, "direction")) \(verb)\(by): \(word(value, "reason"))"
        return PrintableText(words).text + "\n"
    }

    private func word(_ value: JSONValue, _ name: String) -> String { value[name]?.string ?? "?" }
}

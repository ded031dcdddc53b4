import JSON

/// Labels and selectors as tables show them.
enum SelectorText {
    /// A selector of labels, sorted by key, such as `app=web,tier in (a,b)`.
    static func of(_ selector: JSONValue?) -> String {
        let labels = pairs(selector?["matchLabels"]).map { (key: $0.name, text: "\($0.name)=\($0.text)") }
        let expressions = (selector?["matchExpressions"]?.items ?? []).map { expression in
            (key: expression["key"]?.string ?? "", text: text(ofExpression: expression))
        }
        let all = (labels + expressions).enumerated().sorted { left, right in
            (left.element.key, left.offset) < (right.element.key, right.offset)
        }
        return all.isEmpty ? "<none>" : all.map(\.element.text).joined(separator: ",")
    }

    /// Labels, sorted by key, such as `app=web,tier=front`.
    static func ofLabels(_ labels: JSONValue?) -> String {
        let texts = pairs(labels).map { "\($0.name)=\($0.text)" }
        return texts.isEmpty ? "<none>" : texts.joined(separator: ",")
    }

    private static func pairs(_ labels: JSONValue?) -> [(name: String, text: String)] {
        FieldCursor("", labels).pairs.sorted { $0.name < $1.name }
    }

    private static func text(ofExpression expression: JSONValue) -> String {
        let key = expression["key"]?.string ?? ""
        let values = (expression["values"]?.items ?? []).compactMap(\.string).sorted().joined(separator: ",")
        switch expression["operator"]?.string {
        case "In": return "\(key) in (\(values))"
        case "NotIn": return "\(key) notin (\(values))"
        case "DoesNotExist": return "!\(key)"
        default: return key
        }
    }
}

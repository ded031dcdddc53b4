import KubernetesModel

/// Lines of YAML, made of keys and lists as manifests write them.
struct YAMLText: Hashable {
    /// The lines.
    private(set) var lines: [String] = []

    /// These lines.
    init(_ lines: [String] = []) { self.lines = lines }

    /// A key and a plain value that is known to need no quotes, or a key alone.
    init(_ key: String, _ value: String? = nil) { lines = ["\(key):" + (value.map { " \($0)" } ?? "")] }

    /// A key with what belongs below it.
    init(_ key: String, _ content: YAMLText) { lines = ["\(key):"] + content.indented.lines }

    /// A key with the items of a list, which stand as far in as the key itself.
    init(_ key: String, items: [YAMLText]) { lines = ["\(key):"] + items.flatMap(\.item.lines) }

    /// Labels that must all be there.
    init(matching labels: [Labels.Label]) {
        lines = labels.map { "\(Self.scalar($0.key)): \(Self.scalar($0.value))" }
    }

    /// The two below each other.
    static func + (above: YAMLText, below: YAMLText) -> YAMLText { YAMLText(above.lines + below.lines) }

    /// All two columns further in.
    var indented: YAMLText { YAMLText(lines.map { "  \($0)" }) }

    /// As an item of a list.
    var item: YAMLText { YAMLText(lines.enumerated().map { ($0 == 0 ? "- " : "  ") + $1 }) }

    /// A text, in quotes where without them it would be a number, a word of YAML or nothing.
    static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (97...122).contains(byte | 0x20) || "-_./".utf8.contains(byte)
        }
        let begins = text.utf8.first.map { (97...122).contains($0 | 0x20) } ?? false
        let words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"]
        if isPlain, begins, !words.contains(text.lowercased()) { return text }
        return "\"" + text.unicodeScalars.map(escape).joined() + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        if scalar == "\"" || scalar == "\\" { return "\\\(scalar)" }
        if scalar.isASCII, scalar.value >= 32, scalar.value != 127 { return String(scalar) }
        let digits = String(scalar.value, radix: 16)
        return "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}

extension YAMLText {
    /// A selector of pods or namespaces with these labels.
    init(selector key: String, _ labels: [Labels.Label]) {
        self =
            labels.isEmpty
            ? YAMLText(key, "{}") : YAMLText(key, YAMLText("matchLabels", YAMLText(matching: labels)))
    }

    /// An item of `matchExpressions`.
    init(requirement: LabelSelector.Requirement) {
        let (word, values): (String, [String]) =
            switch requirement.condition {
            case .in(let values): ("In", values)
            case .notIn(let values): ("NotIn", values)
            case .exists: ("Exists", [])
            case .doesNotExist: ("DoesNotExist", [])
            }
        self = YAMLText("key", YAMLText.scalar(requirement.key)) + YAMLText("operator", word)
        if !values.isEmpty { self = self + YAMLText("values", items: values.map { YAMLText([YAMLText.scalar($0)]) }) }
    }
}

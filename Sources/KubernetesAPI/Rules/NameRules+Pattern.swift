extension NameRules {
    /// A pattern of names: what it asks for, and the regular expression that messages quote.
    struct Pattern {
        /// What it asks for.
        let demand: String
        /// Names that it allows.
        let examples: [String]
        /// The regular expression.
        let expression: String

        /// The reason that a message gives.
        var words: String {
            // The comma before each "or" is the API server's.
            let quoted = examples.map { "'\($0)', " }.joined(separator: " or ")
            return "\(demand) (\(quoted.isEmpty ? "" : "e.g. ")\(quoted)regex used for validation is '\(expression)')"
        }
    }
}

extension NameRules.Pattern {
    private static let labelExpression = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    private static let subdomainExpression = labelExpression + #"(\."# + labelExpression + ")*"
    private static let wordExpression = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
    private static let ends = "and must start and end with an alphanumeric character"

    static let label = Self(
        demand: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', \(ends)",
        examples: ["my-name", "123-abc"], expression: labelExpression)

    static let subdomain = Self(
        demand:
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', \(ends)",
        examples: ["example.com"], expression: subdomainExpression)

    static let label1035 = Self(
        demand: "a DNS-1035 label must consist of lower case alphanumeric characters or '-',"
            + " start with an alphabetic character, and end with an alphanumeric character",
        examples: ["my-name", "abc-123"], expression: "[a-z]([-a-z0-9]*[a-z0-9])?")

    static let wildcard = Self(
        demand: "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain,"
            + " which must consist of lower case alphanumeric characters, '-' or '.'"
            + " and end with an alphanumeric character",
        examples: ["*.example.com"], expression: #"\*\."# + subdomainExpression)

    static let qualifiedName = Self(
        demand: "must consist of alphanumeric characters, '-', '_' or '.', \(ends)",
        examples: ["MyName", "my.name", "123-abc"], expression: wordExpression)

    static let labelValue = Self(
        demand: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', \(ends)",
        examples: ["MyValue", "my_value", "12345"], expression: "(\(wordExpression))?")

    static let httpPath = Self(
        demand: "Invalid path", examples: [], expression: #"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+"#)

    static let conditionReason = Self(
        demand: "a condition reason must start with alphabetic character, optionally followed by a string of"
            + " alphanumeric characters or '_,:', and must end with an alphanumeric character or '_'",
        examples: ["my_name", "MY_NAME", "MyName", "ReasonA,ReasonB", "ReasonA:ReasonB"],
        expression: "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?")
}

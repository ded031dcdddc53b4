/// What libyaml finds wrong, in words for who wrote the text.
struct SyntaxProblem {
    private let problem: String

    /// A problem in the words of libyaml.
    init(_ problem: String) { self.problem = problem }

    /// The error at the place where it is mended: `since` is where the part began that is broken, `before` the byte
    /// that stopped the parser.
    func error(at place: TextPlace, since context: TextPlace?, before byte: UInt8?) -> YAMLError {
        switch problem {
        case "found unexpected end of stream", "found unexpected document indicator":
            return YAMLError(.syntax("the quote that opens here is not closed"), at: context ?? place)
        case "could not find expected ':'":
            return YAMLError(.syntax("a colon is missing behind this name"), at: context ?? place)
        case "did not find expected key":
            return YAMLError(.syntax(key(since: context, at: place)), at: place)
        case "did not find expected ',' or ']'":
            return YAMLError(.syntax(closing("]", since: context, at: place)), at: place)
        case "did not find expected ',' or '}'":
            return YAMLError(.syntax(closing("}", since: context, at: place)), at: place)
        case "found character that cannot start any token":
            return YAMLError(.syntax(Self.strange(byte)), at: place)
        default:
            return YAMLError(.syntax(words), at: place)
        }
    }

    private func key(since context: TextPlace?, at place: TextPlace) -> String {
        "a name such as \"kind:\" belongs here\(since(context, at: place)): "
            + "see whether the line is indented like the others"
    }

    private func closing(_ bracket: String, since context: TextPlace?, at place: TextPlace) -> String {
        "a comma or \(bracket) belongs here\(since(context, at: place))"
    }

    private func since(_ context: TextPlace?, at place: TextPlace) -> String {
        guard let context, context.line != place.line else { return "" }
        return ", in what begins in line \(context.line)"
    }

    /// No text begins with one of these.
    private static func strange(_ byte: UInt8?) -> String {
        guard let byte, 0x20..<0x7f ~= byte else { return "a tab cannot indent a line: write spaces" }
        return "a text that begins with \(Character(Unicode.Scalar(byte))) has to be quoted"
    }

    private var words: String {
        switch problem {
        case "mapping values are not allowed in this context":
            "a colon cannot stand here: see how the line is indented, or quote the text that holds it"
        case "block sequence entries are not allowed in this context":
            "a dash cannot stand here: items begin on lines of their own"
        case "mapping keys are not allowed in this context": "a question mark cannot stand here: quote the text"
        case "did not find expected '-' indicator":
            "a dash belongs here: see whether the line is indented like the others"
        case "did not find expected node content": "a value belongs here"
        case "did not find expected <document start>":
            "this is no part of the document above: indent it like the other lines, or write --- before it"
        case "found a tab character that violates indentation",
            "found a tab character where an indentation space is expected":
            "a tab cannot indent a line: write spaces"
        case "found unknown escape character": "no such escape: write two backslashes, or use single quotes"
        case "found invalid Unicode character escape code": "no such character: write it as it is"
        case "found incompatible YAML document": "this version of YAML is not known: remove the line"
        case "control characters are not allowed": "a control character stands here: remove it"
        case "invalid leading UTF-8 octet", "invalid trailing UTF-8 octet", "incomplete UTF-8 octet sequence",
            "invalid length of a UTF-8 sequence", "invalid Unicode character":
            "these bytes are no UTF-8: save the text as UTF-8"
        default: problem.isEmpty ? "this is no YAML" : problem
        }
    }
}

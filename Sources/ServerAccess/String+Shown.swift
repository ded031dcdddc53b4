extension String {
    /// A name in quotes: one line, without what a terminal acts on, and not too long.
    var quoted: String {
        let cut = String(String.UnicodeScalarView(unicodeScalars.prefix(64)))
        return "\"\(cut.escaped)\"" + (cut.utf8.count < utf8.count ? "..." : "")
    }

    /// A path as it is, but for what a terminal acts on.
    var shown: String { escaped }

    private var escaped: String {
        unicodeScalars.map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "\\u{\(String(scalar.value, radix: 16))}"
            default: String(scalar)
            }
        }.joined()
    }
}

extension [String] {
    /// The items as a list in a sentence: `a, b and c`.
    var listed: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }
}

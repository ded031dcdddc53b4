/// Text that was made safe to print: names and labels come from objects that anybody may have written.
public struct PrintableText {
    /// The text, in which controls and marks that nobody sees became `?`.
    public let text: String

    /// This text made safe; line ends stay where it may have several.
    public init(_ text: String, isLine: Bool = true) {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control: scalar == "\n" && !isLine ? scalar : "?"
            case .format, .lineSeparator, .paragraphSeparator: "?"
            default: scalar
            }
        }
        self.text = String(String.UnicodeScalarView(scalars))
    }
}

extension String {
    /// The same as one line that no terminal acts on.
    var printable: String { PrintableText(self).text }

    /// In quotes, and cut to what a line takes.
    var quotedForPeople: String {
        unicodeScalars.count > 80
            ? String(String.UnicodeScalarView(unicodeScalars.prefix(80))).debugDescription + "..." : debugDescription
    }
}

extension [String] {
    /// `a`, `a and b`, `a, b and c`.
    var listed: String { listed("and") }

    /// The same with another word before the last.
    func listed(_ word: String) -> String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " \(word) \(last)"
    }

    /// `there is a`, `there are a and b`, of so many.
    func thereAre(max: Int) -> String { "there \(count == 1 ? "is" : "are") \(sorted().listed(max: max))" }

    /// So many of them, and how many more there are.
    func listed(max: Int) -> String {
        count <= max + 1 ? listed : prefix(max).joined(separator: ", ") + " and \(count - max) more"
    }
}

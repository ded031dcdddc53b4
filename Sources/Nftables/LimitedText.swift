/// Text that fits into a quoted string of `nft` and into the bytes the kernel keeps for it.
///
/// A quoted string of `nft` has no escape, so a quote becomes `'`; control characters become a space; `$`, which begins
/// a variable in a log prefix, becomes `?`; what is too long is cut at a character and ends in `…`. So no pod's or
/// policy's name can end a comment early and begin a rule.
public struct LimitedText: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The text, as it will be kept.
    public let description: String

    /// The longest comment that `nft` takes.
    public static let commentByteCountMax = 128

    /// This text made to fit.
    public init(_ text: String, byteCountMax: Int = commentByteCountMax) {
        // No more is looked at than can be kept: a set's comment is made of as many ranges as the set has.
        let enough = text.unicodeScalars.prefix(byteCountMax + 1)
        let printable = String(String.UnicodeScalarView(enough.map(Self.replacement)))
        description = Self.cut(printable, to: byteCountMax)
    }

    /// Text read from the kernel, kept as it is.
    public init(verbatim text: String) { description = text }

    /// Orders by bytes.
    public static func < (left: Self, right: Self) -> Bool {
        left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
    }

    /// Whether it is what ``init(_:byteCountMax:)`` would make of it.
    func isClean(byteCountMax: Int) -> Bool {
        LimitedText(description, byteCountMax: byteCountMax).description.utf8.elementsEqual(description.utf8)
    }

    private static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: " "
        case .format: "?"  // among them the marks that make text run backwards on a terminal
        default: scalar == "\"" ? "'" : scalar == "$" ? "?" : scalar
        }
    }

    private static func cut(_ text: String, to byteCountMax: Int) -> String {
        guard text.utf8.count > byteCountMax else { return text }
        let mark = "…"
        var result = ""
        var byteCount = mark.utf8.count
        for character in text {
            byteCount += character.utf8.count
            if byteCount > byteCountMax { break }
            result.append(character)
        }
        return result + mark
    }
}

/// How wide text is at most in the sans-serif fonts that people have, so that nothing drawn beside it is covered.
///
/// The widths are those of wide fonts (Verdana, DejaVu Sans), in thousandths of the font's size.
public enum TextWidth {
    /// The width of a text in a font of this size.
    public static func of(_ text: String, size: Double, isBold: Bool = false) -> Double {
        let units = text.unicodeScalars.reduce(0) { $0 + Self.units($1) }
        return Double(units) / 1000 * size * (isBold ? 1.13 : 1)
    }

    /// The text, or its beginning and end with a mark between them where it is wider than this.
    public static func fitting(_ text: String, size: Double, widthMax: Double) -> String {
        if of(text, size: size) <= widthMax { return text }
        let characters = Array(text)
        var kept = characters.count - 1
        while kept > 2 {
            let (head, tail) = (characters.prefix((kept + 1) / 2), characters.suffix(kept / 2))
            let cut = String(head) + "…" + String(tail)
            if of(cut, size: size) <= widthMax { return cut }
            kept -= 1
        }
        return String(characters.prefix(1)) + "…"
    }

    private static func units(_ scalar: Unicode.Scalar) -> Int {
        switch scalar {
        case "i", "j", "l", "|", "'": 330
        case "f", "t", "r", "I", "J", "(", ")", "[", "]", ",", ".", ":", ";", "/", " ", "-": 455
        case "m", "M", "w", "W", "@", "%", "…": 1000
        case "a"..."z", "0"..."9", "_": 645
        case "A"..."Z", "=", ">", "<", "+", "~": 830
        case "!"..."~": 700
        // Letters of other scripts may be as wide as high.
        default: 1050
        }
    }
}

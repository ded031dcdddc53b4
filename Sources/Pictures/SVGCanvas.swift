/// Writes SVG, element by element.
public struct SVGCanvas {
    private var body = ""

    /// An empty one.
    public init() {}

    /// A number with one decimal at most, which is as fine as anything is drawn.
    public static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = (abs(tenths) / 10, abs(tenths) % 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }

    /// A rectangle of a class, with what is said where somebody points at it.
    public mutating func rect(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ style: String, radius: Double = 0,
        title: String = ""
    ) {
        let corners = radius > 0 ? " rx=\"\(Self.number(radius))\"" : ""
        let size = "width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        let place = "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        add("<rect class=\"\(style)\" \(place) \(size)\(corners)", title)
    }

    /// A text of a class, turned up to the right where it is slanted.
    public mutating func text(
        _ text: String, _ x: Double, _ y: Double, _ style: String, isSlanted: Bool = false, title: String = ""
    ) {
        let place =
            isSlanted
            ? "transform=\"translate(\(Self.number(x)) \(Self.number(y))) rotate(-45)\""
            : "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        let words = title.isEmpty ? "" : "<title>\(Self.escaped(title))</title>"
        body += "<text class=\"\(style)\" \(place)>\(words)\(Self.escaped(text))</text>\n"
    }

    /// A line of a class through these points.
    public mutating func line(_ points: [(x: Double, y: Double)], _ style: String) {
        let path = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
        body += "<polyline class=\"\(style)\" points=\"\(path)\"/>\n"
    }

    /// A disc of a class around a point.
    public mutating func disc(_ x: Double, _ y: Double, radius: Double, _ style: String) {
        let place = "cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\""
        body += "<circle class=\"\(style)\" \(place) r=\"\(Self.number(radius))\"/>\n"
    }

    /// The picture of all that was drawn.
    public func picture(width: Double, height: Double, title: String, style: String) -> String {
        let (width, height) = (Self.number(width.rounded(.up)), Self.number(height.rounded(.up)))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" role="img">
            <title>\(Self.escaped(title))</title>
            <style>
            \(style)</style>
            <rect class="page" width="\(width)" height="\(height)"/>
            \(body)</svg>

            """
    }

    private mutating func add(_ element: String, _ title: String) {
        body += title.isEmpty ? "\(element)/>\n" : "\(element)><title>\(Self.escaped(title))</title></rect>\n"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // XML has no way to write most controls.
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

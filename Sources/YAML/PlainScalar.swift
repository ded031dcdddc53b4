/// What a scalar without quotes says, by the rules of kubectl's YAML library, which are those of YAML 1.1.
///
/// So `yes`, `no`, `on`, `off`, `y` and `n` are booleans, `010` is eight, `0o10` and `0x8` too, `08` and `1e3` are
/// numbers, underscores between digits do not count, dates are texts, and `1:30` is a text. A manifest that surprises
/// here surprises under kubectl in the same way, and the defect that follows names the field.
enum PlainScalar: Equatable {
    /// `~`, `null` or nothing.
    case null
    /// A word for true or false.
    case bool(Bool)
    /// A whole number of up to 64 bits, in decimal digits.
    case whole(String)
    /// Any other number.
    case fraction(Double)
    /// `.inf` and `.nan`, of which JSON knows nothing.
    case notFinite
    /// Anything else.
    case text

    /// Longer words and numbers than this are texts; no word is, and no number that means something.
    private static let lengthMax = 400

    /// Tells what these characters say.
    init(_ bytes: [UInt8]) {
        guard let first = bytes.first else { self = .null; return }
        let isShort = bytes.count <= Self.lengthMax
        switch first {
        case _ where !isShort: self = .text
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            self = Self.number(bytes)
        default: self = bytes.count <= 5 ? Self.word(String(decoding: bytes, as: UTF8.self)) : .text
        }
    }

    private static func word(_ word: String) -> PlainScalar {
        switch word {
        case "~", "null", "Null", "NULL": .null
        case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": .bool(true)
        case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": .bool(false)
        default: .text
        }
    }

    private static func number(_ bytes: [UInt8]) -> PlainScalar {
        let isDotted = bytes[0] == UInt8(ascii: ".")
        // Behind a dot at the beginning an underscore is none of the number.
        let digits = isDotted ? bytes : bytes.filter { $0 != UInt8(ascii: "_") }
        if let whole = whole(digits) { return .whole(whole) }
        if isDecimal(digits), let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite {
            return .fraction(value)
        }
        switch String(decoding: bytes.prefix(6), as: UTF8.self) {
        case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF":
            return .notFinite
        default: return .text
        }
    }

    /// A whole number in decimal digits; `nil` where it is none, or has more than 64 bits.
    private static func whole(_ bytes: [UInt8]) -> String? {
        let sign = bytes.first.flatMap { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") ? $0 : nil }
        let (digits, radix) = radix(bytes.dropFirst(sign == nil ? 0 : 1))
        // A second sign would be read too.
        guard let lead = digits.first, lead != UInt8(ascii: "+"), lead != UInt8(ascii: "-") else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        switch sign {
        case UInt8(ascii: "-"): return Int64("-" + text, radix: radix).map { String($0) }
        case nil: return UInt64(text, radix: radix).map { String($0) }
        default: return Int64(text, radix: radix).map { String($0) }
        }
    }

    private static func radix(_ bytes: ArraySlice<UInt8>) -> (digits: ArraySlice<UInt8>, radix: Int) {
        guard bytes.first == UInt8(ascii: "0"), let mark = bytes.dropFirst().first else { return (bytes, 10) }
        switch mark | 0x20 {
        case UInt8(ascii: "x"): return (bytes.dropFirst(2), 16)
        case UInt8(ascii: "o"): return (bytes.dropFirst(2), 8)
        case UInt8(ascii: "b"): return (bytes.dropFirst(2), 2)
        default: return (bytes.dropFirst(), 8)
        }
    }

    /// Whether this is a number with a point, an exponent, or neither: `-1.5e3`, `.5`, `1.`, `08`.
    private static func isDecimal(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        passSign(&rest)
        let before = passDigits(&rest)
        var after = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            after = passDigits(&rest)
        }
        guard before + after > 0 else { return false }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            passSign(&rest)
            guard passDigits(&rest) > 0 else { return false }
        }
        return rest.isEmpty
    }

    private static func passSign(_ rest: inout ArraySlice<UInt8>) {
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    }

    private static func passDigits(_ rest: inout ArraySlice<UInt8>) -> Int {
        let digits = rest.prefix { $0 &- UInt8(ascii: "0") <= 9 }
        rest.removeFirst(digits.count)
        return digits.count
    }
}

/// How strings have to be written that stand for something else.
public enum ValueFormat {
    private static let suffixes: Set<String> = [
        "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei",
    ]

    /// Whether this is a quantity: a number, and a unit or an exponent.
    static func isQuantity(_ text: String) -> Bool {
        var rest = Substring(text)
        if let sign = rest.first, "+-".contains(sign) { rest.removeFirst() }
        let number = rest.prefix { digits.contains($0) || $0 == "." }
        guard number.contains(where: { $0 != "." }), number.count(where: { $0 == "." }) <= 1 else { return false }
        rest = rest.dropFirst(number.count)
        if suffixes.contains(String(rest)) { return true }
        guard let mark = rest.first, "eE".contains(mark) else { return false }
        rest.removeFirst()
        if let sign = rest.first, "+-".contains(sign) { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy { digits.contains($0) }
    }

    /// Whether this is a time as RFC 3339 writes it.
    static func isTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, matches(bytes[..<19], "dddd-dd-ddTdd:dd:dd") else { return false }
        let (year, month, day) = (number(bytes[0..<4]), number(bytes[5..<7]), number(bytes[8..<10]))
        guard (1...12).contains(month), (1...days(of: month, year)).contains(day) else { return false }
        guard number(bytes[11..<13]) < 24, number(bytes[14..<16]) < 60, number(bytes[17..<19]) < 60 else {
            return false
        }
        return isZone(pastFraction(bytes[19...]))
    }

    private static let digits: ClosedRange<Character> = "0"..."9"

    private static func pastFraction(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard rest.first == UInt8(ascii: ".") else { return rest }
        let fraction = rest.dropFirst().prefix { isDigit($0) }
        return fraction.isEmpty ? rest : rest.dropFirst(fraction.count + 1)
    }

    private static func isZone(_ rest: ArraySlice<UInt8>) -> Bool {
        if rest.elementsEqual([UInt8(ascii: "Z")]) { return true }
        guard matches(rest, "+dd:dd") || matches(rest, "-dd:dd") else { return false }
        return number(rest.dropFirst().prefix(2)) <= 24 && number(rest.suffix(2)) < 60
    }

    /// Whether bytes are those of a pattern, in which `d` stands for a digit.
    private static func matches(_ bytes: ArraySlice<UInt8>, _ pattern: String) -> Bool {
        guard bytes.count == pattern.utf8.count else { return false }
        return zip(bytes, pattern.utf8).allSatisfy { byte, wanted in
            wanted == UInt8(ascii: "d") ? isDigit(byte) : byte == wanted
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    private static func days(of month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

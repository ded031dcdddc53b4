/// Whether a text is JSON, by another way than the reader's: characters instead of bytes, grammar rule by rule.
struct JSONChecker {
    private let text: [Unicode.Scalar]
    private var place = 0

    static func accepts(_ bytes: [UInt8]) -> Bool {
        guard let string = String(validating: bytes, as: UTF8.self) else { return false }
        var checker = JSONChecker(text: Array(string.unicodeScalars))
        checker.spaces()
        guard checker.value(depth: 0) else { return false }
        checker.spaces()
        return checker.place == checker.text.count
    }

    private var next: Unicode.Scalar? { place < text.count ? text[place] : nil }

    private mutating func takes(_ wanted: (Unicode.Scalar) -> Bool) -> Bool {
        guard let next, wanted(next) else { return false }
        place += 1
        return true
    }

    private mutating func takes(_ wanted: Unicode.Scalar) -> Bool { takes { $0 == wanted } }

    private mutating func takes(word: String) -> Bool {
        let scalars = Array(word.unicodeScalars)
        guard text[place...].starts(with: scalars) else { return false }
        place += scalars.count
        return true
    }

    private mutating func spaces() { while takes({ " \t\r\n".unicodeScalars.contains($0) }) {} }

    private mutating func value(depth: Int) -> Bool {
        switch next {
        case "{": series(depth, "{", "}") { $0.string() && $0.colon() && $0.value(depth: depth + 1) }
        case "[": series(depth, "[", "]") { $0.value(depth: depth + 1) }
        case "\"": string()
        case "t": takes(word: "true")
        case "f": takes(word: "false")
        case "n": takes(word: "null")
        default: number()
        }
    }

    private mutating func series(
        _ depth: Int, _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ part: (inout JSONChecker) -> Bool
    ) -> Bool {
        guard depth < 512, takes(open) else { return false }
        spaces()
        if takes(close) { return true }
        while true {
            guard part(&self) else { return false }
            spaces()
            if takes(close) { return true }
            guard takes(",") else { return false }
            spaces()
        }
    }

    private mutating func colon() -> Bool {
        spaces()
        guard takes(":") else { return false }
        spaces()
        return true
    }

    private mutating func number() -> Bool {
        _ = takes("-")
        if !takes("0"), !digits() { return false }
        if takes("."), !digits() { return false }
        guard takes("e") || takes("E") else { return true }
        _ = takes("+") || takes("-")
        return digits()
    }

    private mutating func digits() -> Bool {
        guard takes({ "0"..."9" ~= $0 }) else { return false }
        while takes({ "0"..."9" ~= $0 }) {}
        return true
    }

    private mutating func string() -> Bool {
        guard takes("\"") else { return false }
        while !takes("\"") {
            if takes("\\") {
                guard escape() else { return false }
            } else if !takes({ $0.value >= 0x20 }) {
                return false
            }
        }
        return true
    }

    private mutating func escape() -> Bool {
        if takes({ "\"\\/bfnrt".unicodeScalars.contains($0) }) { return true }
        guard let unit = unit() else { return false }
        if 0xdc00...0xdfff ~= unit { return false }
        guard 0xd800...0xdbff ~= unit else { return true }
        guard takes("\\"), let low = self.unit() else { return false }
        return 0xdc00...0xdfff ~= low
    }

    private mutating func unit() -> Int? {
        guard takes("u") else { return nil }
        var digits = ""
        for _ in 0..<4 {
            guard let next, next.properties.isASCIIHexDigit else { return nil }
            digits.unicodeScalars.append(next)
            place += 1
        }
        return Int(digits, radix: 16)
    }
}

/// A piece of Swift source: comments are left out, and a string literal is one piece besides its interpolations.
struct Token: Equatable {
    /// What kinds the rules tell apart.
    enum Kind { case word, string, mark }

    /// What it is.
    let kind: Kind
    /// A word, one punctuation character, or what stands in the string before its first interpolation.
    let text: String
    /// The line it begins on, from 1.
    let line: Int
    /// Whether it follows the piece before it without a space.
    let isAdjacent: Bool
}

/// The pieces of `source`, in order.
func tokenize(_ source: String) -> [Token] {
    var scanner = TokenScanner(Array(source.utf8))
    return scanner.scan()
}

/// Reads Swift as far as the rules need it: it knows strings of all forms, comments and words, and no grammar.
private struct TokenScanner {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var end = 0
    private var tokens: [Token] = []
    /// The strings whose interpolations we are inside, with the number of parentheses open in each.
    private var interrupted: [(string: StringForm, depth: Int)] = []

    private struct StringForm {
        let hashes: Int
        let isMultiline: Bool
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func scan() -> [Token] {
        while index < bytes.count {
            if starts("//") {
                while index < bytes.count && bytes[index] != UInt8(ascii: "\n") { index += 1 }
            } else if starts("/*") {
                skipBlockComment()
            } else if let form = stringForm() {
                let opened = index
                index += form.hashes + (form.isMultiline ? 3 : 1)
                readString(form, from: opened)
            } else if isWordByte(bytes[index]) {
                readWord()
            } else {
                readMark()
            }
        }
        return tokens
    }

    private mutating func readWord() {
        let start = index
        while index < bytes.count && isWordByte(bytes[index]) { index += 1 }
        add(.word, String(decoding: bytes[start..<index], as: UTF8.self), start, line)
    }

    private mutating func readMark() {
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\n"): line += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
        case UInt8(ascii: ")") where interrupted.last?.depth == 0:
            let string = interrupted.removeLast().string
            readString(string, from: index - 1)
        default:
            if byte == UInt8(ascii: "("), !interrupted.isEmpty { interrupted[interrupted.count - 1].depth += 1 }
            if byte == UInt8(ascii: ")"), !interrupted.isEmpty { interrupted[interrupted.count - 1].depth -= 1 }
            add(.mark, String(UnicodeScalar(byte)), index - 1, line)
        }
    }

    /// The string whose opening quotes, with their hashes, stand here.
    private func stringForm() -> StringForm? {
        var hashes = 0
        while byte(at: index + hashes) == UInt8(ascii: "#") { hashes += 1 }
        guard byte(at: index + hashes) == UInt8(ascii: "\"") else { return nil }
        return StringForm(
            hashes: hashes, isMultiline: (1...2).allSatisfy { byte(at: index + hashes + $0) == UInt8(ascii: "\"") })
    }

    /// Reads on to the end of the string or to its next interpolation.
    private mutating func readString(_ form: StringForm, from start: Int) {
        let hashes = String(repeating: "#", count: form.hashes)
        let closing = (form.isMultiline ? "\"\"\"" : "\"") + hashes
        let firstLine = line
        let contentStart = index
        defer { end = index }
        while index < bytes.count {
            if starts("\\" + hashes + "(") {
                add(.string, String(decoding: bytes[contentStart..<index], as: UTF8.self), start, firstLine)
                index += form.hashes + 2
                interrupted.append((form, 0))
                return
            }
            if starts(closing) { break }
            if starts("\\" + hashes) { index += form.hashes + 1 }
            if byte(at: index) == UInt8(ascii: "\n") {
                line += 1
                if !form.isMultiline { break }
            }
            index += 1
        }
        add(.string, String(decoding: bytes[contentStart..<min(index, bytes.count)], as: UTF8.self), start, firstLine)
        index += closing.utf8.count
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if starts("/*") {
                depth += 1
                index += 2
            } else if starts("*/") {
                depth -= 1
                index += 2
            } else {
                if bytes[index] == UInt8(ascii: "\n") { line += 1 }
                index += 1
            }
        } while depth > 0 && index < bytes.count
    }

    private mutating func add(_ kind: Token.Kind, _ text: String, _ start: Int, _ line: Int) {
        tokens.append(Token(kind: kind, text: text, line: line, isAdjacent: start == end && start > 0))
        end = index
    }

    private func starts(_ text: String) -> Bool {
        index + text.utf8.count <= bytes.count && bytes[index...].starts(with: text.utf8)
    }

    private func byte(at position: Int) -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }
}

private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "_"), UInt8(ascii: "`"), 0x80...0xFF:
        true
    default: false
    }
}

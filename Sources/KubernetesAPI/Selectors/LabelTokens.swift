/// The words and signs of a label selector.
struct LabelTokens {
    /// A word or sign.
    enum Token: Hashable {
        /// A key or value, or one of the words `in` and `notin`.
        case word(String)
        /// One of `, ! = == != < > ( )`.
        case sign(String)
        /// Signs that mean nothing together.
        case unknown(String)
        case end

        /// As messages show it.
        var text: String {
            switch self {
            case .word(let text), .sign(let text): text
            case .unknown(let text): "error expected: keyword found '\(text)'"
            case .end: ""
            }
        }
    }

    private var tokens: [Token]
    private var place = 0

    /// Those of a text.
    init(_ text: String) {
        tokens = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            if Self.isSpace(byte) {
                rest = rest.dropFirst()
            } else if Self.isSign(byte) {
                tokens.append(Self.sign(&rest))
            } else {
                let word = rest.prefix { !Self.isSpace($0) && !Self.isSign($0) }
                rest = rest.dropFirst(word.count)
                tokens.append(.word(String(decoding: word, as: UTF8.self)))
            }
        }
    }

    /// The next, which stays.
    var next: Token { place < tokens.count ? tokens[place] : .end }

    /// Takes the next.
    mutating func take() -> Token {
        defer { place += 1 }
        return next
    }

    /// The longest sign that the text goes on with.
    private static func sign(_ rest: inout ArraySlice<UInt8>) -> Token {
        for count in [2, 1] where rest.count >= count {
            let text = String(decoding: rest.prefix(count), as: UTF8.self)
            if ["==", "!=", ",", "!", "=", "<", ">", "(", ")"].contains(text) {
                rest = rest.dropFirst(count)
                return .sign(text)
            }
        }
        defer { rest = rest.dropFirst() }
        return .unknown(String(decoding: rest.prefix(1), as: UTF8.self))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d }

    private static func isSign(_ byte: UInt8) -> Bool { "=!(),<>".utf8.contains(byte) }
}

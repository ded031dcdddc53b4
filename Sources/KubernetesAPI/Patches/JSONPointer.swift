/// A place in a JSON document, as RFC 6901 writes it: `/spec/containers/0/image`.
struct JSONPointer: Hashable, Sendable {
    /// The names and indices on the way; none for the whole document.
    let tokens: [String]

    /// The place a text names; `nil` where it names none.
    init?(_ text: String) {
        guard text.isEmpty || text.utf8.first == UInt8(ascii: "/") else { return nil }
        var tokens: [String] = []
        for part in text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
            guard let token = Self.unescaped(part) else { return nil }
            tokens.append(token)
        }
        self.tokens = tokens
    }

    /// Whether another place lies within this one.
    func contains(_ other: JSONPointer) -> Bool {
        other.tokens.count > tokens.count && other.tokens.starts(with: tokens)
    }

    /// The index that a token is in an array of `count` items, of which the one behind the last counts as well where
    /// something is put; `nil` where it is none.
    static func index(_ token: String, of count: Int, isNew: Bool) -> Int? {
        if token == "-" { return isNew ? count : nil }
        guard let index = Int(token), String(index) == token, index >= 0 else { return nil }
        return index < count || isNew && index == count ? index : nil
    }

    private static func unescaped(_ part: Substring.UTF8View) -> String? {
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in part {
            switch (isEscaped, byte) {
            case (true, UInt8(ascii: "0")): bytes.append(UInt8(ascii: "~"))
            case (true, UInt8(ascii: "1")): bytes.append(UInt8(ascii: "/"))
            case (true, _): return nil
            case (false, UInt8(ascii: "~")): break
            case (false, _): bytes.append(byte)
            }
            isEscaped = !isEscaped && byte == UInt8(ascii: "~")
        }
        return isEscaped ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

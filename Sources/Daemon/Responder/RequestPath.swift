/// The path of a request and what stands behind its question mark, with the escapes undone.
struct RequestPath: Equatable {
    /// The path, beginning with a slash.
    var path: String
    /// What stands behind the question mark.
    var query: [ResponderRequest.QueryItem] = []

    /// Reads the target of a request: a path, or a whole URL, of which the host does not matter.
    init(_ target: ArraySlice<UInt8>) throws(RequestRefusal) {
        var rest = target
        if rest.starts(with: "http://".utf8) {
            rest = rest.dropFirst("http://".utf8.count).drop { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        }
        let parts = rest.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, first.first == UInt8(ascii: "/") else { throw .bad("The path has no slash.") }
        path = try Self.text(first)
        guard parts.count == 2 else { return }
        for item in parts[1].split(separator: UInt8(ascii: "&")) {
            let sides = item.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            query.append(.init(try Self.text(sides[0]), sides.count == 2 ? try Self.text(sides[1]) : ""))
        }
    }

    /// Bytes with their escapes undone; only UTF-8 without controls will do.
    private static func text(_ bytes: ArraySlice<UInt8>) throws(RequestRefusal) -> String {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            guard bytes[index] == UInt8(ascii: "%") else {
                plain.append(bytes[index])
                index += 1
                continue
            }
            guard index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2])
            else { throw .bad("There is a broken escape in the path.") }
            plain.append(high << 4 | low)
            index += 3
        }
        guard let text = String(validating: plain, as: UTF8.self) else { throw .bad("The path is no UTF-8.") }
        guard !plain.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw .bad("There is a control character in the path.")
        }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }

    /// A text as it can stand in a path or in the value of a query.
    static func escaped(_ text: String, keeping kept: String = "") -> String {
        text.utf8.reduce(into: "") { result, byte in
            let scalar = Unicode.Scalar(byte)
            let isPlain = byte < 0x80 && (Character(scalar).isLetter || Character(scalar).isNumber)
            if isPlain || "-._~".utf8.contains(byte) || kept.utf8.contains(byte) {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
    }
}

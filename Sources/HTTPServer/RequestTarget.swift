/// What a request line asks for, taken apart: the path as it was sent, and the query decoded.
struct RequestTarget: Equatable, Sendable {
    /// One name of the query with its value.
    struct Item: Equatable, Sendable {
        let name: String
        let value: String
    }

    /// The path, with its escapes.
    let path: String
    /// The query in its order, repeated names kept.
    let query: [Item]

    /// More are refused: each takes of a connection's memory, and libmicrohttpd does not answer where that is full.
    static let itemsMax = 256

    /// Whether a target has more items than are taken.
    static func hasTooMany(_ target: String) -> Bool { target.utf8.count { $0 == UInt8(ascii: "&") } > itemsMax }

    /// Nil where the target is not a path in visible ASCII, where an escape of its query is broken, and where the query
    /// has too many items.
    init?(_ target: String) {
        guard !Self.hasTooMany(target) else { return nil }
        guard target.utf8.first == UInt8(ascii: "/") else { return nil }
        guard target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "#") }) else { return nil }
        let sides = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(sides[0])
        guard let query = Self.items(of: sides.count == 2 ? sides[1] : "") else { return nil }
        self.query = query
    }

    /// The parts of a path, decoded; nil where a path is not plain.
    ///
    /// Not plain are broken escapes, what is not UTF-8, control characters, a slash that is escaped, `.` and `..`, and
    /// an empty part; one slash at the end of the path is passed over.
    static func segments(of path: String) -> [String]? {
        guard path.utf8.first == UInt8(ascii: "/") else { return nil }
        var parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        if parts.last == "" { parts.removeLast() }
        var segments: [String] = []
        for part in parts {
            guard let segment = decoded(part, plusIsSpace: false), isPlain(segment) else { return nil }
            segments.append(segment)
        }
        return segments
    }

    private static func isPlain(_ segment: String) -> Bool {
        !["", ".", ".."].contains(segment)
            && segment.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "/") }
    }

    private static func items(of query: Substring) -> [Item]? {
        var items: [Item] = []
        for part in query.split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decoded(sides[0], plusIsSpace: true),
                let value = decoded(sides.count == 2 ? sides[1] : "", plusIsSpace: true)
            else { return nil }
            items.append(Item(name: name, value: value))
        }
        return items
    }

    private static func decoded(_ text: Substring, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

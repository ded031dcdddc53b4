/// What the headers of a request say that matters.
struct HeaderFacts {
    /// How often a host was named.
    var hosts = 0
    /// What `Connection` says; nil where it says nothing.
    var staysOpen: Bool?
    /// What `Content-Length` says.
    var length: Int?
    /// Whether `Expect: 100-continue` was said.
    var waitsForLeave = false

    /// Reads one more line.
    mutating func add(_ line: ArraySlice<UInt8>) throws(RequestRefusal) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .bad("A header has no colon.") }
        let name = line[..<colon]
        guard !name.isEmpty, name.allSatisfy(Self.isTokenByte) else { throw .bad("The name of a header is no word.") }
        let value = Self.trimmed(line[(colon + 1)...])
        switch Self.lowered(name) {
        case "host": hosts += 1
        case "connection": try addConnection(value)
        case "content-length": try addLength(value)
        case "transfer-encoding":
            throw RequestRefusal(status: 411, sentence: "A body comes with its Content-Length here, not in chunks.")
        case "expect":
            guard Self.lowered(value) == "100-continue" else {
                throw RequestRefusal(status: 417, sentence: "Nothing but 100-continue can be expected.")
            }
            waitsForLeave = true
        default: break
        }
    }

    private mutating func addConnection(_ value: ArraySlice<UInt8>) throws(RequestRefusal) {
        for option in value.split(separator: UInt8(ascii: ",")) {
            switch Self.lowered(Self.trimmed(option)) {
            case "close": staysOpen = false
            case "keep-alive": staysOpen = staysOpen ?? true
            default: break
            }
        }
    }

    private mutating func addLength(_ value: ArraySlice<UInt8>) throws(RequestRefusal) {
        let digits = value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits, !value.isEmpty else { throw .bad("The Content-Length is no number.") }
        // A number that has no room is too large for every limit.
        let number = Int(String(decoding: value, as: UTF8.self)) ?? Int.max
        guard length == nil || length == number else { throw .bad("There are two Content-Lengths.") }
        length = number
    }

    /// Whether a byte may stand in a method or the name of a header.
    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// Without spaces and tabs at its ends.
    static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var value = value
        while let first = value.first, first == 0x20 || first == 0x09 { value.removeFirst() }
        while let last = value.last, last == 0x20 || last == 0x09 { value.removeLast() }
        return value
    }

    /// As text in small letters.
    static func lowered(_ value: ArraySlice<UInt8>) -> String { String(decoding: value, as: UTF8.self).lowercased() }
}

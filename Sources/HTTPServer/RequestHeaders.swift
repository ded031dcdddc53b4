/// The headers of a request, as they were sent, in their order.
struct RequestHeaders: Sendable {
    private var lines: [(name: String, value: String)] = []
    /// Whether a line was no header in the words of RFC 9110, so that others may read it differently.
    private(set) var isMalformed = false
    /// How long they were, with their line ends.
    private var byteCount = 0

    /// Adds a line; name and value are what stood before and behind the colon.
    mutating func add(_ name: [UInt8], _ value: [UInt8]) {
        if name.isEmpty || !name.allSatisfy(Self.isTokenByte) || !value.allSatisfy(Self.isValueByte) {
            isMalformed = true
        }
        byteCount += name.count + value.count + 4
        lines.append((Self.lowercased(String(decoding: name, as: UTF8.self)), String(decoding: value, as: UTF8.self)))
    }

    /// The value of a name in any case; of a repeated one all values in their order, with ", " between; nil if absent.
    subscript(name: String) -> String? {
        let name = Self.lowercased(name)
        let values = lines.filter { $0.name == name }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The body's length where it is said.
    var contentLength: UInt64? { self["content-length"].flatMap { UInt64($0) } }

    /// The status to refuse the request with before its body is read; nil if nothing is wrong.
    ///
    /// How long a body is must not be said twice, nor in two ways: another that reads the same bytes could take the
    /// rest of this request for the next one. So equal lengths are refused as well, which RFC 9112 would let pass.
    func refusal(bodyMax: Int, headersMax: Int) -> Int? {
        if byteCount > headersMax { return 431 }
        if isMalformed || count("host") > 1 { return 400 }
        let lengths = count("content-length")
        let encodings = count("transfer-encoding")
        if lengths + encodings > 1 { return 400 }
        if encodings == 1, self["transfer-encoding"].map(Self.lowercased) != "chunked" { return 501 }
        if lengths == 1 {
            guard let length = contentLength else { return 400 }
            if length > UInt64(bodyMax) { return 413 }
        }
        if let expectation = self["expect"], Self.lowercased(expectation) != "100-continue" { return 417 }
        return nil
    }

    private func count(_ name: String) -> Int { lines.count { $0.name == name } }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    private static func isValueByte(_ byte: UInt8) -> Bool { byte == 0x09 || byte >= 0x20 && byte != 0x7f }

    /// ASCII alone: other letters are none of a header's name.
    private static func lowercased(_ text: String) -> String {
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        return String(decoding: text.utf8.map { capitals.contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

/// Values by their names, such as the labels of an object, in few bytes: one block of memory for all of them.
///
/// Each name and each value stands behind its length in UTF-8, which is written in seven bits a byte, the lowest first,
/// all bytes but the last with the highest bit set. This is also what the database holds.
struct NamedValues: Hashable, Sendable {
    /// The lengths, names and values.
    let bytes: [UInt8]

    /// The pairs, in the order given.
    init(_ pairs: some Sequence<(String, String)>) {
        var bytes: [UInt8] = []
        for (name, value) in pairs {
            Self.append(name, to: &bytes)
            Self.append(value, to: &bytes)
        }
        // A copy has no room to spare.
        self.bytes = bytes.withUnsafeBytes { [UInt8]($0) }
    }

    /// What `bytes` was; `nil` for bytes that no pairs have.
    init?(bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard Self.take(&rest) != nil, Self.take(&rest) != nil else { return nil }
        }
        self.bytes = bytes
    }

    /// The names with their values, in the order given.
    var pairs: [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        var rest = bytes[...]
        while let name = Self.take(&rest), let value = Self.take(&rest) { result.append((text(name), text(value))) }
        return result
    }

    /// The value of a name; `nil` where there is none.
    subscript(name: String) -> String? {
        var rest = bytes[...]
        while let other = Self.take(&rest), let value = Self.take(&rest) {
            if other.elementsEqual(name.utf8) { return text(value) }
        }
        return nil
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        var count = text.utf8.count
        while count > 0x7F {
            bytes.append(UInt8(count & 0x7F) | 0x80)
            count >>= 7
        }
        bytes.append(UInt8(count))
        bytes.append(contentsOf: text.utf8)
    }

    private static func take(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var count = 0
        var shift = 0
        while let byte = bytes.popFirst(), shift < 35 {
            count |= Int(byte & 0x7F) << shift
            shift += 7
            guard byte & 0x80 == 0 else { continue }
            guard count <= bytes.count else { return nil }
            defer { bytes = bytes.dropFirst(count) }
            return bytes.prefix(count)
        }
        return nil
    }
}

extension NamedValues: ExpressibleByDictionaryLiteral {
    /// The pairs, in the order given.
    init(dictionaryLiteral pairs: (String, String)...) { self.init(pairs) }
}

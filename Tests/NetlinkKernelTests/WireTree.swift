/// One netlink message of a datagram, walked by the tests' own few lines.
struct WireMessage: Hashable {
    let type: UInt16
    let flags: UInt16
    let sequence: UInt32
    /// All of it, header included.
    let bytes: [UInt8]

    /// What stands behind the headers of netlink and nfnetlink.
    var attributes: [WireAttribute] { bytes.count < 20 ? [] : WireAttribute.list(bytes[20...]) }
}

/// One attribute: its type as it stands there, and either its bytes or what is nested in it.
struct WireAttribute: Hashable, CustomStringConvertible {
    let type: UInt16
    var value: [UInt8]
    var nested: [WireAttribute]

    private static let nestedFlag: UInt16 = 0x8000

    /// The attributes in these bytes.
    static func list(_ bytes: ArraySlice<UInt8>) -> [WireAttribute] {
        var rest = bytes
        var attributes: [WireAttribute] = []
        while rest.count >= 4 {
            let all = Array(rest)
            let (length, type) = (Int(all.number(at: 0, as: UInt16.self)), all.number(at: 2, as: UInt16.self))
            guard length >= 4, length <= rest.count else { break }
            let payload = rest.dropFirst(4).prefix(length - 4)
            let isNest = type & nestedFlag != 0
            attributes.append(
                WireAttribute(type: type, value: isNest ? [] : Array(payload), nested: isNest ? list(payload) : []))
            rest = rest.dropFirst((length + 3) & ~3)
        }
        return attributes
    }

    /// The attribute with each nested one replaced.
    func mapNested(_ body: (WireAttribute) -> WireAttribute) -> WireAttribute {
        var copy = self
        copy.nested = nested.map(body)
        return copy
    }

    /// The number of the type, without flags.
    var number: UInt16 { type & 0x3fff }

    /// The attribute in one line, for failures.
    var description: String {
        let digits = value.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return nested.isEmpty ? "\(number):\(digits)" : "\(number)(\(nested.map(\.description).joined(separator: " ")))"
    }
}

extension [UInt8] {
    /// The messages of a datagram.
    var messages: [WireMessage] {
        var messages: [WireMessage] = []
        var offset = 0
        while offset + 16 <= count {
            let length = Int(number(at: offset, as: UInt32.self))
            guard length >= 16, offset + length <= count else { break }
            messages.append(
                WireMessage(
                    type: number(at: offset + 4), flags: number(at: offset + 6), sequence: number(at: offset + 8),
                    bytes: Array(self[offset..<offset + length])))
            offset += (length + 3) & ~3
        }
        return messages
    }

    /// A number in the host's order.
    func number<Number: FixedWidthInteger>(at offset: Int, as: Number.Type = Number.self) -> Number {
        withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Number.self) }
    }
}

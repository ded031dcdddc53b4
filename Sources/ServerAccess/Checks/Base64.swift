/// Base64 as RFC 4648 has it, with its padding, and with line ends anywhere, as Go's reader takes it.
///
/// Go also takes a last letter whose unused bits say something. No writer makes such text, so it was cut or changed,
/// and that is an error here.
public enum Base64 {
    /// Why a text is no base64.
    public enum Problem: Error, Hashable, Sendable {
        /// A character that stands for nothing, from 1; nothing is said of which, since it may be a secret's.
        case character(at: Int)
        /// The text ends inside a group of four.
        case length
        /// The last letter before the padding says more than it can.
        case end
    }

    /// The bytes that a text stands for.
    static func bytes(of text: String) throws(Problem) -> [UInt8] {
        var letters: [UInt8] = []
        var padding = 0
        for (index, byte) in text.utf8.enumerated() where byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\r") {
            if byte == UInt8(ascii: "="), padding < 2, letters.count % 4 >= 2 {
                padding += 1
            } else if padding == 0, let value = value(of: byte) {
                letters.append(value)
            } else {
                throw .character(at: index + 1)
            }
        }
        guard (letters.count + padding).isMultiple(of: 4) else { throw .length }
        return try joined(letters)
    }

    private static func joined(_ letters: [UInt8]) throws(Problem) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var width = 0
        for letter in letters {
            bits = bits << 6 | UInt32(letter)
            width += 6
            if width >= 8 {
                width -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(width)))
            }
        }
        guard bits & (1 << UInt32(width) - 1) == 0 else { throw .end }
        return bytes
    }

    private static func value(of byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

extension Base64.Problem: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .character(let place):
            "character \(place) is none of base64: write what `base64 --wrap=0 FILE` prints, or the path of the file "
                + "in the field without -data"
        case .length: "ends inside of four characters of base64: it was cut, or its = are missing"
        case .end: "the last character of base64 says more than it can: it was cut or changed"
        }
    }
}

import CNetfilter
import Nftables

/// The bytes that `nft` keeps beside an object for itself: a comment, and how to print a set's keys.
enum UserData {
    /// Each kind of object numbers the comment's type anew.
    enum CommentType: UInt8 {
        /// Of a table, a chain, a rule.
        case object = 0
        /// Of a set or map.
        case set = 7
        /// Of a counter, and of an element.
        case counter = 1
    }

    private static let keyByteOrder: UInt8 = 0
    private static let dataByteOrder: UInt8 = 1

    /// A comment as `nft` writes it.
    static func comment(_ comment: LimitedText, type: CommentType = .object) -> [UInt8] {
        field(type.rawValue, Array(comment.description.utf8) + [0])
    }

    /// What `nft` writes beside a set of this layout.
    static func set(_ layout: KeyLayout, comment: LimitedText?) -> [UInt8] {
        field(keyByteOrder, number(byteOrder(layout))) + (comment.map { self.comment($0, type: .set) } ?? [])
    }

    /// What `nft` writes beside a map of this layout.
    static func map(_ layout: KeyLayout, comment: LimitedText?) -> [UInt8] {
        field(keyByteOrder, number(byteOrder(layout))) + field(dataByteOrder, number(0))
            + (comment.map { self.comment($0, type: .set) } ?? [])
    }

    /// The comment in user data; `nil` where there is none.
    static func comment(in bytes: UnsafeRawBufferPointer?, type: CommentType = .object) -> LimitedText? {
        guard let bytes else { return nil }
        var offset = 0
        while offset + 2 <= bytes.count {
            let length = Int(bytes[offset + 1])
            guard offset + 2 + length <= bytes.count else { return nil }
            if bytes[offset] == type.rawValue {
                let text = bytes[(offset + 2)..<(offset + 2 + length)].prefix { $0 != 0 }
                return LimitedText(verbatim: String(decoding: text, as: UTF8.self))
            }
            offset += 2 + length
        }
        return nil
    }

    /// `nft`'s numbers: 1 for the host's order, 2 for the network's, 0 where the fields have several.
    private static func byteOrder(_ layout: KeyLayout) -> UInt32 {
        if layout.isConcatenation { return 0 }
        return switch layout.fields[0] {
        case .ipv4Address, .ipv6Address, .port: 2
        case .transportProtocol, .interfaceName: 1
        }
    }

    private static func field(_ type: UInt8, _ value: [UInt8]) -> [UInt8] { [type, UInt8(value.count)] + value }

    private static func number(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
}

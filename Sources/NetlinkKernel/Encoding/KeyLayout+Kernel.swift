import CNetfilter
import Nftables

extension FieldType {
    /// The number that `nft` has for the type; to the kernel it means nothing.
    fileprivate var nftNumber: UInt32 {
        switch self {
        case .ipv4Address: 7
        case .ipv6Address: 8
        case .transportProtocol: 12
        case .port: 13
        case .interfaceName: 41
        }
    }
}

extension KeyLayout {
    private static let bitsPerField: UInt32 = 6

    /// The number that `nft` has for the type of the whole key: the fields' numbers, six bits each.
    var nftNumber: UInt32 { fields.reduce(0) { $0 << Self.bitsPerField | $1.nftNumber } }

    /// The flags of a set that is laid out so.
    var setFlags: UInt32 {
        let interval = isInterval ? UInt32(NFT_SET_INTERVAL.rawValue) : 0
        let concatenation = isInterval && isConcatenation ? UInt32(NFT_SET_CONCAT.rawValue) : 0
        return interval | concatenation
    }

    /// The layout with this number and these flags; `nil` for one that we do not use.
    init?(nftNumber: UInt32, flags: UInt32, keyByteCount: UInt32) {
        var fields: [FieldType] = []
        var rest = nftNumber
        while rest != 0 {
            let number = rest & (1 << Self.bitsPerField - 1)
            guard let type = FieldType.allCases.first(where: { $0.nftNumber == number }) else { return nil }
            fields.insert(type, at: 0)
            rest >>= Self.bitsPerField
        }
        guard !fields.isEmpty else { return nil }
        self.init(fields: fields, isInterval: flags & UInt32(NFT_SET_INTERVAL.rawValue) != 0)
        guard self.keyByteCount == Int(keyByteCount), setFlags == flags else { return nil }
    }
}

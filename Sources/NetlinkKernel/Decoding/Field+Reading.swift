import Addresses
import Nftables

extension Field {
    /// The field that is read from here in a packet of this family and protocol; `nil` where we have no name for it.
    static func read(_ source: FieldSource, family: IPFamily?, transport: TransportProtocol?) -> Field? {
        candidates(family: family, transport: transport).first { FieldSource($0).covers(source) }
    }

    private static func candidates(family: IPFamily?, transport: TransportProtocol?) -> [Field] {
        var fields: [Field] = [
            .transportProtocol, .family, .inputInterface, .outputInterface, .packetMark, .connectionMark,
            .connectionState,
        ]
        if let family { fields += [.sourceAddress(family), .destinationAddress(family)] }
        if family == .ipv4, transport == .icmp { fields.append(.icmpType) }
        if family == .ipv6, transport == .icmpv6 { fields.append(.icmpv6Type) }
        fields.append(.destinationPort(PortedProtocol.allCases.first { $0.transport == transport }))
        return fields
    }

    /// The value in these bytes, where they are of the size that this field has.
    func datum(_ bytes: [UInt8]) -> Datum? {
        switch self {
        case .sourceAddress, .destinationAddress, .transportProtocol, .destinationPort, .inputInterface,
            .outputInterface:
            return type.flatMap { Datum($0, bytes: bytes) }
        case .icmpType, .icmpv6Type: return bytes.count == 1 ? .icmpType(bytes[0]) : nil
        case .family:
            return [IPFamily.ipv4, .ipv6].map { Datum.family($0) }.first { $0.bytes == bytes }
        case .packetMark, .connectionMark, .connectionState: return mark(bytes).map { .mark($0) }
        }
    }
}

/// The number in these four bytes, in the host's order.
private func mark(_ bytes: [UInt8]) -> UInt32? {
    bytes.count == 4 ? bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) } : nil
}

extension Datum {
    /// Whether the kernel's comparison of bytes is the order of the values.
    var hasOrder: Bool {
        switch self {
        case .address, .port, .transport, .icmpType: true
        case .interface, .family, .mark: false
        }
    }
}

extension FieldSource {
    /// Whether the other reads this field, or for an address its first bytes.
    fileprivate func covers(_ other: FieldSource) -> Bool {
        guard case .payload(let base, let offset, let length) = self,
            case .payload(let otherBase, let otherOffset, let otherLength) = other
        else { return self == other }
        let isAddress = length >= 4
        return base == otherBase && offset == otherOffset
            && (length == otherLength || isAddress && (1..<length).contains(otherLength))
    }
}

extension Test {
    /// The test that an equality stands for, and whether it is a negated one; `nil` where it is none of ours.
    init?(_ field: Field, mask: [UInt8]?, value: [UInt8], isNegated: Bool) {
        guard let test = Self.read(field, mask: mask, value: value, isNegated: isNegated) else { return nil }
        self = test
    }

    private static func read(_ field: Field, mask: [UInt8]?, value: [UInt8], isNegated: Bool) -> Test? {
        switch (field, mask) {
        case (.connectionState, let mask?):
            guard isNegated, value == [0, 0, 0, 0], let bits = mark(mask) else { return nil }
            return .states(ConnectionStates(rawValue: bits))
        case (.connectionState, nil):
            guard isNegated, let bits = mark(value) else { return nil }
            return .states(ConnectionStates(rawValue: bits))
        case (.packetMark, let mask?), (.connectionMark, let mask?):
            guard let bits = mark(mask), let equal = mark(value) else { return nil }
            return .bits(mask: bits, equal: equal)
        case (.sourceAddress(let family), let mask), (.destinationAddress(let family), let mask):
            return address(family, mask: mask, value: value)
        case (_, nil): return field.datum(value).map { .equals($0) }
        default: return nil
        }
    }

    private static func address(_ family: IPFamily, mask: [UInt8]?, value: [UInt8]) -> Test? {
        let padded = value + [UInt8](repeating: 0, count: max(0, family.byteCount - value.count))
        guard let address = IPAddress(bytes: padded), address.family == family else { return nil }
        let prefixLength: Int
        if let mask {
            prefixLength = mask.reduce(0) { $0 + $1.nonzeroBitCount }
            guard value.count == family.byteCount, !prefixLength.isMultiple(of: 8),
                Lowering.mask(ofBits: prefixLength, byteCount: family.byteCount) == mask
            else { return nil }
        } else {
            prefixLength = 8 * value.count
        }
        if prefixLength == family.bitWidth { return .equals(.address(address)) }
        let cidr = CIDR(address, prefixLength: prefixLength)
        return cidr.address == address ? .prefix(cidr) : nil
    }
}

import Addresses
import CNetfilter
import Nftables

/// Reads connections from the kernel's messages; those that were not asked for without taking any memory.
struct ConnectionReader {
    private static let directions = [ConnectionAttribute.original, .reply].map { UInt16($0.rawValue) }

    private let addresses: Set<IPAddress>

    /// Reads the connections in which one of these addresses stands.
    init(_ addresses: Set<IPAddress>) { self.addresses = addresses }

    /// The connection in a message; `nil` where none of the addresses stands in it.
    func connection(in message: MessageReader.Message) throws(WireError) -> TrackedConnection? {
        let bytes = try message.nfPayload()
        return try isWanted(bytes) ? Self.connection(try AttributeTable(bytes)) : nil
    }

    private func isWanted(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> Bool {
        var reader = AttributeReader(bytes)
        while let tuple = try reader.next() {
            guard Self.directions.contains(tuple.type) else { continue }
            var parts = AttributeReader(tuple.payload)
            while let part = try parts.next() {
                if part.type == CTA_TUPLE_IP.rawValue, try hasWantedAddress(part.payload) { return true }
            }
        }
        return false
    }

    private func hasWantedAddress(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> Bool {
        var reader = AttributeReader(bytes)
        while let attribute = try reader.next() {
            if let address = IPAddress(wire: attribute.payload), addresses.contains(address) { return true }
        }
        return false
    }

    private static func connection(_ attributes: AttributeTable) throws(WireError) -> TrackedConnection {
        TrackedConnection(
            original: try tuple(attributes, .original), reply: try tuple(attributes, .reply),
            mark: attributes.number(ConnectionAttribute.mark) ?? 0,
            status: .init(rawValue: attributes.number(ConnectionAttribute.status) ?? 0),
            zone: attributes.number(ConnectionAttribute.zone) ?? 0,
            identifier: attributes.number(ConnectionAttribute.identifier))
    }

    private static func tuple(_ table: AttributeTable, _ type: ConnectionAttribute) throws(WireError) -> ConnectionTuple
    {
        let tuple = try table.nested(type)
        let addresses = try tuple.nested(CTA_TUPLE_IP)
        let above = try tuple.nested(CTA_TUPLE_PROTO)
        guard let source = (addresses[CTA_IP_V4_SRC] ?? addresses[CTA_IP_V6_SRC]).flatMap(IPAddress.init(wire:)),
            let destination = (addresses[CTA_IP_V4_DST] ?? addresses[CTA_IP_V6_DST]).flatMap(IPAddress.init(wire:)),
            source.family == destination.family
        else { throw .missing(UInt16(CTA_TUPLE_IP.rawValue)) }
        return ConnectionTuple(
            from: source, to: destination, TransportProtocol(rawValue: try above.required(CTA_PROTO_NUM)),
            detail(above), zone: tuple.number(CTA_TUPLE_ZONE) ?? 0)
    }

    private static func detail(_ above: AttributeTable) -> ConnectionTuple.Detail {
        if let source: UInt16 = above.number(CTA_PROTO_SRC_PORT),
            let destination: UInt16 = above.number(CTA_PROTO_DST_PORT)
        {
            return .ports(source: source, destination: destination)
        }
        if let type: UInt8 = above.number(CTA_PROTO_ICMP_TYPE) ?? above.number(CTA_PROTO_ICMPV6_TYPE),
            let code: UInt8 = above.number(CTA_PROTO_ICMP_CODE) ?? above.number(CTA_PROTO_ICMPV6_CODE),
            let identifier: UInt16 = above.number(CTA_PROTO_ICMP_ID) ?? above.number(CTA_PROTO_ICMPV6_ID)
        {
            return .icmp(type: type, code: code, identifier: identifier)
        }
        return .none
    }
}

extension IPAddress {
    /// The address in an attribute of 4 or 16 bytes; `nil` where it has another size.
    init?(wire payload: UnsafeRawBufferPointer) {
        switch payload.count {
        case 4: self.init(ipv4: UInt32(bigEndian: payload.loadUnaligned(as: UInt32.self)))
        case 16: self.init(ipv6: UInt128(bigEndian: payload.loadUnaligned(as: UInt128.self)))
        default: return nil
        }
    }
}

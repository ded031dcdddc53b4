public import Addresses
import CNetfilter
public import Nftables

/// The connections that the kernel tracks in this network namespace, behind one lasting netlink socket.
///
/// Not for several threads at once: one task owns it. A class, since it owns the socket.
public final class ConntrackTable: ConnectionTable {
    /// For so few addresses the kernel looks through its table once for each place in which one may stand; for more,
    /// it hands all out, and we look. Measured at 60,000 connections, unoptimised and on a busy machine: all four
    /// places of an address 0.3 s, handing out all 3.5 s.
    private static let filteredAddressesMax = 3
    /// Where there are fewer connections for each address, handing out is cheaper: the kernel looks through one table
    /// for all namespaces, however few connections ours has, and where processors are busy that takes it 30 ms.
    private static let connectionsPerAddressMin = 12_000

    private let conversation: Conversation
    private let connectionsPerAddressMin: Int
    /// Kernels before 5.8 leave the filter unread and hand out all.
    private var hasFilters = true

    /// Opens a socket in the network namespace of the calling thread.
    public convenience init() throws(KernelError) {
        do {
            self.init(port: try NetlinkSocket())
        } catch {
            throw .refusedRequest("open a netlink socket", error)
        }
    }

    /// The same over any port, with filters from so many connections for each address on; 0: always.
    init(port: any NetlinkPort, connectionsPerAddressMin: Int = connectionsPerAddressMin) {
        conversation = Conversation(port)
        self.connectionsPerAddressMin = connectionsPerAddressMin
    }

    /// `conntrack -L`, for some addresses; no more memory is taken than for what is returned.
    public func connections(of addresses: Set<IPAddress>) throws(KernelError) -> [TrackedConnection] {
        var found = FoundConnections()
        if hasFilters, addresses.count <= Self.filteredAddressesMax, isLarge(for: addresses.count) {
            for address in addresses.sorted() where hasFilters { try list(address, into: &found) }
            if hasFilters { return found.connections }
        }
        found = FoundConnections()
        let families = Set(addresses.map(\.family))
        let family = families.count > 1 ? AF_UNSPEC : families.first?.kernelNumber
        guard let family else { return [] }
        try list(ConnectionReader(addresses), family, { _ in }) { if let connection = $0 { found.add(connection) } }
        return found.connections
    }

    /// `conntrack -U --mark`, for one connection.
    public func setMark(_ bits: UInt32, mask: UInt32, on connection: TrackedConnection) throws(KernelError) {
        do {
            _ = try conversation.ask(.newConnection, flags: NLM_F_ACK) { writer in
                writer.netfilterHeader(family: connection.family.kernelNumber)
                writer.put(ConnectionAttribute.original, connection.original)
                if connection.zone != 0 { writer.put(ConnectionAttribute.zone, connection.zone) }
                writer.put(ConnectionAttribute.mark, bits & mask)
                writer.put(ConnectionAttribute.markMask, mask)
            }
        } catch .failed(.noEntry) {
            return
        } catch {
            throw KernelError(error, doing: "mark a connection")
        }
    }

    /// `conntrack -C`, against what is worth a filter; where the kernel does not say it, it may be.
    private func isLarge(for addressCount: Int) -> Bool {
        if connectionsPerAddressMin == 0 { return true }
        var count = UInt32.max
        do {
            _ = try conversation.ask(.countConnections, flags: 0, { $0.netfilterHeader(family: AF_UNSPEC) }) {
                (message) throws(WireError) in
                count = try message.attributes().number(CTA_STATS_GLOBAL_ENTRIES) ?? .max
            }
        } catch {
            return true
        }
        return Int(count) > connectionsPerAddressMin * addressCount
    }

    /// Lists what one address stands in, in each of its four places.
    private func list(_ address: IPAddress, into found: inout FoundConnections) throws(KernelError) {
        let reader = ConnectionReader([address])
        for place in AddressPlace.allCases where hasFilters {
            try list(reader, address.family.kernelNumber, { place.filter(by: address, &$0) }) { connection in
                if let connection { found.add(connection) } else { hasFilters = false }
            }
        }
    }

    private func list(
        _ reader: ConnectionReader, _ family: Int32, _ filter: (inout MessageWriter) -> Void,
        each body: (TrackedConnection?) -> Void
    ) throws(KernelError) {
        do {
            // An interrupted listing is as good as any: connections come and go all the time.
            _ = try conversation.ask(
                .getConnection, flags: NLM_F_DUMP,
                { writer in
                    writer.netfilterHeader(family: family)
                    filter(&writer)
                },
                each: { (message) throws(WireError) in
                    guard message.kind == .newConnection else { return }
                    body(try reader.connection(in: message))
                })
        } catch {
            throw KernelError(error, doing: "list connections")
        }
    }
}

/// One of the four places of a connection in which an address may stand.
private enum AddressPlace: CaseIterable {
    case originalSource, originalDestination, replySource, replyDestination

    /// Asks for the connections that have the address there, which is a tuple with one address and the word that only
    /// this is to be compared.
    func filter(by address: IPAddress, _ writer: inout MessageWriter) {
        let isOriginal = self == .originalSource || self == .originalDestination
        let isSource = self == .originalSource || self == .replySource
        writer.nest(isOriginal ? ConnectionAttribute.original : .reply) { writer in
            writer.nest(CTA_TUPLE_IP) { writer in
                if isSource { writer.putAddress(source: address) } else { writer.putAddress(destination: address) }
            }
        }
        writer.nest(ConnectionAttribute.filter) { writer in
            let flags: UInt32 = isSource ? 1 : 2
            writer.put(isOriginal ? FilterFlags.original : .reply, native: flags)
        }
    }
}

/// The attributes of a filter, which the kernel's headers do not name.
private enum FilterFlags: UInt32 {
    case original = 1
    case reply = 2
}

/// Connections in the order in which they were found, each once.
private struct FoundConnections {
    private struct Key: Hashable {
        let original: ConnectionTuple
        let zone: UInt16
    }

    private(set) var connections: [TrackedConnection] = []
    private var keys: Set<Key> = []

    mutating func add(_ connection: TrackedConnection) {
        let key = Key(original: connection.original, zone: connection.zone)
        if keys.insert(key).inserted { connections.append(connection) }
    }
}

import Addresses
import ClusterSupport
import Nftables

/// A table of connections made of values, whose calls can be made to fail.
///
/// A class, since agent and test share it.
final class ValueConnections: ConnectionTable {
    /// The connections, in order.
    var all: [TrackedConnection] = []
    /// What looking throws, while it does.
    var lookFailure: KernelError?
    /// Connections that cannot be marked, by their original direction.
    var unmarkable: Set<ConnectionTuple> = []
    /// Who was asked about.
    private(set) var asked: [Set<IPAddress>] = []
    /// What happens during a look.
    var onLook: () -> Void = {}

    /// Forgets who was asked about.
    func forget() { asked = [] }

    func connections(of addresses: Set<IPAddress>) throws(KernelError) -> [TrackedConnection] {
        asked.append(addresses)
        onLook()
        if let lookFailure { throw lookFailure }
        return all.filter { $0.involves(addresses) }
    }

    func setMark(_ bits: UInt32, mask: UInt32, on connection: TrackedConnection) throws(KernelError) {
        if unmarkable.contains(connection.original) { throw .rejected(.noMemory) }
        guard let index = all.firstIndex(where: { $0.original == connection.original }) else { return }
        let mark = all[index].mark & ~mask | bits & mask
        all[index] = TrackedConnection(original: connection.original, reply: connection.reply, mark: mark)
    }
}

extension TrackedConnection {
    /// A connection of TCP, or another protocol with ports, whose destination may have been translated.
    init(
        _ transport: TransportProtocol = .tcp, from source: String, _ sourcePort: UInt16 = 40_000,
        to destination: String, _ port: UInt16, really server: (String, UInt16)? = nil, seenAs client: String? = nil,
        mark: UInt32 = 0
    ) {
        let (serverAddress, serverPort) = server ?? (destination, port)
        self.init(
            original: ConnectionTuple(
                from: address(source), to: address(destination), transport,
                .ports(source: sourcePort, destination: port)),
            reply: ConnectionTuple(
                from: address(serverAddress), to: address(client ?? source), transport,
                .ports(source: serverPort, destination: sourcePort)), mark: mark)
    }

    /// An exchange of ICMP or ICMPv6.
    init(_ transport: TransportProtocol, from source: String, to destination: String, type: UInt8, answer: UInt8) {
        self.init(
            original: ConnectionTuple(
                from: address(source), to: address(destination), transport,
                .icmp(type: type, code: 0, identifier: 1)),
            reply: ConnectionTuple(
                from: address(destination), to: address(source), transport,
                .icmp(type: answer, code: 0, identifier: 1)))
    }
}

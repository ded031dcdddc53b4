import Addresses
import CTestSystem
import Nftables
import TestSupport

@testable import NetlinkKernel

/// Makes the kernel track connections of which no packet was ever sent: `conntrack -I`.
final class ConnectionMaker {
    private let conversation: Conversation

    /// Makes them in a namespace.
    init(in namespace: NetworkNamespace) throws {
        conversation = Conversation(try namespace.run { try NetlinkSocket() })
    }

    /// Makes each of these, many at a time.
    func make(_ connections: [TrackedConnection]) throws {
        for start in stride(from: 0, to: connections.count, by: 500) {
            let some = Array(connections[start..<min(start + 500, connections.count)])
            var writer = MessageWriter()
            let first = conversation.reserveSequence(some.count)
            for (place, connection) in some.enumerated() {
                let flags = NLM_F_CREATE | NLM_F_EXCL | (place == some.count - 1 ? NLM_F_ACK : 0)
                writer.bareMessage(
                    .newConnection, flags: flags, sequence: first + UInt32(place)
                ) { $0.put(connection) }
            }
            try conversation.send(writer.bytes)
            let last = first + UInt32(some.count) - 1
            let refusal = try conversation.awaitAnswer(frame: first, last: last)
            if let refusal { throw SystemError("make a connection", code: refusal.errno.rawValue) }
        }
    }
}

extension MessageWriter {
    fileprivate mutating func put(_ connection: TrackedConnection) {
        netfilterHeader(family: connection.family.kernelNumber)
        put(.original, connection.original)
        put(.reply, connection.reply)
        if connection.zone != 0 { put(ConnectionAttribute.zone, connection.zone) }
        put(ConnectionAttribute.mark, connection.mark)
        put(ConnectionAttribute.timeout, 600 as UInt32)
    }
}

extension TrackedConnection {
    /// A connection whose answers come from where it goes.
    init(
        _ source: IPAddress, _ destination: IPAddress, _ transport: TransportProtocol = .tcp,
        _ detail: ConnectionTuple.Detail, answer: ConnectionTuple.Detail, mark: UInt32 = 0, zone: UInt16 = 0
    ) {
        self.init(
            original: ConnectionTuple(from: source, to: destination, transport, detail),
            reply: ConnectionTuple(from: destination, to: source, transport, answer), mark: mark, zone: zone)
    }

    /// The same without what only the kernel knows.
    var asMade: TrackedConnection {
        TrackedConnection(original: original, reply: reply, mark: mark, zone: zone)
    }
}

import TestSupport

/// A connection that is open: lines go to and fro on it, whoever speaks first.
final class OpenStream: Sendable {
    /// Whose turn it is to speak.
    enum Speaker: Hashable, Sendable, CaseIterable { case client, server }

    private let client: FlowSocket
    private let server: FlowSocket
    private let isDatagram: Bool

    /// Opens one by TCP, and says something in both directions.
    init(from source: NodeEnd, to target: NodeEnd, family: Int = 0, port: Int) throws {
        isDatagram = false
        let place = NodeEnd.ports.firstIndex { $0.number == port } ?? 0
        while target.listeners[place].accept() != nil {}
        client = try FlowSocket(.tcp, in: source.namespace)
        try client.connect(to: SocketPlace(target.addresses[family], port: port))
        let accepted = Deadline(seconds: 30).waits(for: { target.listeners[place].accept() })
        guard let accepted else { throw NodeError(description: "\(source.name) → \(target.name) \(port) is not open") }
        server = accepted
        guard isAlive else { throw NodeError(description: "nothing comes from \(source.name) to \(target.name)") }
    }

    /// Opens one by UDP: the same ports on both sides, answered.
    init(datagramsFrom source: NodeEnd, to target: NodeEnd, family: Int = 0, port: Int) throws {
        isDatagram = true
        client = try FlowSocket.listening(.udp, at: port, in: source.namespace)
        server = try FlowSocket.listening(.udp, at: port, in: target.namespace)
        try client.connect(to: SocketPlace(target.addresses[family], port: port))
        try server.connect(to: SocketPlace(source.addresses[family], port: port))
        guard isAlive else { throw NodeError(description: "nothing comes from \(source.name) to \(target.name)") }
    }

    /// Whether what both say arrives.
    var isAlive: Bool { passes(.client) && passes(.server) }

    /// Whether what one of them says arrives soon.
    func passes(_ speaker: Speaker, milliseconds: Double = 500) -> Bool {
        let (mouth, ear) = speaker == .client ? (client, server) : (server, client)
        while ear.receive() != nil {}
        mouth.send([42])
        return ear.receive(by: Deadline(seconds: milliseconds / 1_000)) == [42]
    }
}

extension Deadline {
    /// What there is before the deadline; it is asked for every few milliseconds.
    func waits<Value>(for value: () throws -> Value?) rethrows -> Value? {
        var found: Value?
        _ = try waits {
            found = try value()
            return found != nil
        }
        return found
    }
}

extension [OpenStream] {
    /// Whether all of them are.
    var areAlive: Bool { allSatisfy(\.isAlive) }
}

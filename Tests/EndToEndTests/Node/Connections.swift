import Addresses
import Glibc
import KubernetesModel
import PolicyEngine
import TestSupport
import Testing

/// Real connections between all ends of a node, and what the policies mean for each of them.
struct Connections {
    /// One connection that is tried.
    private struct Attempt {
        let source: NodeEnd
        let target: NodeEnd
        let address: String
        /// The place of its port in `NodeEnd.ports`.
        let port: Int

        var words: String {
            let port = NodeEnd.ports[port]
            return "\(source.name) → \(target.name) (\(address)) \(port.transport) \(port.number)"
        }
    }

    private let ends: [NodeEnd]
    private let attempts: [Attempt]

    /// All connections between these ends of which one is a pod of this node.
    init(_ ends: [NodeEnd]) {
        self.ends = ends
        attempts = ends.flatMap { source in
            ends.filter { $0 !== source && ($0.isLocal || source.isLocal) }.flatMap { target in
                target.addresses.flatMap { address in
                    NodeEnd.ports.indices.map { Attempt(source: source, target: target, address: address, port: $0) }
                }
            }
        }
    }

    /// How many there are.
    var count: Int { attempts.count }

    /// Tries all of them again and again until they are as the policies of the cluster say; how long that took. What
    /// is otherwise when the time is over is an issue.
    @discardableResult
    func settle(
        _ cluster: Cluster, _ what: String, since start: ContinuousClock.Instant = .now, seconds: Double = 30,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Duration {
        let expected = try expectation(cluster)
        let deadline = Deadline(seconds: seconds)
        var (found, round) = (try results(expecting: expected), 0.15)
        while found != expected, !deadline.hasPassed {
            // A slow machine needs longer for one round of them all.
            round = min(round * 1.25, 5)
            found = try results(expecting: expected, seconds: round)
        }
        let wrong = attempts.indices.filter { found[$0] != expected[$0] }.map { index in
            "\(attempts[index].words): \(found[index] ? "passes" : "is stopped")"
        }
        #expect(wrong.isEmpty, "\(what): \(wrong.prefix(8)) of \(wrong.count)", sourceLocation: sourceLocation)
        return start.duration(to: .now)
    }

    /// How many of them the policies of a cluster allow.
    func allowedCount(_ cluster: Cluster) throws -> Int { try expectation(cluster).count { $0 } }

    /// Whether each of them passes now, which takes no longer than this.
    func results(expecting expected: [Bool], seconds: Double = 0.15) throws -> [Bool] {
        let round = UInt32.random(in: 0 ... .max)
        let sockets = try attempts.enumerated().map { index, attempt in
            let port = NodeEnd.ports[attempt.port]
            let socket = try FlowSocket(port.transport, in: attempt.source.namespace)
            let place = SocketPlace(attempt.address, port: port.number)
            switch port.transport {
            case .tcp: try socket.connect(to: place)
            case .udp: socket.send(Self.tag(round, index), to: place)
            }
            return socket
        }
        var found = [Bool](repeating: false, count: attempts.count)
        let deadline = Deadline(seconds: seconds)
        while found != expected, !deadline.hasPassed {
            look(at: sockets, round, &found)
            usleep(500)
        }
        // What should not pass has its time too.
        usleep(2_000)
        look(at: sockets, round, &found)
        return found
    }

    private func look(at sockets: [FlowSocket], _ round: UInt32, _ found: inout [Bool]) {
        for end in ends {
            for (listener, port) in zip(end.listeners, NodeEnd.ports) {
                switch port.transport {
                case .tcp: while listener.accept() != nil {}
                case .udp:
                    while let bytes = listener.receive() {
                        if let index = Self.index(bytes, round) { found[index] = true }
                    }
                }
            }
        }
        for (index, attempt) in attempts.enumerated()
        where !found[index] && NodeEnd.ports[attempt.port].transport == .tcp {
            found[index] = sockets[index].isConnected
        }
    }

    private func expectation(_ cluster: Cluster) throws -> [Bool] {
        let judge = Judge(cluster)
        return try attempts.map { attempt in
            let family = attempt.address.contains(":") ? 1 : 0
            let port = NodeEnd.ports[attempt.port]
            let judgement = judge.judge(
                Flow(
                    from: try IPAddress(parsing: attempt.source.addresses[family]),
                    to: try IPAddress(parsing: attempt.address),
                    .port(port.transport == .tcp ? .tcp : .udp, UInt16(port.number))))
            // What the policies of a pod of another node deny is left to that node.
            return (judgement.egress.isAllowed || !attempt.source.isLocal)
                && (judgement.ingress.isAllowed || !attempt.target.isLocal)
        }
    }

    private static func tag(_ round: UInt32, _ index: Int) -> [UInt8] {
        withUnsafeBytes(of: (round, UInt32(index))) { Array($0) }
    }

    private static func index(_ bytes: [UInt8], _ round: UInt32) -> Int? {
        guard bytes.count == 8 else { return nil }
        let (sent, index) = bytes.withUnsafeBytes { $0.loadUnaligned(as: (UInt32, UInt32).self) }
        return sent == round ? Int(index) : nil
    }
}

extension NodeEnd {
    /// Whether it is a pod of the node that the agent guards.
    var isLocal: Bool { pod?.node == NodeInNamespace.name }
}

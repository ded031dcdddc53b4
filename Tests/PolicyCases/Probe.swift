public import Addresses

/// A port that every pod serves, and that pods are asked on.
public struct Probe: Hashable, Sendable {
    /// The protocol.
    public let transport: PortedProtocol
    /// The port.
    public let port: UInt16

    /// All of them.
    public static let all = PortedProtocol.allCases.flatMap { transport in
        [80, 81].map { Probe(transport: transport, port: $0) }
    }

    /// The name that every pod gives this port.
    public var name: String { "serve-\(port)-\(transport)" }
}

extension Probe: CustomStringConvertible {
    /// `tcp 80`.
    public var description: String { "\(transport) \(port)" }
}

extension Probe {
    /// A port of TCP.
    static func tcp(_ port: UInt16) -> Probe { Probe(transport: .tcp, port: port) }

    /// A port of UDP.
    static func udp(_ port: UInt16) -> Probe { Probe(transport: .udp, port: port) }

    /// A port of SCTP.
    static func sctp(_ port: UInt16) -> Probe { Probe(transport: .sctp, port: port) }
}

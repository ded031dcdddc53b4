import Addresses
import PolicyEngine
import TestSupport

/// A socket that something is heard on, and what is to be done then.
struct Ear {
    /// What it is for.
    enum Role: Hashable {
        /// Takes connections, and says its place on each.
        case listener
        /// Sends datagrams back, with its place.
        case server
        /// Hears of SCTP what comes.
        case associations
        /// Hears what comes back to its own echo requests.
        case echoes
        /// Waits for the place that the other end of its connection says.
        case connection(attempt: Int)
        /// Waits for answers to its datagrams.
        case datagrams
    }

    /// The socket.
    let socket: Socket
    /// Whose it is.
    let place: Int
    /// The family of what it hears.
    let family: IPFamily
    /// What it is for.
    let role: Role

    /// Opens a socket at one address of a place.
    init(_ role: Role, _ world: World, _ place: Int, at address: SocketAddress) throws {
        let kind = Self.kind(role, address.address.family)
        socket = try world.places[place].namespace.run { () throws(SystemError) in
            try Socket(kind, address.address.family)
        }
        try socket.bind(to: address)
        if role == .listener { try socket.listen() }
        (self.place, family, self.role) = (place, address.address.family, role)
    }

    /// All that a place hears with, at its own addresses only.
    static func all(_ world: World, _ place: Int, ports: [UInt16]) throws -> [Ear] {
        try world.places[place].addresses.flatMap { address in
            let own = SocketAddress(address)
            return try ports.flatMap { port in
                let served = SocketAddress(address, port: port)
                return [try Ear(.listener, world, place, at: served), try Ear(.server, world, place, at: served)]
            } + [try Ear(.associations, world, place, at: own), try Ear(.echoes, world, place, at: own)]
        }
    }

    private static func kind(_ role: Role, _ family: IPFamily) -> Socket.Kind {
        switch role {
        case .listener, .connection: .tcp
        case .server, .datagrams: .udp
        case .associations: .raw(132)
        case .echoes: .raw(family == .ipv4 ? 1 : 58)
        }
    }
}

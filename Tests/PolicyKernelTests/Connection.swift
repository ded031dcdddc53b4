import Addresses

@testable import TestSupport

/// A TCP connection between two places that lasts, and on which both ends speak now and then.
final class Connection {
    private let sender: Socket
    private let receiver: Socket
    private var count: UInt8 = 0

    /// Long enough for a lost segment to be sent again.
    private static let patienceSeconds = 3.0
    /// Segments that are dropped are sent again after 200 ms, and twice that, and so on; this is two of them.
    private static let silenceSeconds = 0.7

    /// Connects one place to another at an address of this family; `nil` where nobody lets it.
    init?(_ world: World, from sender: String, to receiver: String, _ family: IPFamily, port: UInt16 = 7000) throws {
        let places = [sender, receiver].map { world.places[world.place($0)] }
        let addresses = places.compactMap { $0.address(family) }
        let sockets = try places.map { place in
            try place.namespace.run { () throws(SystemError) in try Socket(.tcp, family) }
        }
        let target = SocketAddress(addresses[1], port: port)
        try sockets[1].bind(to: target)
        try sockets[1].listen()
        try sockets[0].bind(to: SocketAddress(addresses[0]))
        if let refused = try sockets[0].connect(to: target) { throw SystemError("connect", code: refused) }
        guard sockets[1].waitToRead(by: Deadline(seconds: Self.patienceSeconds)), let accepted = sockets[1].accept()
        else { return nil }
        (self.sender, self.receiver) = (sockets[0], accepted)
    }

    /// Whether what each end says now reaches the other.
    func speaks() throws -> Bool {
        count += 1
        try sender.send([count])
        try receiver.send([count + 100])
        return try hears(receiver, count, Self.patienceSeconds) && hears(sender, count + 100, Self.patienceSeconds)
    }

    /// Whether what the end that was connected to says reaches the other, which says nothing before.
    func speaksBack() throws -> Bool {
        count += 1
        try receiver.send([count + 100])
        return try hears(sender, count + 100, Self.patienceSeconds)
    }

    /// Whether nothing that either end says reaches the other.
    func isCut() throws -> Bool {
        count += 1
        try sender.send([count])
        try receiver.send([count + 100])
        return try !hears(receiver, count, Self.silenceSeconds) && !hears(sender, count + 100, 0)
    }

    private func hears(_ socket: Socket, _ byte: UInt8, _ seconds: Double) throws -> Bool {
        guard socket.waitToRead(by: Deadline(seconds: seconds)) else { return false }
        return try socket.receive()?.bytes == [byte]
    }
}

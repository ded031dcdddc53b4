import Addresses
import Glibc
import PolicyEngine

@testable import TestSupport

/// Tries to reach many at once, with real traffic, and tells who was reached.
///
/// Whatever is expected to be reached is waited for, long. Only when all of it was is silence taken for an answer: a
/// machine under load makes a round slow, and never makes a difference. A class, because it owns sockets.
final class Prober {
    /// Where it tries.
    let world: World

    private let ears: [Ear]
    private var round: UInt32 = 0

    /// How long nothing must come before what is silent counts as denied. On one machine a packet and its answer are
    /// through within the calls that send them, so that this is a thousand times what they need.
    private static let silenceMilliseconds: Int32 = 100
    /// How long what is expected may take.
    static let patienceSeconds = 5.0

    /// Opens servers on these ports of every place.
    init(_ world: World, ports: [UInt16] = [80, 81]) throws {
        self.world = world
        ears = try world.places.indices.flatMap { try Ear.all(world, $0, ports: ports) }
    }

    /// What becomes of attempts, of which these are expected to be answered.
    ///
    /// Unless connections are to be kept, the node forgets all of them first, so that each attempt is new to it.
    func outcomes(
        of attempts: [Attempt], expecting isExpected: [Bool], keepingConnections: Bool = false,
        patienceSeconds: Double = patienceSeconds
    ) throws -> [Outcome] {
        precondition(isExpected.count == attempts.count, "something is expected of each attempt")
        if !keepingConnections { try world.node.namespace.forgetConnections() }
        self.round += 1
        var round = try Round(round, attempts, world, ears)
        let deadline = Deadline(seconds: patienceSeconds)
        while round.isWaiting {
            if try round.listen(milliseconds: Self.silenceMilliseconds) { continue }
            let isDone = zip(round.outcomes, isExpected).allSatisfy { $0 != .silent || !$1 }
            if isDone || deadline.hasPassed { break }
        }
        return round.outcomes
    }

    /// The attempts from one place at an address, one for each kind of traffic.
    func attempts(from sender: Int, to destination: IPAddress, _ traffic: [Traffic]) -> [Attempt] {
        guard let source = world.places[sender].address(destination.family) else { return [] }
        return traffic.map { Attempt(sender: sender, source: source, destination: destination, traffic: $0) }
    }

    /// Waits until every place and the node reach each other; links and neighbours need a moment.
    func waitUntilReady() throws {
        let others = world.places.indices.dropFirst()
        let attempts = others.flatMap { place in
            world.places[place].addresses.flatMap { self.attempts(from: 0, to: $0, [.echoRequest($0.family)]) }
        }
        let deadline = Deadline(seconds: 10)
        while try outcomes(of: attempts, expecting: attempts.map { _ in false }).contains(.silent) {
            guard !deadline.hasPassed else { throw SystemError("wait for the world", code: ETIMEDOUT) }
        }
    }
}

extension Traffic {
    /// An echo request of a family.
    static func echoRequest(_ family: IPFamily) -> Traffic { .icmp(type: family == .ipv4 ? 8 : 128) }
}

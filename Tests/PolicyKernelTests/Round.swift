import Addresses
import CTestSystem
import Glibc
import PolicyEngine

@testable import TestSupport

/// Attempts that are made all at once, and what has become of each so far.
struct Round {
    /// What has become of each attempt.
    private(set) var outcomes: [Outcome]

    private let number: UInt32
    private let attempts: [Attempt]
    private let world: World
    private let ears: [Ear]
    private var connections: [Int: Ear] = [:]
    private var datagrams: [Sender: Ear] = [:]

    private struct Sender: Hashable {
        let place: Int
        let address: IPAddress
    }

    /// Makes all attempts of a round.
    init(_ number: UInt32, _ attempts: [Attempt], _ world: World, _ ears: [Ear]) throws {
        (self.number, self.attempts, self.world, self.ears) = (number, attempts, world, ears)
        outcomes = attempts.map { _ in .silent }
        for (sender, indices) in Dictionary(grouping: attempts.indices, by: { attempts[$0].sender }) {
            // One visit to each namespace, since a visit is a change of threads.
            try world.places[sender].namespace.run { for index in indices { try open(index, attempts[index]) } }
        }
        for (index, attempt) in attempts.enumerated() { try begin(index, attempt) }
    }

    /// Whether any attempt is without an outcome.
    var isWaiting: Bool { outcomes.contains(.silent) }

    /// Hears what there is to hear, and waits so long where there is nothing; whether any of it was an outcome.
    mutating func listen(milliseconds: Int32) throws -> Bool {
        let ears = self.ears + Array(connections.values) + Array(datagrams.values)
        var polled = ears.map { pollfd(fd: $0.socket.number, events: Int16(POLLIN), revents: 0) }
        let ready = poll(&polled, nfds_t(polled.count), milliseconds)
        guard ready >= 0 || errno == EINTR else { throw SystemError("poll") }
        let before = outcomes
        for (ear, polled) in zip(ears, polled) where polled.revents != 0 { try hear(ear) }
        return outcomes != before
    }

    /// Opens what an attempt needs, before any is made: so they all come at once.
    private mutating func open(_ index: Int, _ attempt: Attempt) throws {
        let source = SocketAddress(attempt.source)
        switch attempt.traffic {
        case .port(.tcp, _):
            connections[index] = try Ear(.connection(attempt: index), world, attempt.sender, at: source)
        case .port(.udp, _):
            let sender = Sender(place: attempt.sender, address: attempt.source)
            if datagrams[sender] == nil { datagrams[sender] = try Ear(.datagrams, world, attempt.sender, at: source) }
        case .port(.sctp, _), .icmp, .other: break
        }
    }

    private mutating func begin(_ index: Int, _ attempt: Attempt) throws {
        let message = ProbeMessage(round: number, attempt: index)
        let family = attempt.source.family
        switch attempt.traffic {
        case .port(.tcp, let port):
            let refused = try connections[index]?.socket.connect(to: SocketAddress(attempt.destination, port: port))
            if let refused { end(index, .refused(refused)) }
        case .port(.udp, let port):
            let ear = datagrams[Sender(place: attempt.sender, address: attempt.source)]
            try ear?.socket.send(message.datagram, to: SocketAddress(attempt.destination, port: port))
        case .port(.sctp, let port):
            try send(message.sctp(to: port), attempt, .associations)
        case .icmp:
            try send(message.echoRequest(family), attempt, .echoes)
        case .other(let number):
            preconditionFailure("there is no probe of protocol \(number)")
        }
    }

    private func send(_ bytes: [UInt8], _ attempt: Attempt, _ role: Ear.Role) throws {
        let family = attempt.source.family
        guard let ear = ears.first(where: { $0.role == role && $0.place == attempt.sender && $0.family == family })
        else { preconditionFailure("place \(attempt.sender) has no \(family) address") }
        try ear.socket.send(bytes, to: SocketAddress(attempt.destination))
    }

    private mutating func hear(_ ear: Ear) throws {
        switch ear.role {
        case .listener:
            // The answer is all that it says; a reset that comes first is the other end's affair.
            while let accepted = ear.socket.accept() { try accepted.send([UInt8(ear.place)]) }
        case .connection(let attempt):
            // Asked first: of some failures a read says only that the connection has ended.
            if let failure = try ear.socket.failure() { return end(attempt, .refused(failure)) }
            guard let message = try ear.socket.receive() else { return }
            end(attempt, message.bytes.first.map { .answered(by: Int($0)) } ?? .refused(0))
        case .server, .datagrams, .associations, .echoes:
            while let message = try ear.socket.receive() { try hear(message, ear) }
        }
    }

    private mutating func hear(_ message: Socket.Message, _ ear: Ear) throws {
        let content = ear.family == .ipv4 ? message.bytes.dropFirst(message.ipv4HeaderCount) : message.bytes[...]
        switch ear.role {
        case .server:
            if let sender = message.sender { try ear.socket.send(message.bytes + [UInt8(ear.place)], to: sender) }
        case .datagrams:
            if let answer = ProbeMessage(datagram: message.bytes), let place = message.bytes.dropFirst(8).first {
                end(answer, .answered(by: Int(place)))
            }
        case .associations:
            if let arrived = ProbeMessage(sctp: content) { end(arrived, .answered(by: ear.place)) }
        case .echoes:
            if let answer = ProbeMessage(echoReply: content, ear.family, round: number),
                let sender = message.sender, let place = world.owner(of: sender.address)
            {
                end(answer, .answered(by: place))
            }
        case .listener, .connection: break
        }
    }

    private mutating func end(_ message: ProbeMessage, _ outcome: Outcome) {
        guard message.round == number, outcomes.indices.contains(Int(message.attempt)) else { return }
        end(Int(message.attempt), outcome)
    }

    private mutating func end(_ attempt: Int, _ outcome: Outcome) {
        if outcomes[attempt] == .silent { outcomes[attempt] = outcome }
        connections[attempt] = nil
    }
}

extension Socket.Message {
    /// How long the header is that a raw socket of IPv4 hands out with what it carries.
    fileprivate var ipv4HeaderCount: Int { Int((bytes.first ?? 0) & 0x0F) * 4 }
}

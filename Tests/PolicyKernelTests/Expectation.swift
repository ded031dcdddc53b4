import Addresses
import PolicyEngine
import Testing

/// What a probe is sent as.
enum ProbeKind: Hashable {
    /// A connection to a port.
    case tcp(UInt16)
    /// A datagram to a port.
    case udp(UInt16)
    /// A request for an association with a port.
    case sctp(UInt16)
    /// An echo request.
    case echo

    /// One of each kind that a place answers.
    static let all: [ProbeKind] = [.tcp(80), .udp(80), .sctp(80), .echo]

    /// What it is in a family.
    func traffic(_ family: IPFamily) -> Traffic {
        switch self {
        case .tcp(let port): .port(.tcp, port)
        case .udp(let port): .port(.udp, port)
        case .sctp(let port): .port(.sctp, port)
        case .echo: .echoRequest(family)
        }
    }
}

/// What is expected from one place to another, in each family that both have.
struct Expectation {
    /// Who sends.
    let sender: String
    /// Who is to be reached.
    let receiver: String
    /// Where it is tried; at the receiver's own addresses where nothing else is said.
    let addresses: [IPAddress]?
    /// What is sent.
    let kinds: [ProbeKind]
    /// Whether it comes through.
    let passes: Bool

    /// All of these come through.
    static func passes(_ sender: String, _ receiver: String, at: [IPAddress]? = nil, _ kinds: [ProbeKind]) -> Self {
        Self(sender: sender, receiver: receiver, addresses: at, kinds: kinds, passes: true)
    }

    /// None of these comes through, and the sender hears nothing.
    static func silent(_ sender: String, _ receiver: String, at: [IPAddress]? = nil, _ kinds: [ProbeKind]) -> Self {
        Self(sender: sender, receiver: receiver, addresses: at, kinds: kinds, passes: false)
    }
}

extension Prober {
    /// Tries all that something is expected of, at once, and says in words what becomes otherwise.
    func surprises(
        _ expectations: [Expectation], keepingConnections: Bool = false, patienceSeconds: Double = patienceSeconds
    ) throws -> [String] {
        let cases = expectations.flatMap { expectation in attempts(expectation).map { ($0, expectation) } }
        let outcomes = try outcomes(
            of: cases.map(\.0), expecting: cases.map(\.1.passes), keepingConnections: keepingConnections,
            patienceSeconds: patienceSeconds)
        return zip(cases, outcomes).compactMap { tried, outcome in
            let (attempt, expectation) = tried
            let expected = expectation.passes ? Outcome.answered(by: world.place(expectation.receiver)) : .silent
            return outcome == expected
                ? nil : "\(expectation.sender) > \(expectation.receiver), \(attempt): \(outcome), not \(expected)"
        }
    }

    /// Tries all that something is expected of, and holds what becomes of it against that.
    func expect(
        _ expectations: [Expectation], keepingConnections: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let surprises = try surprises(expectations, keepingConnections: keepingConnections)
        #expect(surprises == [], "\(world.joining)", sourceLocation: sourceLocation)
    }

    private func attempts(_ expectation: Expectation) -> [Attempt] {
        let (sender, receiver) = (world.place(expectation.sender), world.place(expectation.receiver))
        let attempts: [Attempt] = (expectation.addresses ?? world.places[receiver].addresses).flatMap { address in
            self.attempts(from: sender, to: address, expectation.kinds.map { $0.traffic(address.family) })
        }
        precondition(!attempts.isEmpty, "something is tried: \(expectation)")
        return attempts
    }
}

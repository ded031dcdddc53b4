import Addresses
import PolicyEngine

/// One try to reach somebody.
struct Attempt: Hashable, CustomStringConvertible {
    /// Who tries, by its place in the world.
    let sender: Int
    /// From which of its addresses.
    let source: IPAddress
    /// Whom it tries to reach.
    let destination: IPAddress
    /// With what: a port, or an echo request.
    let traffic: Traffic

    /// `10.10.1.1 > 10.10.2.1 tcp 80`.
    var description: String {
        let words =
            switch traffic {
            case .port(let transport, let port): "\(transport.rawValue) \(port)"
            case .icmp(let type): "icmp \(type)"
            case .other(let number): "protocol \(number)"
            }
        return "\(source) > \(destination) \(words)"
    }
}

/// What became of an attempt.
enum Outcome: Hashable, CustomStringConvertible {
    /// Nobody said anything.
    case silent
    /// This place answered; of SCTP: it arrived there.
    case answered(by: Int)
    /// The sender was told that it will not be, with this errno.
    case refused(Int32)

    /// What became of it, in a word.
    var description: String {
        switch self {
        case .silent: "silence"
        case .answered(let place): "an answer by \(place)"
        case .refused(let code): "refused with errno \(code)"
        }
    }
}

import Addresses

/// What somebody asks about at a destination.
enum AskedPort: Hashable {
    /// A port by its number.
    case number(UInt16, PortedProtocol)
    /// A port by its name, of one protocol or of whichever has it.
    case named(String, PortedProtocol?)
    /// An echo request, as ping sends it.
    case icmp

    /// Reads what stands behind the colon: `80`, `53/UDP`, `http`.
    init(parsing text: String) throws(Malformed) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let transport = parts.count > 1 ? try Self.transport(parts[1]) : nil
        let port = parts[0]
        if port.isEmpty { throw Malformed("has no port behind \":\": write one such as 80, 53/UDP or http") }
        if port.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
            guard let number = UInt16(port), number > 0 else {
                throw Malformed("has port \(port.quotedForPeople): write one from 1 to 65535")
            }
            self = .number(number, transport ?? .tcp)
        } else {
            if port.split(separator: "-").count == 2, port.split(separator: "-").allSatisfy({ UInt16($0) != nil }) {
                throw Malformed("asks about a range of ports: write one of them, or none to see all that are open")
            }
            self = .named(port, transport)
        }
    }

    /// The protocol of this name, in any case.
    static func transport(_ text: String) throws(Malformed) -> PortedProtocol {
        if let transport = PortedProtocol(rawValue: text.lowercased()) { return transport }
        throw Malformed("has protocol \(text.quotedForPeople): write TCP, UDP or SCTP, or DST/ICMP without a port")
    }
}

/// Why a text is no end or port of a question.
struct Malformed: Error, Hashable {
    /// What is wrong, and what would be right.
    let reason: String

    /// Wrong in this way.
    init(_ reason: String) { self.reason = reason }
}

/// What is sent, where only the family of addresses is open.
enum AskedTraffic: Hashable {
    /// To a port.
    case port(PortedProtocol, UInt16)
    /// An echo request.
    case echo
    /// Whatever may be sent.
    case anything
}

extension AskedTraffic: CustomStringConvertible {
    /// `TCP port 80`, `ICMP echo`.
    var description: String {
        switch self {
        case .port(let transport, let number): "\(transport.title) port \(number)"
        case .echo: "ICMP echo"
        case .anything: "all ports"
        }
    }
}

extension PortedProtocol {
    /// As people write it.
    var title: String { rawValue.uppercased() }
}

import Addresses

/// What somebody wrote for a destination: an end and perhaps a port.
struct DestinationText: Hashable {
    /// The end.
    let end: EndText
    /// What is asked about there; `nil` for all ports.
    let port: AskedPort?

    /// Reads `ns/pod:80`, `ns/pod:53/UDP`, `10.0.0.1:80/TCP`, `[fd00::1]:80/SCTP`, `ns/pod/ICMP`, or an end alone.
    init(parsing text: String) throws(Malformed) {
        if let rest = Self.withoutICMP(text) {
            self.init(end: try Self.end(rest), port: .icmp)
        } else if let bracket = text.lastIndex(of: "]"), text.hasPrefix("[") {
            let rest = text[text.index(after: bracket)...]
            guard rest.isEmpty || rest.hasPrefix(":") else {
                throw Malformed("goes on with \(String(rest).quotedForPeople) behind \"]\": write [fd00::1]:80/TCP")
            }
            let port = rest.isEmpty ? nil : try AskedPort(parsing: String(rest.dropFirst()))
            self.init(end: try EndText(parsing: String(text[...bracket])), port: port)
        } else if text.count(where: { $0 == ":" }) > 1 {
            self.init(end: try Self.bareIPv6(text), port: nil)
        } else if let colon = text.firstIndex(of: ":") {
            let port = try AskedPort(parsing: String(text[text.index(after: colon)...]))
            self.init(end: try EndText(parsing: String(text[..<colon])), port: port)
        } else {
            try Self.refuseProtocolAlone(text)
            self.init(end: try EndText(parsing: text), port: nil)
        }
    }

    private init(end: EndText, port: AskedPort?) {
        self.end = end
        self.port = port
    }

    /// What stands before `/ICMP`. No object has capitals in its name; in small letters it may be the name of one.
    private static func withoutICMP(_ text: String) -> String? {
        guard let slash = text.lastIndex(of: "/") else { return nil }
        let (rest, last) = (String(text[..<slash]), text[text.index(after: slash)...])
        guard ["icmp", "icmpv6"].contains(last.lowercased()) else { return nil }
        if last != last.lowercased() || rest.lowercased() == "host" || rest.contains(where: { ":[.".contains($0) }) {
            return rest
        }
        let parts = rest.split(separator: "/")
        return parts.count > 2 || parts.count == 2 && KindWord(String(parts[1])) == nil ? rest : nil
    }

    private static func end(_ text: String) throws(Malformed) -> EndText {
        if text.contains("]:") || text.count(where: { $0 == ":" }) == 1 {
            throw Malformed("has a port, and ICMP has none: leave the port out, as in shop/db/ICMP")
        }
        return try EndText(parsing: text)
    }

    private static func bareIPv6(_ text: String) throws(Malformed) -> EndText {
        if let address = try? IPAddress(parsing: text) { return .address(address) }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isWithProtocol = parts.count == 2 && PortedProtocol(rawValue: parts[1].lowercased()) != nil
        if isWithProtocol {
            throw Malformed(
                "does not show where the address ends: write an IPv6 address with a port as [fd00::1]:80/TCP")
        }
        return try EndText(parsing: text)
    }

    private static func refuseProtocolAlone(_ text: String) throws(Malformed) {
        let parts = text.split(separator: "/").map(String.init)
        guard parts.count > 1, let last = parts.last, PortedProtocol(rawValue: last.lowercased()) != nil else { return }
        let isAddress = (try? IPAddress(parsing: parts[0])) != nil
        guard last != last.lowercased() || isAddress else { return }
        let rest = parts.dropLast().joined(separator: "/")
        throw Malformed("has a protocol without a port: write one before it, as in \(rest):53/\(last)")
    }
}

import Addresses

/// What somebody wrote for an end, before anybody looks who it is.
enum EndText: Hashable {
    /// The node of the pod at the other end.
    case host
    /// An address.
    case address(IPAddress)
    /// An object by its name.
    case object(namespace: String?, kind: String?, name: String)

    /// Reads `ns/pod`, `ns/deploy/name`, `name`, an address, or `host`.
    init(parsing text: String) throws(Malformed) {
        if text.isEmpty { throw Malformed("is empty: write ns/pod, ns/deploy/name, an address, or host") }
        if text.lowercased() == "host" {
            self = .host
        } else if let address = try Self.address(text) {
            self = .address(address)
        } else {
            self = try Self.object(text)
        }
    }

    /// The address that a text is, in brackets or not; `nil` where it is like none.
    private static func address(_ text: String) throws(Malformed) -> IPAddress? {
        if text.hasPrefix("["), text.hasSuffix("]") { return try parsed(String(text.dropFirst().dropLast())) }
        let first = String(text.prefix { $0 != "/" })
        guard isLikeAddress(first) else { return nil }
        if first != text, (try? IPAddress(parsing: first)) != nil {
            throw Malformed("is a CIDR, and one address is asked about: write \(first), or another of its addresses")
        }
        return try parsed(text)
    }

    private static func parsed(_ text: String) throws(Malformed) -> IPAddress {
        do { return try IPAddress(parsing: text) } catch { throw Malformed("is no address: \(error)") }
    }

    /// Whether it can only be an address: all digits and dots, or with two colons.
    private static func isLikeAddress(_ text: String) -> Bool {
        let isDotted = text.contains(".") && text.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
        return isDotted || text.count { $0 == ":" } > 1
    }

    private static func object(_ text: String) throws(Malformed) -> EndText {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.contains("") { throw Malformed("has nothing beside a \"/\": write ns/pod or ns/deploy/name") }
        switch parts.count {
        case 1: return .object(namespace: nil, kind: nil, name: parts[0])
        case 2: return .object(namespace: parts[0], kind: nil, name: parts[1])
        case 3: return .object(namespace: parts[0], kind: parts[1], name: parts[2])
        default: throw Malformed("has \(parts.count) parts: write ns/pod or ns/deploy/name")
        }
    }
}

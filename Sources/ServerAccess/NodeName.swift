/// The name of the node that this host is, and who says so.
public struct NodeName: Hashable, Sendable {
    /// Why a text is no name of a node.
    public enum Problem: Hashable, Sendable {
        /// Nothing is left of it.
        case empty
        /// It is longer than 253 bytes.
        case tooLong
        /// It holds upper-case letters, and would be this without.
        case upperCase(right: String)
        /// It is no DNS name.
        case notDNS(name: String)
    }

    /// The name, as in the `metadata.name` of the Node object.
    public let name: String
    /// Who says so, in words.
    public let origin: String

    /// The name by an option, or by NODE_NAME, or the host's own in lower case, as kubelet registers it.
    public init(_ option: String?, of flag: String = "--hostname-override", on host: some AccessHost)
        throws(AccessError)
    {
        if let option = option?.orNil {
            (name, origin) = (try Self.checked(option, flag), flag)
        } else if let variable = host.variable("NODE_NAME")?.orNil {
            (name, origin) = (try Self.checked(variable, "NODE_NAME"), "NODE_NAME")
        } else {
            origin = "the name of this host"
            name = try Self.checked(host.name.lowercased(), origin)
        }
    }

    private static func checked(_ text: String, _ origin: String) throws(AccessError) -> String {
        let name = String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        if let problem = problem(name) { throw AccessError(.setting(origin), .badNodeName(problem)) }
        return name
    }

    private static func problem(_ name: String) -> Problem? {
        if name.isEmpty { return .empty }
        if name.utf8.count > 253 { return .tooLong }
        if isDNSName(name) { return nil }
        let lower = name.lowercased()
        return isDNSName(lower) ? .upperCase(right: lower) : .notDNS(name: name)
    }

    private static func isDNSName(_ name: String) -> Bool {
        name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.first, let last = label.last else { return false }
            return isLetterOrDigit(first) && isLetterOrDigit(last)
                && label.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}

extension NodeName.Problem: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .empty: "is empty: write the name of the Node object"
        case .tooLong: "is longer than 253 characters, which no Node's name is"
        case .upperCase(let right): "names of Nodes are in lower case: write \(right)"
        case .notDNS(let name):
            "\(name.quoted) is no DNS name, as names of Nodes are: write the name that `kubectl get nodes` prints"
        }
    }
}

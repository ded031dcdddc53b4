public import Addresses

/// One comparison of a packet with something: `ip saddr @peers`, `tcp dport 80`, `ct state established,related`.
public struct Match: Hashable, Sendable {
    /// What is read; more than one field is a concatenation, looked up in a set.
    public let fields: [Field]
    /// What it is compared with.
    public let test: Test
    /// Whether the rule goes on where the comparison fails instead (`!=`).
    ///
    /// A field the packet does not have fails both ways: `tcp dport != 80` is never true of UDP.
    public let isNegated: Bool

    /// The comparison of some fields.
    public init(_ fields: [Field], _ test: Test, isNegated: Bool = false) {
        self.fields = fields
        self.test = test
        self.isNegated = isNegated
    }
}

/// What a field is compared with.
public enum Test: Hashable, Sendable {
    /// One value.
    case equals(Datum)
    /// A range of values.
    case within(DatumRange)
    /// An address prefix.
    case prefix(CIDR)
    /// Some bits of a mark, which must equal these.
    case bits(mask: UInt32, equal: UInt32)
    /// Any of these states of the connection.
    case states(ConnectionStates)
    /// The elements of a named set.
    case member(of: String)
}

/// What conntrack says of a packet.
public struct ConnectionStates: OptionSet, Hashable, Sendable {
    /// The kernel's bits.
    public let rawValue: UInt32

    /// The states with these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Belongs to no connection that could be understood.
    public static let invalid = ConnectionStates(rawValue: 1)
    /// Belongs to a connection that has seen packets both ways.
    public static let established = ConnectionStates(rawValue: 2)
    /// Begins a connection that another one announced, or reports an error of one.
    public static let related = ConnectionStates(rawValue: 4)
    /// Begins a connection, or belongs to one that was never answered.
    public static let new = ConnectionStates(rawValue: 8)
    /// Was told not to be tracked.
    public static let untracked = ConnectionStates(rawValue: 64)

    /// Each state with the word `nft` has for it, in the order in which it prints them.
    static let names: [(state: ConnectionStates, name: String)] = [
        (.invalid, "invalid"), (.established, "established"), (.related, "related"), (.new, "new"),
        (.untracked, "untracked"),
    ]

    /// The words of the states in this set.
    var words: [String] { Self.names.filter { contains($0.state) }.map(\.name) }

    static let all: ConnectionStates = [.invalid, .established, .related, .new, .untracked]
}

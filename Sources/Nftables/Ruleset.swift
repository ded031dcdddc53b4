/// One nftables table of the `inet` family, as a value: what the kernel should hold, or was seen to hold.
///
/// Two rulesets are equal where the kernel would treat every packet alike and `nft` would list the same, but for what
/// counters have counted. Owner flags, handles and the order of creation are no part of it.
public struct Ruleset: Hashable, Sendable {
    /// The table's name.
    public let table: String
    /// What the table is; the kernel keeps the first one it was given.
    public let comment: LimitedText?
    /// Counters with a name.
    public var counters: Set<String>
    /// Sets by name; names are shared with maps.
    public var sets: [String: NamedSet]
    /// Verdict maps by name.
    public var maps: [String: VerdictMap]
    /// Chains by name.
    public var chains: [String: Chain]
    /// What stands in our table and is not ours; always empty in what we want.
    public var foreign: Set<ForeignObject>

    /// An empty table.
    public init(table: String = "martlet", comment: String? = nil) {
        self.init(table: table, keeping: comment.map { LimitedText($0) })
    }

    /// An empty table, with a comment that was made already.
    public init(table: String, keeping comment: LimitedText?) {
        self.table = table
        self.comment = comment
        counters = []
        sets = [:]
        maps = [:]
        chains = [:]
        foreign = []
    }
}

/// Something in our table that we never write, so that it can be named and removed.
public enum ForeignObject: Hashable, Comparable, Sendable {
    /// A set or map of a kind we do not use.
    case set(String)
    /// A chain of a kind we do not use.
    case chain(String)
    /// A stateful object, by the kernel's number for its type.
    case object(type: UInt32, name: String)
    /// A flow table.
    case flowTable(String)
    /// An element with a statement of its own, in one of our sets or maps.
    case element(of: String, Element)
    /// The element that matches whatever no other does, in one of our sets or maps.
    case catchAll(of: String)
    /// The flag that puts the whole table to sleep: its rules are there, and the kernel asks none of them.
    case dormancy
}

extension ForeignObject: CustomStringConvertible {
    /// Such as `chain theirs`, in words that follow "remove".
    public var description: String {
        switch self {
        case .set(let name): "set \(name)"
        case .chain(let name): "chain \(name)"
        case .object(let type, let name): "object \(name) of the kernel's type \(type)"
        case .flowTable(let name): "flowtable \(name)"
        case .element(let set, _): "an element with a statement of its own in \(set)"
        case .catchAll(let set): "the element for all else in \(set)"
        case .dormancy: "flags dormant"
        }
    }
}

public import Addresses

/// One part of a rule, in the order in which the kernel runs them.
public enum Statement: Hashable, Sendable {
    /// Goes on only where a comparison holds.
    case match(Match)
    /// Counts packets and bytes. What it counted is no part of the value: `Kernel` reads it.
    case counter
    /// Counts into a counter of the table that has a name, and so survives a rewrite of the rules.
    case namedCounter(String)
    /// Goes on only for so many packets in a time.
    case limit(Limit)
    /// Writes the packet to a log.
    case log(Log)
    /// Ends the rule with a verdict.
    case verdict(Verdict)
    /// Ends the rule with the verdict that a map has for these fields; goes on where it has none.
    case verdictMap([Field], map: String)
    /// Drops the packet and tells its sender.
    case reject(Rejection)
    /// Something that this library has no words for, found in the kernel: never equal to what we write.
    case foreign(String)
}

/// A rate below which a rule goes on: `limit rate 10/second burst 5 packets`.
public struct Limit: Hashable, Sendable {
    /// A span of time that a rate is counted over.
    public enum Unit: UInt64, Hashable, Sendable, CaseIterable {
        /// A second.
        case second = 1
        /// A minute.
        case minute = 60
        /// An hour.
        case hour = 3600
        /// A day.
        case day = 86400

        /// The word `nft` has for it.
        var word: String {
            switch self {
            case .second: "second"
            case .minute: "minute"
            case .hour: "hour"
            case .day: "day"
            }
        }
    }

    /// What `nft` means where no burst is said; it does not print this one.
    public static let usualBurst: UInt32 = 5

    /// How many packets pass in one unit of time.
    public let packets: UInt64
    /// The unit.
    public let unit: Unit
    /// How many may come at once.
    public let burst: UInt32

    /// So many packets a unit of time.
    public init(_ packets: UInt64, per unit: Unit, burst: UInt32 = usualBurst) {
        self.packets = packets
        self.unit = unit
        self.burst = burst
    }
}

/// Where and how a packet is logged: to a netlink group, or without one to the kernel's log.
public struct Log: Hashable, Sendable {
    /// The longest prefix the kernel keeps.
    public static let prefixByteCountMax = 127

    /// What stands before each line.
    public let prefix: LimitedText
    /// The netlink log group that receives the packet.
    public let group: UInt16?
    /// How many bytes of the packet are passed on to the group; all where zero.
    public let snapLength: UInt32

    /// A log with this prefix, cut to what fits.
    public init(prefix: String, group: UInt16? = nil, snapLength: UInt32 = 0) {
        self.prefix = LimitedText(prefix, byteCountMax: Self.prefixByteCountMax)
        self.group = group
        self.snapLength = snapLength
    }
}

/// How a sender is told that its packet was refused.
public enum Rejection: Hashable, Sendable, CaseIterable {
    /// By a TCP reset; stands behind `meta l4proto tcp`.
    case tcpReset
    /// By an ICMP message of the packet's family: communication administratively prohibited.
    case administrativelyProhibited
    /// By an ICMP message of the packet's family: port unreachable.
    case portUnreachable

    /// The statement as `nft` writes it.
    var text: String {
        switch self {
        case .tcpReset: "reject with tcp reset"
        case .administrativelyProhibited: "reject with icmpx admin-prohibited"
        case .portUnreachable: "reject"
        }
    }
}

extension Statement {
    /// `ip saddr 10.0.0.1`, `tcp dport 80`.
    public static func match(_ field: Field, _ value: Datum) -> Statement { .match(Match([field], .equals(value))) }

    /// `tcp dport 8000-9000`; a range of one value is written as that value.
    public static func match(_ field: Field, _ range: DatumRange) -> Statement {
        .match(Match([field], range.lower == range.upper ? .equals(range.lower) : .within(range)))
    }

    /// `ip saddr 10.0.0.0/8`; the prefix of one address is written as that address.
    public static func match(_ field: Field, _ cidr: CIDR) -> Statement {
        let isOneAddress = cidr.prefixLength == cidr.address.family.bitWidth
        return .match(Match([field], isOneAddress ? .equals(.address(cidr.address)) : .prefix(cidr)))
    }

    /// `ip saddr @peers`, `ip saddr . meta l4proto . th dport @ports`.
    public static func match(_ fields: Field..., in set: String) -> Statement {
        .match(Match(fields, .member(of: set)))
    }

    /// `ip saddr != @known`.
    public static func match(_ fields: Field..., notIn set: String) -> Statement {
        .match(Match(fields, .member(of: set), isNegated: true))
    }

    /// `ct state established,related`.
    public static func match(states: ConnectionStates) -> Statement {
        .match(Match([.connectionState], .states(states)))
    }

    /// `ip saddr vmap @pods`.
    public static func verdict(of fields: Field..., in map: String) -> Statement { .verdictMap(fields, map: map) }

    /// The verdict that always ends the rule here; `nil` where the rule may go on.
    public var finalVerdict: Verdict? {
        switch self {
        case .verdict(.continue): nil
        case .verdict(let verdict): verdict
        case .reject: .drop
        case .match, .counter, .namedCounter, .limit, .log, .verdictMap, .foreign: nil
        }
    }

    /// The sets, maps and counters that it names.
    var references: [String] {
        switch self {
        case .match(let match):
            if case .member(let set) = match.test { [set] } else { [] }
        case .namedCounter(let name), .verdictMap(_, let name): [name]
        case .counter, .limit, .log, .verdict, .reject, .foreign: []
        }
    }
}

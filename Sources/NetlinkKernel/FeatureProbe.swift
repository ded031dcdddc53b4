import Addresses
import CNetfilter
import Nftables

/// What a kernel can do of all that we may ask of it.
public struct Features: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt32

    /// The features of these bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Tables of both families, without which nothing works.
    public static let inetTables = Features(rawValue: 1)
    /// Tables that nobody but their owner can change.
    public static let ownedTables = Features(rawValue: 2)
    /// Owned tables that stay when their owner goes.
    public static let persistentTables = Features(rawValue: 4)
    /// Comments of tables, chains and sets.
    public static let objectComments = Features(rawValue: 8)
    /// Sets of intervals of several fields.
    public static let concatenatedIntervals = Features(rawValue: 16)
    /// Counters with a name.
    public static let namedCounters = Features(rawValue: 32)
    /// Following connections.
    public static let connectionTracking = Features(rawValue: 64)
    /// Limits and logging.
    public static let limitedLogging = Features(rawValue: 128)
    /// Refusing with an answer.
    public static let rejecting = Features(rawValue: 256)

    /// Each with what it is good for, in words.
    public static let words: [(feature: Features, words: String)] = [
        (.inetTables, "nf_tables with tables for IPv4 and IPv6 in one (family inet)"),
        (.ownedTables, "tables with an owner, which nobody else can flush or change (Linux 5.12)"),
        (.persistentTables, "owned tables that go on enforcing when their owner ends (Linux 6.9)"),
        (.objectComments, "comments on tables, chains and sets (Linux 5.10)"),
        (.concatenatedIntervals, "sets of ranges of several fields (Linux 5.6)"),
        (.namedCounters, "counters with a name"),
        (.connectionTracking, "connection tracking (ct state, ct mark)"),
        (.limitedLogging, "rate limits and logging"),
        (.rejecting, "refusing with an answer (reject)"),
    ]

    /// One line for each feature, saying whether it is there.
    public var report: String {
        Self.words.map { "\(contains($0.feature) ? "yes" : "no ")  \($0.words)\n" }.joined()
    }
}

/// Finds out what the kernel can do by offering it a table of its own to try out, which is never made.
struct FeatureProbe {
    private let conversation: Conversation
    private let table: String

    /// Asks over this conversation.
    init(_ conversation: Conversation) {
        self.conversation = conversation
        table = "martlet-probe-\(conversation.portIdentifier)"
    }

    /// What the kernel can do; throws where it cannot do, or we may not ask for, the least.
    ///
    /// Asked for all at once first: each trial costs the kernel a pause until no packet reads what it takes back.
    func run() throws(KernelError) -> Features {
        let both = TableFlags.owner | TableFlags.persist
        if try refusal(of: everything, flags: both) == nil { return Features(Features.words.map(\.feature)) }
        var features: Features = []
        if let refusal = try refusal(of: Ruleset(table: table)) {
            throw refusal == .notPermitted ? .notPermitted : .unavailable(refusal)
        }
        features.insert(.inetTables)
        if try refusal(of: Ruleset(table: table), flags: TableFlags.owner) == nil { features.insert(.ownedTables) }
        if try refusal(of: Ruleset(table: table), flags: both) == nil { features.insert(.persistentTables) }
        for (feature, ruleset) in trials where try refusal(of: ruleset) == nil { features.insert(feature) }
        return features
    }

    /// All trials in one ruleset.
    private var everything: Ruleset {
        trials.map(\.1).enumerated().reduce(into: Ruleset(table: table, comment: "probe")) { all, trial in
            for (name, chain) in trial.element.chains { all.chains["\(name)\(trial.offset)"] = chain }
            all.sets.merge(trial.element.sets) { $1 }
            all.counters.formUnion(trial.element.counters)
        }
    }

    private var trials: [(Features, Ruleset)] {
        var comments = Ruleset(table: table, comment: "probe")
        comments.chains["probe"] = Chain(comment: "probe")
        var intervals = Ruleset(table: table)
        intervals.sets["probe"] = NamedSet(Elements(KeyLayout(.ipv4Address, .port, isInterval: true)))
        var counters = Ruleset(table: table)
        counters.counters = ["probe"]
        return [
            (.objectComments, comments), (.concatenatedIntervals, intervals), (.namedCounters, counters),
            (.connectionTracking, ruleset(.match(states: [.established, .related]), .verdict(.accept))),
            (.limitedLogging, ruleset(.limit(Limit(1, per: .second)), .log(Log(prefix: "probe", group: 1)))),
            (.rejecting, ruleset(.reject(.administrativelyProhibited))),
        ]
    }

    private func ruleset(_ statements: Statement...) -> Ruleset {
        var ruleset = Ruleset(table: table)
        ruleset.chains["probe"] = Chain([Rule(statements)])
        return ruleset
    }

    /// What the kernel says against a ruleset; `nil` where it would take it.
    private func refusal(of ruleset: Ruleset, flags: UInt32 = 0) throws(KernelError) -> Errno? {
        let phase = Phase.squeezed(from: nil, to: ruleset)
        let batch = Batch(
            phase, table: table, tableFlags: flags, generation: nil, sequence: conversation.reserveSequence(16))
        let frame = batch.sequence(ofMessage: 0) - 1
        let last = batch.sequence(ofMessage: batch.count - 1)
        do {
            try conversation.send(batch.transaction(isTrial: true))
            return try conversation.awaitAnswer(frame: frame, last: last)?.errno
        } catch {
            throw .lost(error)
        }
    }
}

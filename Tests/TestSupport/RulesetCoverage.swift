import Nftables

/// How often a generator reached each form that a ruleset or an edit can have.
public struct RulesetCoverage: Sendable {
    /// How often, by the form's name.
    public private(set) var counts: [String: Int] = [:]

    /// The forms that were never reached.
    public var missing: [String] { Self.forms.filter { counts[$0] == nil }.sorted() }

    /// Counts an edit that changed something.
    mutating func count(_ edit: RulesetGenerator.Edit) { add("edit \(edit.rawValue)") }

    /// Counts what is in a ruleset.
    mutating func count(_ ruleset: Ruleset) {
        for set in ruleset.sets.values { count("set", set.elements) }
        for map in ruleset.maps.values { count("map", Elements(map.layout, map.verdicts.keys)) }
        for verdict in ruleset.maps.values.flatMap(\.verdicts.values) { add("map to \(verdict.form)") }
        for chain in ruleset.chains.values {
            if let base = chain.base { add("\(base.kind.rawValue) at \(base.hook.word), policy \(base.policy)") }
            for statement in chain.rules.flatMap(\.statements) { count(statement) }
        }
        let comments = [ruleset.comment] + ruleset.sets.values.map(\.comment) + ruleset.maps.values.map(\.comment)
        let others = ruleset.chains.values.flatMap { [$0.comment] + $0.rules.map(\.comment) }
        if (comments + others).contains(where: { $0 != nil }) { add("comment") }
        if !ruleset.counters.isEmpty { add("counter") }
    }

    private mutating func count(_ kind: String, _ elements: Elements) {
        let layout = elements.layout
        add("\(kind) of \(layout.isInterval ? "intervals" : "keys"), \(layout.fields.count)")
        for field in layout.fields { add("\(kind) \(field.rawValue)") }
        if elements.isEmpty { add("\(kind) empty") }
    }

    private mutating func count(_ statement: Statement) {
        switch statement {
        case .match(let match):
            add("match \(match.test.form)\(match.isNegated ? ", negated" : "")")
            for field in match.fields { add("field \(field.text)") }
        case .counter: add("statement counter")
        case .namedCounter: add("statement named counter")
        case .limit(let limit): add("limit per \(limit.unit)")
        case .log(let log): add(log.group == nil ? "log to the kernel" : "log to a group")
        case .verdict(let verdict): add("verdict \(verdict.form)")
        case .verdictMap(let fields, _): add("statement vmap of \(fields.count)")
        case .reject(let rejection): add("reject \(rejection)")
        case .foreign: add("foreign")
        }
    }

    private mutating func add(_ form: String) { counts[form, default: 0] += 1 }
}

extension RulesetCoverage {
    /// Every form that a generator without restrictions must reach.
    static let forms: [String] =
        lookups + matches + statements + chains + RulesetGenerator.Edit.allCases.map { "edit \($0.rawValue)" }

    private static let lookups = ["set", "map"].flatMap { kind in
        ["\(kind) empty"] + FieldType.allCases.map { "\(kind) \($0.rawValue)" }
            + (1...3).flatMap { ["\(kind) of keys, \($0)", "\(kind) of intervals, \($0)"] }
    }

    private static let matches =
        ["equals", "within", "prefix", "bits", "member", "states"].flatMap { ["match \($0)", "match \($0), negated"] }
        + [
            "ip saddr", "ip daddr", "ip6 saddr", "ip6 daddr", "meta l4proto", "meta nfproto", "tcp dport", "udp dport",
            "sctp dport", "th dport", "icmp type", "icmpv6 type", "iifname", "oifname", "meta mark", "ct mark",
            "ct state",
        ].map { "field \($0)" }

    private static let verdicts = ["accept", "drop", "return", "continue", "jump", "goto"]

    private static let statements =
        ["comment", "counter", "statement counter", "statement named counter", "log to the kernel", "log to a group"]
        + verdicts.flatMap { ["verdict \($0)", "map to \($0)"] } + (1...3).map { "statement vmap of \($0)" }
        + Limit.Unit.allCases.map { "limit per \($0)" } + Rejection.allCases.map { "reject \($0)" }

    private static let chains = BaseChain.Policy.allCases.flatMap { policy in
        BaseChain.Hook.allCases.map { "filter at \($0.word), policy \(policy)" }
            + ["prerouting", "input", "output", "postrouting"].map { "nat at \($0), policy \(policy)" }
            + ["route at output, policy \(policy)"]
    }
}

extension Test {
    fileprivate var form: String {
        switch self {
        case .equals: "equals"
        case .within: "within"
        case .prefix: "prefix"
        case .bits: "bits"
        case .states: "states"
        case .member: "member"
        }
    }
}

extension Verdict {
    fileprivate var form: String {
        switch self {
        case .accept: "accept"
        case .drop: "drop"
        case .return: "return"
        case .continue: "continue"
        case .jump: "jump"
        case .goto: "goto"
        }
    }
}

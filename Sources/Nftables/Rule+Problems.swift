import Addresses

extension Rule {
    /// Why this rule is not one to be written in this ruleset.
    func problems(in ruleset: Ruleset) -> [String] {
        var problems = statements.flatMap { $0.problems(in: ruleset) }
        if let comment, !comment.isClean(byteCountMax: LimitedText.commentByteCountMax) {
            problems.append("its comment is not one that nft takes")
        }
        if statements.isEmpty { problems.append("says nothing") }
        if statements.dropLast().contains(where: \.endsRule) { problems.append("goes on behind its verdict") }
        return problems + redundancies
    }

    /// Checks that `nft` would leave out when it lists the rule, so that it would not read back as written.
    private var redundancies: [String] {
        var saidFamily: IPFamily?
        var saidTransport: TransportProtocol?
        var problems: [String] = []
        for statement in statements {
            for field in statement.fields {
                if let saidFamily, field.requiredFamily == saidFamily {
                    problems.append("'\(field.text)' already means this family")
                }
                if let saidTransport, field.requiredTransport == saidTransport || field == .destinationPort(nil),
                    saidTransport.hasPorts || field != .destinationPort(nil)
                {
                    problems.append("'\(field.text)' behind 'meta l4proto' should be that protocol's own")
                }
            }
            guard case .match(let match) = statement, !match.isNegated, case .equals(let value) = match.test
            else { continue }
            if case .family(let family) = value { saidFamily = family }
            if case .transport(let transport) = value { saidTransport = transport }
        }
        return problems
    }
}

extension TransportProtocol {
    fileprivate var hasPorts: Bool { PortedProtocol.allCases.contains { $0.transport == self } }
}

extension Statement {
    /// The fields that it reads.
    var fields: [Field] {
        switch self {
        case .match(let match): match.fields
        case .verdictMap(let fields, _): fields
        case .counter, .namedCounter, .limit, .log, .verdict, .reject, .foreign: []
        }
    }

    fileprivate var endsRule: Bool {
        switch self {
        case .verdict, .verdictMap, .reject, .foreign: true
        case .match, .counter, .namedCounter, .limit, .log: false
        }
    }

    fileprivate func problems(in ruleset: Ruleset) -> [String] {
        switch self {
        case .match(let match): match.problems(in: ruleset)
        case .counter: []
        case .namedCounter(let name):
            ruleset.counters.contains(name) ? [] : ["counts into \(name), which is not there"]
        case .limit(let limit): limit.packets == 0 ? ["a limit of nothing"] : []
        case .log(let log):
            (log.prefix.isClean(byteCountMax: Log.prefixByteCountMax) ? [] : ["the prefix is not one that nft takes"])
                + (log.group == nil && log.snapLength != 0 ? ["snaplen needs a group"] : [])
        case .verdict(let verdict):
            verdict.target.map { ruleset.chains[$0] == nil ? ["leads to chain \($0), which is not there"] : [] } ?? []
        case .verdictMap(let fields, let map):
            ruleset.maps[map].map { fields.fit($0.layout) ? [] : ["these fields are no key of map \(map)"] }
                ?? ["asks map \(map), which is not there"]
        case .reject: []
        case .foreign(let what): ["'\(what)' is not ours to write"]
        }
    }
}

extension Match {
    fileprivate func problems(in ruleset: Ruleset) -> [String] {
        if case .member(let set) = test {
            guard let layout = ruleset.sets[set]?.layout else { return ["asks set \(set), which is not there"] }
            return fields.fit(layout) ? [] : ["these fields are no key of set \(set)"]
        }
        guard fields.count == 1 else { return ["several fields are looked up in sets only"] }
        return test.fits(fields[0], isNegated: isNegated) ? [] : ["'\(text)' makes no sense"]
    }
}

extension [Field] {
    fileprivate func fit(_ layout: KeyLayout) -> Bool { map(\.type) == layout.fields.map { $0 } }
}

extension Test {
    fileprivate func fits(_ field: Field, isNegated: Bool) -> Bool {
        switch self {
        case .equals(let value): value.fits(field)
        case .within(let range):
            range.lower.fits(field) && range.upper.fits(field) && range.lower.number != nil
                && range.lower.bytes.lexicographicallyPrecedes(range.upper.bytes)
        case .prefix(let cidr):
            cidr.prefixLength > 0 && cidr.prefixLength < cidr.address.family.bitWidth
                && Datum.address(cidr.address).fits(field)
        case .bits(let mask, let equal):
            (field == .packetMark || field == .connectionMark) && mask != 0 && equal & ~mask == 0
        case .states(let states):
            field == .connectionState && !states.isEmpty && states.isSubset(of: .all)
                && (!isNegated || states.rawValue.nonzeroBitCount == 1)
        case .member: false
        }
    }
}

extension Datum {
    /// Whether a field can have this value.
    func fits(_ field: Field) -> Bool {
        switch (field, self) {
        case (.icmpType, .icmpType), (.icmpv6Type, .icmpType), (.family, .family), (.packetMark, .mark),
            (.connectionMark, .mark):
            true
        default: field.type.map { fits($0) } ?? false
        }
    }
}

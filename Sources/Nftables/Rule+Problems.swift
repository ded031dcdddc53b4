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

    /// Fields that `nft` would list otherwise than they were written, or refuse, after what the rule said before them.
    private var redundancies: [String] {
        var knowledge = PacketKnowledge()
        return statements.flatMap { statement in
            defer { knowledge.learn(from: statement) }
            return statement.fields.flatMap { knowledge.problems(with: $0) } + knowledge.problems(with: statement)
        }
    }
}

/// What the statements of a rule have said of any packet that comes this far, and what `nft` makes of the next.
private struct PacketKnowledge {
    private var family: IPFamily?
    private var transport: TransportProtocol?
    private var saysFamily = false
    private var saysTransport = false

    /// What is wrong with a field here; what it implies of the packet is known from here on.
    mutating func problems(with field: Field) -> [String] {
        let problems = [familyProblem(with: field), transportProblem(with: field)].compactMap { $0 }
        family = field.requiredFamily ?? family
        transport = field.requiredTransport ?? transport
        return problems
    }

    /// What is wrong with a statement here, other than its fields.
    func problems(with statement: Statement) -> [String] {
        switch statement {
        case .reject(.tcpReset):
            return (transport == .tcp ? [] : ["'\(statement.text)' stands where the protocol is not known to be TCP"])
                + (saysFamily ? ["'\(statement.text)' hides 'meta nfproto'"] : [])
        case .reject(.portUnreachable):
            // `nft` reads this as the message of the one family, and prints the two alike.
            return family == nil ? [] : ["'\(statement.text)' stands where the family is known"]
        case .match(Match([.transportProtocol], .equals(.transport(.icmp)))) where saysFamily && family == .ipv4,
            .match(Match([.transportProtocol], .equals(.transport(.icmpv6)))) where saysFamily && family == .ipv6:
            return ["'\(statement.text)' hides 'meta nfproto'"]
        case .match, .counter, .namedCounter, .limit, .log, .verdict, .verdictMap, .reject(.administrativelyProhibited),
            .foreign:
            return []
        }
    }

    /// Remembers what an equality says.
    mutating func learn(from statement: Statement) {
        guard case .match(let match) = statement, !match.isNegated, case .equals(let value) = match.test else { return }
        if case .family(let said) = value { (family, saysFamily) = (said, true) }
        if match.fields == [.transportProtocol], case .transport(let said) = value {
            (transport, saysTransport) = (said, true)
        }
    }

    private func familyProblem(with field: Field) -> String? {
        guard let needed = field.requiredFamily, let family else { return nil }
        if needed != family { return "'\(field.text)' is of the other family than what stands before it" }
        return saysFamily ? "'\(field.text)' already means this family" : nil
    }

    /// Where the protocol is known, `nft` reads `th dport` as a field of that protocol (`icmp checksum` among them),
    /// and 1.0.6 dies listing a range of it where it has no name for the protocol: so it stands only where nothing is
    /// known.
    private func transportProblem(with field: Field) -> String? {
        guard let transport else { return nil }
        if field == .destinationPort(nil) { return "'\(field.text)' stands where the protocol is known" }
        guard let needed = field.requiredTransport else { return nil }
        if needed != transport { return "'\(field.text)' is of another protocol than what stands before it" }
        return saysTransport ? "'\(field.text)' already means this protocol" : nil
    }
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
            (field == .packetMark || field == .connectionMark) && mask != 0 && mask != .max && equal & ~mask == 0
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

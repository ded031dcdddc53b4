import Addresses
import Nftables

/// What a rule has settled on and said, so that its next part neither repeats nor contradicts it.
struct RuleDraft {
    let family: IPFamily
    /// `nil` means ICMP.
    let ported: PortedProtocol?
    var readsAnyPort: Bool
    var saysFamily = false
    var saysTransport = false
    var statements: [Statement] = []

    /// The fields that may be read next.
    func fields(_ forms: RulesetGenerator.Forms) -> [Field] {
        var fields: [Field] = [.inputInterface, .connectionState]
        if forms == .all { fields += [.outputInterface, .packetMark, .connectionMark] }
        if !isFamilyTaken { fields += [.family] }
        if !saysFamily { fields += [.sourceAddress(family), .destinationAddress(family)] }
        if !saysTransport, !isTransportTaken, !saysFamily { fields += [.transportProtocol] }
        if saysTransport { return fields }
        if ported != nil { return fields + [.destinationPort(readsAnyPort ? nil : ported)] }
        return forms == .all && !saysFamily ? fields + [family == .ipv4 ? .icmpType : .icmpv6Type] : fields
    }

    private var read: [Field] {
        statements.flatMap { statement -> [Field] in
            if case .match(let match) = statement { match.fields } else { [] }
        }
    }

    /// Whether the family is known by now, so that a plain `reject` would be read as that family's.
    var isFamilyTaken: Bool { saysFamily || read.contains { $0.requiredFamily != nil } }

    private var isTransportTaken: Bool {
        read.contains { $0.requiredTransport != nil || $0 == .destinationPort(nil) }
    }

    /// Adds a comparison, unless it would repeat what was said.
    mutating func add(_ match: Match) {
        if match.fields == [.family] { saysFamily = true }
        if match.fields.contains(.transportProtocol) { saysTransport = true }
        statements.append(.match(match))
    }
}

extension RulesetGenerator {
    /// A rule for a chain of this rank.
    mutating func rule(in ruleset: Ruleset, rank: Int) -> Rule {
        if options.forms == .all, ruleset.takesReject, chance(3) {
            return Rule(.match(.transportProtocol, .transport(.tcp)), .reject(.tcpReset))
        }
        var draft = RuleDraft(
            family: chance(65) ? .ipv4 : .ipv6, ported: pick([.tcp, .tcp, .udp, .sctp, nil]) ?? nil,
            readsAnyPort: chance(25))
        for _ in 0..<number(0...2) { draft.add(match(in: ruleset, draft)) }
        for _ in 0..<number(0...1) { draft.statements.append(sideEffect(in: ruleset)) }
        if chance(90) { draft.statements.append(end(in: ruleset, draft, rank: rank)) }
        if draft.statements.isEmpty { draft.statements = [.counter] }
        return Rule(draft.statements, comment: chance(20) ? words() : nil)
    }

    private mutating func match(in ruleset: Ruleset, _ draft: RuleDraft) -> Match {
        if chance(50), let (set, fields) = lookup(ruleset.sets.mapValues(\.layout), draft) {
            return Match(fields, .member(of: set), isNegated: chance(20))
        }
        let field = pick(draft.fields(options.forms)) ?? .inputInterface
        if field == .connectionState { return stateMatch() }
        return Match([field], test(field), isNegated: chance(20))
    }

    private mutating func stateMatch() -> Match {
        let all: [ConnectionStates] = [.invalid, .established, .related, .new, .untracked]
        if chance(30) { return Match([.connectionState], .states(pick(all) ?? .new), isNegated: true) }
        let states = ConnectionStates(all.filter { _ in chance(40) })
        return Match([.connectionState], .states(states.isEmpty ? [.established, .related] : states))
    }

    private mutating func test(_ field: Field) -> Test {
        let (one, other) = (datum(field), datum(field))
        if case .mark(let mask) = one, mask != .max, case .mark(let bits) = other, chance(50) {
            return .bits(mask: mask, equal: bits & mask)
        }
        if case .address(let address) = one, chance(40) {
            let bitWidth = address.family.bitWidth
            return .prefix(CIDR(address, prefixLength: pick([1, 8, bitWidth - 2, bitWidth - 1]) ?? 8))
        }
        let isOrdered = one.bytes.lexicographicallyPrecedes(other.bytes)
        return field.hasRanges && isOrdered && chance(60) ? .within(DatumRange(one, other)) : .equals(one)
    }

    /// A set or map with fields that it can be asked about next.
    private mutating func lookup(_ layouts: [String: KeyLayout], _ draft: RuleDraft) -> (String, [Field])? {
        let fitting = layouts.sorted { $0.key < $1.key }.compactMap { name, layout in
            fields(of: layout, draft).map { (name, $0) }
        }
        return pick(fitting)
    }

    private mutating func fields(of layout: KeyLayout, _ draft: RuleDraft) -> [Field]? {
        var left = draft.fields(options.forms).filter { $0.type != nil }
        if layout.isConcatenation, left.contains(.transportProtocol), layout.fields.contains(.transportProtocol) {
            left = left.map { if case .destinationPort = $0 { .destinationPort(nil) } else { $0 } }
        }
        left.shuffle(using: &random)
        var fields: [Field] = []
        for type in layout.fields {
            guard let index = left.firstIndex(where: { $0.type == type }) else { return nil }
            fields.append(left.remove(at: index))
        }
        return fields
    }

    private mutating func sideEffect(in ruleset: Ruleset) -> Statement {
        if let counter = pick(ruleset.counters.sorted()), chance(30) { return .namedCounter(counter) }
        if options.forms == .all, chance(30) {
            return .limit(Limit(UInt64(number(1...9)), per: pick(Limit.Unit.allCases) ?? .second, burst: burst()))
        }
        if chance(50) { return .counter }
        let group: UInt16? = chance(50) ? UInt16(number(0...9)) : nil
        return .log(Log(prefix: words(), group: group, snapLength: group == nil || chance(50) ? 0 : 64))
    }

    private mutating func burst() -> UInt32 { chance(50) ? Limit.usualBurst : UInt32(number(1...20)) }

    private mutating func end(in ruleset: Ruleset, _ draft: RuleDraft, rank: Int) -> Statement {
        let maps = ruleset.maps.filter { Self.rank($0.key) > rank }
        if chance(35), let (map, fields) = lookup(maps.mapValues(\.layout), draft) {
            return .verdictMap(fields, map: map)
        }
        if ruleset.takesReject, chance(5) {
            return .reject(chance(50) && !draft.isFamilyTaken ? .portUnreachable : .administrativelyProhibited)
        }
        return .verdict(verdict(in: ruleset, above: rank))
    }

    /// A verdict that a chain of this rank may give.
    mutating func verdict(in ruleset: Ruleset, above rank: Int) -> Verdict {
        let targets = ruleset.chains.filter { $0.value.base == nil && Self.rank($0.key) > rank }.keys.sorted()
        if let target = pick(targets), chance(55) { return chance(75) ? .jump(target) : .goto(target) }
        return pick([.accept, .accept, .accept, .drop, .drop, .drop, .return, .continue]) ?? .drop
    }
}

extension Ruleset {
    /// Whether no base chain stands where the kernel refuses `reject`.
    fileprivate var takesReject: Bool { chains.values.allSatisfy { $0.base?.hook.allowsReject ?? true } }
}

extension Field {
    /// Whether ranges of its values can be compared with.
    fileprivate var hasRanges: Bool {
        switch self {
        case .sourceAddress, .destinationAddress, .transportProtocol, .destinationPort, .icmpType, .icmpv6Type: true
        case .family, .inputInterface, .outputInterface, .packetMark, .connectionMark, .connectionState: false
        }
    }
}

import Addresses
import CNetfilter
import Nftables

/// Turns the expressions of one rule back into statements: ``Lowering`` the other way round.
///
/// Expressions read into registers, and later ones use what was read; so what is loaded waits until something
/// consumes it. A check of family or protocol that a later field implies is taken back out, as `nft` does when it
/// lists. Whatever does not have the form that we write becomes a foreign statement.
struct Lifting {
    private(set) var statements: [Statement] = []

    private var loaded = LoadedFields()
    private var family = Implied<IPFamily>()
    private var transport = Implied<TransportProtocol>()
    private var rangeStart: [UInt8]?

    /// A fact about the packet, and the statement that says it, should nothing later imply it.
    private struct Implied<Fact: Hashable> {
        var fact: Fact?
        var statement: Int?
    }

    /// The statements that these expressions were made from.
    static func statements(of expressions: [Expression]) -> [Statement] {
        var lifting = Lifting()
        for expression in expressions where !lifting.take(expression) { lifting.giveUp(on: expression) }
        if let last = expressions.last, lifting.isWaiting { lifting.giveUp(on: last) }
        return lifting.statements
    }

    /// Whether something was loaded, or half compared, and nothing has used it.
    private var isWaiting: Bool { !loaded.isEmpty || rangeStart != nil }

    private mutating func giveUp(on expression: Expression) {
        append(.foreign(expression.name))
        loaded = LoadedFields()
        rangeStart = nil
    }

    /// Takes one expression; `false` where it has no form of ours.
    private mutating func take(_ expression: Expression) -> Bool {
        switch expression {
        case .meta(let key, let to): loaded.load(.meta(key), to: to)
        case .conntrack(let key, let to): loaded.load(.conntrack(key), to: to)
        case .payload(let base, let offset, let length, let to):
            loaded.load(.payload(base: base, offset: offset, length: length), to: to)
        case .byteOrder(let from, let to, let operation, let length, let size):
            from == to && operation == UInt32(NFT_BYTEORDER_HTON.rawValue) && length == 1 && size == 2
                && loaded.endsWith(FieldSource(.transportProtocol), in: from)
        case .bitwise(let from, let to, let mask, let flip):
            from == Registers.first && to == from && flip.allSatisfy { $0 == 0 } && loaded.setMask(mask)
        case .compare(let operation, Registers.first, let value): take(comparison: operation, value)
        // `nft` before 1.1 writes two comparisons where later ones write a range that holds.
        case .range(UInt32(NFT_RANGE_EQ.rawValue), Registers.first, let from, let to):
            take(range: from, to, isNegated: false)
        case .range(UInt32(NFT_RANGE_NEQ.rawValue), Registers.first, let from, let to):
            take(range: from, to, isNegated: true)
        case .lookup(let set, Registers.first, let to, let isNegated): take(set, to: to, isNegated: isNegated)
        case .compare, .range, .lookup: false
        case .verdict(let code, let chain): take(Verdict(code: code, chain: chain).map { .verdict($0) })
        case .counter: take(.counter)
        case .object(UInt32(NFT_OBJECT_COUNTER), let name): take(.namedCounter(name))
        case .limit(let rate, let unit, let burst, 0, 0):
            take(Limit.Unit(rawValue: unit).map { .limit(Limit(rate, per: $0, burst: burst)) })
        case .log(let prefix, let group, let snapLength):
            take(.log(Log(prefix: prefix ?? "", group: group, snapLength: snapLength ?? 0)), prefix: prefix ?? "")
        case .reject(let type, let code): take(rejection(type, code).map { .reject($0) })
        case .object, .limit, .foreign: false
        }
    }

    /// Behind a check of the family `nft` reads `reject` as that family's own port unreachable; it lists ours, which
    /// is of either family and answers the same, by the same word.
    private func rejection(_ type: UInt32, _ code: UInt8) -> Rejection? {
        let isFamilysOwn = type == UInt32(NFT_REJECT_ICMP_UNREACH.rawValue)
        if isFamilysOwn { return family.fact?.portUnreachableCode == code ? .portUnreachable : nil }
        return Rejection.allCases.first { $0.kernelType == type && $0.kernelCode == code }
    }

    /// A prefix that we would not have written as it is makes the log somebody else's.
    private mutating func take(_ statement: Statement, prefix: String) -> Bool {
        guard case .log(let log) = statement, log.prefix.description == prefix else { return false }
        return take(statement)
    }

    private mutating func take(_ statement: Statement?) -> Bool {
        guard let statement, !isWaiting else { return false }
        append(statement)
        return true
    }

    private mutating func append(_ statement: Statement) { statements.append(statement) }

    private mutating func take(_ set: String, to: UInt32?, isNegated: Bool) -> Bool {
        // The kernel gives such a name to a set that stands in braces in a rule.
        guard let fields = takeWholeFields(), fields.allSatisfy({ $0.type != nil }), !set.hasPrefix("__") else {
            return false
        }
        switch to {
        case nil: append(.match(Match(fields, .member(of: set), isNegated: isNegated)))
        case UInt32(NFT_REG_VERDICT.rawValue) where !isNegated: append(.verdictMap(fields, map: set))
        default: return false
        }
        return true
    }

    private mutating func take(comparison operation: UInt32, _ value: [UInt8]) -> Bool {
        switch operation {
        case UInt32(NFT_CMP_EQ.rawValue): return takeEquality(value, isNegated: false)
        case UInt32(NFT_CMP_NEQ.rawValue): return takeEquality(value, isNegated: true)
        case UInt32(NFT_CMP_GTE.rawValue):
            guard rangeStart == nil else { return false }
            rangeStart = value
            return true
        case UInt32(NFT_CMP_LTE.rawValue):
            guard let start = rangeStart else { return false }
            rangeStart = nil
            return take(range: start, value, isNegated: false)
        default: return false
        }
    }

    private mutating func take(range from: [UInt8], _ to: [UInt8], isNegated: Bool) -> Bool {
        guard rangeStart == nil, let fields = takeWholeFields(), fields.count == 1, let lower = fields[0].datum(from),
            let upper = fields[0].datum(to), lower.hasOrder
        else { return false }
        append(.match(Match(fields, .within(DatumRange(lower, upper)), isNegated: isNegated)))
        return true
    }

    private mutating func takeEquality(_ value: [UInt8], isNegated: Bool) -> Bool {
        let mask = loaded.mask
        guard rangeStart == nil, let sources = loaded.takeAll(), sources.count == 1, let field = resolve(sources[0]),
            sources[0].isRead(as: field, comparing: value.count, isMasked: mask != nil),
            let test = Test(field, mask: mask, value: value, isNegated: isNegated)
        else { return false }
        if !isNegated, case .equals(let datum) = test { learn(field, datum) }
        let isAnyOfStates = field == .connectionState && mask != nil
        append(.match(Match([field], test, isNegated: isNegated && !isAnyOfStates)))
        return true
    }

    private mutating func learn(_ field: Field, _ value: Datum) {
        switch (field, value) {
        case (.family, .family(let known)): family = Implied(fact: known, statement: statements.count)
        case (.transportProtocol, .transport(let known)):
            transport = Implied(fact: known, statement: statements.count)
        default: return
        }
    }

    /// All that was loaded, as fields that were read in full and not masked.
    private mutating func takeWholeFields() -> [Field]? {
        guard rangeStart == nil, loaded.mask == nil, let sources = loaded.takeAll() else { return nil }
        let fields = sources.compactMap { resolve($0) }
        return fields.map { FieldSource($0) } == sources ? fields : nil
    }

    /// The field that a source means, given what is known of the packet; checks that it implies are taken back out.
    private mutating func resolve(_ source: FieldSource) -> Field? {
        guard let field = Field.read(source, family: family.fact, transport: transport.fact) else { return nil }
        if field.requiredFamily != nil, let index = family.statement { remove(index) }
        if field.requiredTransport != nil, let index = transport.statement { remove(index) }
        return field
    }

    private mutating func remove(_ index: Int) {
        statements.remove(at: index)
        family.statement = moved(family.statement, removed: index)
        transport.statement = moved(transport.statement, removed: index)
    }

    private func moved(_ statement: Int?, removed: Int) -> Int? {
        statement.flatMap { $0 == removed ? nil : $0 > removed ? $0 - 1 : $0 }
    }
}

extension FieldSource {
    /// Whether a field is read so where a value of this size is compared: in full, or an address by its first bytes.
    fileprivate func isRead(as field: Field, comparing byteCount: Int, isMasked: Bool) -> Bool {
        guard case .payload(_, _, let length) = self, !isMasked else { return FieldSource(field) == self }
        return Int(length) == byteCount
    }
}

extension IPFamily {
    /// The code of "port unreachable" among the reasons of this family's ICMP.
    fileprivate var portUnreachableCode: UInt8 {
        switch self {
        case .ipv4: 3
        case .ipv6: 4
        }
    }
}

import Addresses
import Nftables

/// All that the rules of a table ask about an address.
struct AddressQuestions {
    /// What they are told, in order.
    struct Answers: Hashable {
        let family: IPFamily
        /// What it is compared with alone, and matches: sets by name, and ranges that stand in rules.
        let matches: [String]
        /// The rest of each element in which it stands with other fields, with the name of the set or map.
        let rows: [String]
        /// The chains to which maps lead by it.
        let chains: [String: Chain]
    }

    /// Every range that an address is compared with.
    private(set) var ranges: [ClosedRange<IPAddress>] = []

    private var sets: [(name: String, addresses: AddressRanges)] = []
    private var literals: [(text: String, range: ClosedRange<IPAddress>)] = []
    private var rows: [IPAddress: [String]] = [:]
    private var wideRows: [(range: ClosedRange<IPAddress>, row: String)] = []
    private var maps: [(name: String, map: VerdictMap)] = []
    private let chains: [String: Chain]
    /// The addresses of the pod for which alone a chain is walked, one of a family at most.
    private var owners: [String: Set<IPAddress>] = [:]

    /// Collects what the rules ask.
    init(_ ruleset: Ruleset) {
        chains = ruleset.chains
        maps = ruleset.maps.sorted { $0.key < $1.key }.filter(\.value.isByAddress).map { ($0.key, $0.value) }
        findOwners(ruleset)
        collect(ruleset.sets.sorted { $0.key < $1.key })
        for (name, map) in ruleset.maps.sorted(by: { $0.key < $1.key }) {
            if map.isByAddress {
                for key in map.verdicts.keys { ranges += key.addressRange(map.layout, 0).map { [$0] } ?? [] }
            } else {
                for (key, verdict) in map.sorted { collect(key, map.layout, "\(name) \(verdict)") }
            }
        }
        for (name, chain) in ruleset.chains.sorted(by: { $0.key < $1.key }) { collect(chain, name) }
    }

    /// What they are told about an address.
    func answers(for address: IPAddress) -> Answers {
        let inSets = sets.filter { $0.addresses.contains(address) }.map(\.name)
        let inLiterals = literals.filter { $0.range.contains(address) }.map(\.text)
        let inRows = (rows[address] ?? []) + wideRows.filter { $0.range.contains(address) }.map(\.row)
        var targets: [String: Chain] = [:]
        for (name, map) in maps where Datum.address(address).fits(map.layout.fields[0]) {
            guard let verdict = map.verdicts[Element(.address(address), layout: map.layout)] else { continue }
            targets[name] = chain(of: verdict, for: address)
        }
        return Answers(
            family: address.family, matches: inSets + inLiterals, rows: inRows.sorted(), chains: targets)
    }

    /// A chain as it is for an address: its own is put for that of whoever owns the chain, and nothing is counted.
    private func chain(of verdict: Verdict, for address: IPAddress) -> Chain {
        guard let name = verdict.target, let chain = chains[name], let owner = owners[name] else {
            return Chain([Rule(.verdict(verdict))])
        }
        return Chain(chain.rules.map { Rule($0.statements.compactMap { anonymous($0, address, owner) }) })
    }

    private func anonymous(_ statement: Statement, _ address: IPAddress, _ owner: Set<IPAddress>) -> Statement? {
        switch statement {
        case .counter, .namedCounter, .log: return nil
        case .match(let match):
            guard case .equals(.address(let other)) = match.test, owner.contains(other) else { return statement }
            return .match(Match(match.fields, .equals(.mark(other == address ? 0 : 1)), isNegated: match.isNegated))
        case .limit, .verdict, .verdictMap, .reject, .foreign: return statement
        }
    }
}

extension AddressQuestions {
    private mutating func findOwners(_ ruleset: Ruleset) {
        var found: [String: Set<IPAddress>] = [:]
        for (_, map) in maps {
            for (key, verdict) in map.verdicts {
                guard let target = verdict.target, let range = key.addressRange(map.layout, 0) else { continue }
                found[target, default: []].insert(range.lowerBound)
            }
        }
        let called = Set(
            ruleset.chains.values.flatMap(\.rules).flatMap(\.targets)
                + ruleset.maps.values.filter { !$0.isByAddress }.flatMap(\.verdicts.values).compactMap(\.target))
        // A pod of two families has one chain for both.
        owners = found.filter { chain, addresses in
            !called.contains(chain) && Set(addresses.map(\.family)).count == addresses.count
        }
    }

    private mutating func collect(_ sets: [(key: String, value: NamedSet)]) {
        for (name, set) in sets where set.layout.fields.contains(where: \.isAddress) {
            if set.layout.isConcatenation {
                for element in set.elements { collect(element, set.layout, name) }
            } else {
                let members = set.elements.compactMap { $0.addressRange(set.layout, 0) }
                self.sets.append((name, AddressRanges(members)))
                ranges += members
            }
        }
    }

    /// An element of several fields: the others are the row in which each of its addresses stands.
    private mutating func collect(_ element: Element, _ layout: KeyLayout, _ name: String) {
        guard let fields = element.ranges(layout) else { return }
        for (place, type) in layout.fields.enumerated() where type.isAddress {
            guard let range = element.addressRange(layout, place) else { continue }
            ranges.append(range)
            let others = fields.indices.filter { $0 != place }.map { "\(fields[$0].lower)-\(fields[$0].upper)" }
            let row = "\(name) \(place) \(others.joined(separator: " "))"
            if range.lowerBound == range.upperBound {
                rows[range.lowerBound, default: []].append(row)
            } else {
                wideRows.append((range, row))
            }
        }
    }

    /// What rules compare addresses with themselves, but for the own address of whoever owns the chain.
    private mutating func collect(_ chain: Chain, _ name: String) {
        for match in chain.rules.flatMap(\.matches) where match.fields.count == 1 && match.fields[0].isAddress {
            guard let range = match.test.addresses else { continue }
            ranges.append(range)
            if range.lowerBound == range.upperBound, owners[name]?.contains(range.lowerBound) ?? false { continue }
            literals.append(("\(match.fields[0].text) \(range)", range))
        }
    }
}

extension Rule {
    fileprivate var matches: [Match] {
        statements.compactMap { if case .match(let match) = $0 { match } else { nil } }
    }
}

extension Test {
    fileprivate var addresses: ClosedRange<IPAddress>? {
        switch self {
        case .equals(let value): DatumRange(value).addresses
        case .within(let range): range.addresses
        case .prefix(let cidr): cidr.range
        case .bits, .states, .member: nil
        }
    }
}

extension DatumRange {
    fileprivate var addresses: ClosedRange<IPAddress>? {
        guard case .address(let lower) = lower, case .address(let upper) = upper, lower <= upper else { return nil }
        return lower...upper
    }
}

extension Element {
    fileprivate func addressRange(_ layout: KeyLayout, _ place: Int) -> ClosedRange<IPAddress>? {
        ranges(layout)?[place].addresses
    }
}

extension FieldType {
    fileprivate var isAddress: Bool { self == .ipv4Address || self == .ipv6Address }
}

extension Field {
    fileprivate var isAddress: Bool {
        switch self {
        case .sourceAddress, .destinationAddress: true
        case .transportProtocol, .destinationPort, .icmpType, .icmpv6Type, .family, .inputInterface, .outputInterface,
            .packetMark, .connectionMark, .connectionState:
            false
        }
    }
}

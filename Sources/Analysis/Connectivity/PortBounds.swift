import Addresses
import Nftables

/// Where the rules on a packet's way can tell ports apart.
///
/// Most rules stand in chains that a map leads to by an address. So only the chains of the two ends are looked at,
/// besides those that all packets walk.
struct PortBounds {
    /// Ports at which something else may begin, of each protocol.
    private typealias Starts = [PortedProtocol: Set<UInt16>]

    private let byChain: [String: Starts]
    private let common: Starts
    private let maps: [VerdictMap]

    /// Looks through all rules.
    init(_ ruleset: Ruleset) {
        maps = ruleset.maps.values.filter(\.isByAddress)
        let own = ruleset.chains.mapValues { chain in
            chain.rules.reduce(into: Starts()) { starts, rule in
                for statement in rule.statements { starts.add(statement.portBounds(ruleset)) }
            }
        }
        let targets = ruleset.chains.mapValues { $0.targets(ruleset) }
        var byChain: [String: Starts] = [:]
        for name in ruleset.chains.keys {
            byChain[name] = Self.reachable(from: name, targets).reduce(into: Starts()) { $0.add(own[$1] ?? [:]) }
        }
        self.byChain = byChain
        common = ruleset.chains.filter { $0.value.base != nil }.keys.reduce(into: Starts()) {
            $0.add(byChain[$1] ?? [:])
        }
    }

    /// The ports of a protocol in ranges that no rule between two addresses tells apart.
    func ranges(
        _ transport: PortedProtocol, from source: IPAddress, to destination: IPAddress
    ) -> [ClosedRange<UInt16>] {
        var starts = common[transport] ?? []
        for address in [source, destination] {
            for chain in chains(of: address) { starts.formUnion(byChain[chain]?[transport] ?? []) }
        }
        let sorted = starts.union([0]).sorted()
        return sorted.indices.map { index in
            sorted[index]...(index + 1 < sorted.count ? sorted[index + 1] - 1 : .max)
        }
    }

    private func chains(of address: IPAddress) -> [String] {
        maps.compactMap { map in
            guard Datum.address(address).fits(map.layout.fields[0]) else { return nil }
            return map.verdicts[Element(.address(address), layout: map.layout)]?.target
        }
    }

    private static func reachable(from chain: String, _ targets: [String: Set<String>]) -> Set<String> {
        var reached: Set<String> = [chain]
        var open = [chain]
        while let next = open.popLast() {
            for target in targets[next] ?? [] where reached.insert(target).inserted { open.append(target) }
        }
        return reached
    }
}

extension [PortedProtocol: Set<UInt16>] {
    fileprivate mutating func add(_ other: Self) { merge(other) { $0.union($1) } }
}

extension Chain {
    /// The chains that its rules lead to whatever the packet's address is.
    fileprivate func targets(_ ruleset: Ruleset) -> Set<String> {
        Set(rules.flatMap(\.targets) + rules.flatMap(\.statements).flatMap { $0.mapTargets(ruleset) })
    }
}

extension Statement {
    fileprivate func mapTargets(_ ruleset: Ruleset) -> [String] {
        guard case .verdictMap(_, let name) = self, let map = ruleset.maps[name], !map.isByAddress else { return [] }
        return map.verdicts.values.compactMap(\.target)
    }

    /// Ports at which this statement may begin to say something else.
    fileprivate func portBounds(_ ruleset: Ruleset) -> [PortedProtocol: Set<UInt16>] {
        switch self {
        case .match(let match):
            guard let place = match.fields.firstIndex(where: \.isPort) else { return [:] }
            return match.fields[place].bounds(ruleset.ranges(of: match.test, field: place))
        case .verdictMap(let fields, let name):
            guard let place = fields.firstIndex(where: \.isPort), let map = ruleset.maps[name] else { return [:] }
            return fields[place].bounds(map.verdicts.keys.compactMap { $0.ranges(map.layout)?[place] })
        case .counter, .namedCounter, .limit, .log, .verdict, .reject, .foreign: return [:]
        }
    }
}

extension Field {
    fileprivate var isPort: Bool { if case .destinationPort = self { true } else { false } }

    /// Where ranges of ports that this field is compared with begin, and where they have ended.
    fileprivate func bounds(_ ranges: [DatumRange]) -> [PortedProtocol: Set<UInt16>] {
        guard case .destinationPort(let owner) = self else { return [:] }
        var starts: Set<UInt16> = []
        for range in ranges {
            guard case .port(let lower) = range.lower, case .port(let upper) = range.upper else { continue }
            starts.insert(lower)
            if upper < .max { starts.insert(upper + 1) }
        }
        let owners = owner.map { [$0] } ?? PortedProtocol.allCases
        return Dictionary(uniqueKeysWithValues: owners.map { ($0, starts) })
    }
}

extension Ruleset {
    /// The ranges that one field is compared with; none where it is compared with something else.
    func ranges(of test: Test, field: Int) -> [DatumRange] {
        switch test {
        case .equals(let value): [DatumRange(value)]
        case .within(let range): [range]
        case .prefix(let cidr): [DatumRange(cidr)]
        case .member(let name):
            sets[name].map { set in set.elements.compactMap { $0.ranges(set.layout)?[field] } } ?? []
        case .bits, .states: []
        }
    }
}

extension VerdictMap {
    /// Whether it is asked for one address and nothing else.
    var isByAddress: Bool {
        !layout.isInterval && [[.ipv4Address], [.ipv6Address]].contains(layout.fields)
    }
}

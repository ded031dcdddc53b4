/// Walks packets through a ruleset as the kernel does, and can say each step.
///
/// It knows this one table only; what other tables do with the packet is theirs. Of base chains of the same hook and
/// priority the kernel asks the youngest first, and a ruleset does not know ages: we take the last by name, which is
/// the youngest where all were made at once. Otherwise it may be refused in another way than we say, but it is refused.
public struct PacketTracer: Sendable {
    /// What to suppose where a rule has a limit.
    public enum Limits: Hashable, Sendable, CaseIterable {
        /// Few packets came, and the rule goes on.
        case below
        /// Too many came, and the rule ends there.
        case over
    }

    let ruleset: Ruleset
    let limits: Limits
    private let baseChains: [BaseChain.Hook: [HookedChain]]
    private let intervalMaps: [String: IntervalMap]
    private let foreignElements: [String: [Elements]]
    private let catchAlls: Set<String>

    /// Notes said of every packet, since what we cannot read may stand in its way.
    let foreignChains: [String]

    /// A tracer for the rules of this ruleset, which need not be one that the kernel would take.
    public init(_ ruleset: Ruleset, limits: Limits = .below) {
        self.ruleset = ruleset
        self.limits = limits
        let asked = ruleset.foreign.contains(.dormancy) ? [] : ruleset.hookedChains
        baseChains = Dictionary(grouping: asked, by: \.base.hook)
        intervalMaps = ruleset.maps.filter { $0.value.layout.isInterval }.mapValues { IntervalMap($0) }
        foreignElements = ruleset.foreignElements
        catchAlls = Set(
            ruleset.foreign.compactMap { object in
                if case .catchAll(let lookup) = object { lookup } else { nil }
            })
        foreignChains = ruleset.foreign.sorted().compactMap { object in
            if case .chain(let name) = object { name } else { nil }
        }
    }

    /// What becomes of a packet, and why.
    public func trace(_ packet: Packet) -> Trace {
        var walk = PacketWalk(packet, in: self, keepingSteps: true)
        let outcome = walk.outcome()
        return Trace(outcome: outcome, isCertain: walk.isCertain, steps: walk.steps)
    }

    /// What becomes of a packet, as ``trace(_:)`` says, without keeping the steps.
    public func verdict(_ packet: Packet) -> Trace.Outcome {
        var walk = PacketWalk(packet, in: self, keepingSteps: false)
        return walk.outcome()
    }

    /// The chains that the kernel calls at a hook, in its order.
    func chains(at hook: BaseChain.Hook) -> [HookedChain] { baseChains[hook] ?? [] }

    /// What a set answers.
    func isMember(_ key: [UInt8], of set: String) -> Answer<Bool> {
        guard let elements = ruleset.sets[set]?.elements else {
            return Answer(value: false, doubt: "set \(set) is not there")
        }
        let isFound = elements.index(holding: key) != nil
        return Answer(value: isFound, doubt: doubt(key, in: set, isFound: isFound))
    }

    /// What a map answers.
    func verdict(for key: [UInt8], in map: String) -> Answer<Verdict?> {
        guard let content = ruleset.maps[map] else {
            return Answer(value: nil, doubt: "map \(map) is not there")
        }
        let verdict = intervalMaps[map].map { $0.verdict(for: key) } ?? content.verdicts[Element(bytes: key)]
        return Answer(value: verdict, doubt: doubt(key, in: map, isFound: verdict != nil))
    }

    /// What an answer leaves open: elements that are not ours may answer first, and those that match all else, last.
    private func doubt(_ key: [UInt8], in lookup: String, isFound: Bool) -> String? {
        if foreignElements[lookup]?.contains(where: { $0.index(holding: key) != nil }) ?? false {
            return "\(lookup) has an element here that is not ours"
        }
        return isFound || !catchAlls.contains(lookup) ? nil : "\(lookup) has an element for all else that is not ours"
    }
}

extension PacketTracer {
    /// What is left open where a packet without ports is compared by `th dport`.
    func doubtOfPort(_ match: Match, _ packet: Packet) -> String? {
        guard packet.transport.hasUnknownPort, match.fields.contains(.destinationPort(nil)) else { return nil }
        guard case .member(let set) = match.test else { return Self.portDoubt }
        guard let elements = ruleset.sets[set]?.elements else { return nil }
        let isDoubtful = match.isNegated || packet.needsUnknownPort(match.fields, in: elements, elements.layout)
        return isDoubtful ? Self.portDoubt : nil
    }

    /// What is left open where a packet without ports asks a map by `th dport`.
    func doubtOfPort(_ fields: [Field], _ map: String, _ packet: Packet) -> String? {
        guard let map = ruleset.maps[map], packet.needsUnknownPort(fields, in: map.verdicts.keys, map.layout)
        else { return nil }
        return Self.portDoubt
    }

    private static let portDoubt = "the kernel reads other bytes as the port here"
}

/// What a set or map says, and what may make it otherwise.
struct Answer<Value> {
    let value: Value
    let doubt: String?
}

/// A chain that the kernel calls.
struct HookedChain {
    let name: String
    let chain: Chain
    let base: BaseChain
}

/// A map of intervals, put so that a key finds its verdict.
private struct IntervalMap {
    private let elements: Elements
    private let verdicts: [Verdict]

    init(_ map: VerdictMap) {
        let sorted = map.sorted.filter { $0.key.bytes.count == map.layout.elementByteCount }
        elements = Elements(map.layout, sorted.map(\.key))
        verdicts = sorted.map(\.value)
    }

    func verdict(for key: [UInt8]) -> Verdict? { elements.index(holding: key).map { verdicts[$0] } }
}

extension Ruleset {
    fileprivate var hookedChains: [HookedChain] {
        chains.compactMap { name, chain in chain.base.map { HookedChain(name: name, chain: chain, base: $0) } }
            .sorted { ($0.base.priority, $1.name) < ($1.base.priority, $0.name) }
    }

    fileprivate var foreignElements: [String: [Elements]] {
        var found: [String: [Elements]] = [:]
        for case .element(let lookup, let element) in foreign {
            guard let layout = sets[lookup]?.layout ?? maps[lookup]?.layout,
                element.bytes.count == layout.elementByteCount
            else { continue }
            found[lookup, default: []].append(Elements(layout, [element]))
        }
        return found
    }
}

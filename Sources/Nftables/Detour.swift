/// Rulesets to stop at on the way between two without safe states between them: some rules read copies for a while.
///
/// A copy is built out of sight and then turned to by rules alone, so nothing changes under a packet's feet. It costs
/// twice the memory for a moment and some more phases, and is used only where nothing cheaper is safe:
///
/// - a set that sends packets another way, or means one thing to one rule and another to the next, changes while rules
///   read its copy;
/// - a hook that comes or goes, and leads into chains that stay and change, does so with copies of those chains: until
///   all others are turned it must keep doing what it does in its own ruleset.
struct Detour {
    /// Where to stop.
    let stops: [Ruleset]

    /// The detour by way of these.
    init(stops: [Ruleset]) { self.stops = stops }

    /// The detour for some sets that change, which both have: all chains on the way to them are built anew as well, so
    /// that elements of maps turn packets to chains and sets that do not change.
    init(from old: Ruleset, to new: Ruleset, copying sets: Set<String>) {
        let readers = Readers(of: new)
        let path = PathGraph(new).leading(to: Set(sets.flatMap { readers[$0] }))
        let renaming = Renaming(
            lookups: Renaming.copies("copy", of: sets),
            chains: Renaming.copies("copy", of: path.filter { new.chains[$0]?.base == nil }))
        var onCopy = new
        for (set, copy) in renaming.lookups {
            onCopy.sets[set] = old.sets[set]
            onCopy.sets[copy] = new.sets[set].map { NamedSet($0.elements) }
        }
        onCopy.maps = new.maps.mapValues { renaming.apply(to: $0) }
        onCopy.chains = [:]
        for (name, chain) in new.chains { onCopy.chains[renaming.chains[name] ?? name] = renaming.apply(to: chain) }
        var changed = onCopy
        for set in sets { changed.sets[set] = new.sets[set] }
        stops = [onCopy, changed]
    }

    /// The detour for hooks that come or go, if they need one.
    init?(_ round: Round) {
        let hooks = round.renewedHooks
        let going = round.old.onCopies("going", of: round.chains, hooks: hooks.filter { round.new.chains[$0] == nil })
        let coming = round.new.onCopies("coming", of: round.chains, hooks: hooks.filter { round.old.chains[$0] == nil })
        stops = [going, coming].compactMap { $0 }
        if stops.isEmpty { return nil }
    }
}

extension Ruleset {
    /// The ruleset where these hooks read copies of some chains; `nil` where they lead to none of them.
    fileprivate func onCopies(_ word: String, of copied: Set<String>, hooks: Set<String>) -> Ruleset? {
        if hooks.isEmpty { return nil }
        let graph = PathGraph(self)
        let reached = graph.reachable(from: hooks)
        let path = graph.leading(to: reached.intersection(copied)).intersection(reached)
        if path.isEmpty { return nil }
        let names = path.filter { chains[$0]?.base == nil }
        let asked = Set(path.flatMap { chains[$0]?.references ?? [] })
        let maps = maps.filter { name, map in
            asked.contains(name) && map.verdicts.values.contains { $0.target.map { names.contains($0) } ?? false }
        }
        let renaming = Renaming(lookups: Renaming.copies(word, of: maps.keys), chains: Renaming.copies(word, of: names))
        var result = self
        for (name, map) in maps { result.maps[renaming.lookups[name] ?? name] = renaming.apply(to: map) }
        for name in path { result.chains[renaming.chains[name] ?? name] = chains[name].map { renaming.apply(to: $0) } }
        return result
    }
}

/// Other names for sets and maps, for chains and for counters, in rules and verdicts.
struct Renaming {
    var lookups: [String: String] = [:]
    var chains: [String: String] = [:]
    var counters: [String: String] = [:]

    /// A name for the copy of each, that tells the copies of one ruleset from those of the other.
    static func copies(_ word: String, of names: some Sequence<String>) -> [String: String] {
        Dictionary(uniqueKeysWithValues: names.map { ($0, ObjectName.of([word, $0])) })
    }

    /// The chain with other names in its rules.
    func apply(to chain: Chain) -> Chain {
        let rules = chain.rules.map { Rule($0.statements.map { apply(to: $0) }, keeping: $0.comment) }
        return Chain(rules, base: chain.base, keeping: chain.comment)
    }

    /// The map with other names in its verdicts.
    func apply(to map: VerdictMap) -> VerdictMap {
        VerdictMap(map.layout, map.verdicts.mapValues { apply(to: $0) }, keeping: map.comment)
    }

    private func apply(to statement: Statement) -> Statement {
        switch statement {
        case .match(let match):
            guard case .member(let set) = match.test, let other = lookups[set] else { return statement }
            return .match(Match(match.fields, .member(of: other), isNegated: match.isNegated))
        case .verdict(let verdict): return .verdict(apply(to: verdict))
        case .verdictMap(let fields, let map): return .verdictMap(fields, map: lookups[map] ?? map)
        case .namedCounter(let name): return .namedCounter(counters[name] ?? name)
        case .counter, .limit, .log, .reject, .foreign: return statement
        }
    }

    private func apply(to verdict: Verdict) -> Verdict {
        switch verdict {
        case .jump(let chain): .jump(chains[chain] ?? chain)
        case .goto(let chain): .goto(chains[chain] ?? chain)
        case .accept, .drop, .return, .continue: verdict
        }
    }
}

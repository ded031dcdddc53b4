/// Which chains of a ruleset lead where, and what they ask on the way.
///
/// Only who calls a chain is looked up beforehand; where a chain leads stands in its own rules, and few are asked.
struct PathGraph {
    private let ruleset: Ruleset
    private let readers: Readers
    private let objects: Set<String>
    private var callers: [String: [String]] = [:]
    private var mapReaders: [String: [String]] = [:]
    private var mapsTo: [String: [String]] = [:]

    /// The paths of a ruleset, of which these are the readers and these the objects that matter.
    init(_ ruleset: Ruleset, _ readers: Readers = Readers(), _ objects: Set<String> = []) {
        self.ruleset = ruleset
        self.readers = readers
        self.objects = objects
        for (name, chain) in ruleset.chains {
            for rule in chain.rules {
                for statement in rule.statements { add(statement, of: name) }
            }
        }
        for map in ruleset.maps.keys {
            for target in mapTargets(map) { mapsTo[target, default: []].append(map) }
        }
    }

    private mutating func add(_ statement: Statement, of chain: String) {
        switch statement {
        case .verdict(.jump(let target)), .verdict(.goto(let target)): callers[target, default: []].append(chain)
        case .verdictMap(_, let map): mapReaders[map, default: []].append(chain)
        case .match, .counter, .namedCounter, .limit, .log, .verdict, .reject, .foreign: return
        }
    }

    private func mapTargets(_ map: String) -> Set<String> {
        Set(ruleset.maps[map]?.verdicts.values.compactMap(\.target) ?? [])
    }

    private func targets(_ chain: String) -> [String] { ruleset.chains[chain]?.rules.flatMap(\.targets) ?? [] }

    private func mapsRead(_ chain: String) -> [String] {
        ruleset.chains[chain]?.rules.flatMap { rule in
            rule.statements.compactMap { if case .verdictMap(_, let map) = $0 { map } else { nil } }
        } ?? []
    }

    /// Of the objects that matter, those that a chain names.
    private func objectsRead(_ chain: String) -> Set<String> {
        var found: Set<String> = []
        for rule in ruleset.chains[chain]?.rules ?? [] {
            for statement in rule.statements {
                if let object = statement.objectNamed, objects.contains(object) { found.insert(object) }
            }
        }
        return found
    }

    /// These chains and all from which a packet can come to them, other than by maps that stand apart.
    func leading(to chains: Set<String>, apart: Set<String> = []) -> Set<String> {
        closure(chains) { chain in
            let maps = (mapsTo[chain] ?? []).filter { !apart.contains($0) }
            return (callers[chain] ?? []) + maps.flatMap { mapReaders[$0] ?? [] }
        }
    }

    /// These chains and all to which a packet can go from them.
    func reachable(from chains: Set<String>) -> Set<String> {
        closure(chains) { chain in targets(chain) + mapsRead(chain).flatMap { mapTargets($0) } }
    }

    /// Those of these sets that a packet can come to behind a verdict.
    func read(behind verdict: Verdict?, of sets: Set<String>) -> Set<String> {
        guard let target = verdict?.target else { return [] }
        let reached = reachable(from: [target])
        return sets.filter { !reached.isDisjoint(with: readers[$0]) }
    }

    private func closure(_ start: Set<String>, _ next: (String) -> [String]) -> Set<String> {
        var found = start
        var waiting = Array(start)
        while let chain = waiting.popLast() {
            for other in next(chain) where found.insert(other).inserted { waiting.append(other) }
        }
        return found
    }

    /// All that a packet can meet that reads a set or map on its way.
    ///
    /// A map leads a packet to one chain: of the chains behind it only those count that lead to a reader, so other
    /// pods' chains are no part of the way to this pod's set.
    /// Maps that stand apart lead no packet that asks for the object.
    func surroundings(of object: String, apart: Set<String> = []) -> Surroundings {
        let path = leading(to: readers[object], apart: apart)
        var aside: Set<String> = []
        var result = Surroundings(path: path)
        for chain in path {
            aside.formUnion(targets(chain))
            result.objects.formUnion(objectsRead(chain))
            for map in mapsRead(chain) where map != object && !apart.contains(map) {
                let behind = mapTargets(map)
                if behind.isDisjoint(with: path) {
                    aside.formUnion(behind)
                } else {
                    result.mapsOnPath.insert(map)
                }
            }
        }
        result.objects.subtract(result.mapsOnPath)
        result.aside = reachable(from: aside.subtracting(path))
        for chain in result.aside { result.objects.formUnion(objectsRead(chain)) }
        result.objects.subtract(apart.union([object]))
        return result
    }
}

/// What else decides about the packets that read one set or map.
struct Surroundings {
    /// The chains on the way to a reader, and the readers.
    let path: Set<String>
    /// Other chains that these packets may visit.
    var aside: Set<String> = []
    /// Maps whose elements lead packets on along the path.
    var mapsOnPath: Set<String> = []
    /// Of the other sets and maps that change, those that are read.
    var objects: Set<String> = []

    /// Nothing yet beside the way itself.
    init(path: Set<String>) { self.path = path }
}

/// Which chains of a ruleset lead where, and who reads which set or map.
struct PathGraph {
    /// The chains with a rule that reads the set or map of this name.
    private(set) var readers: [String: Set<String>] = [:]

    private let ruleset: Ruleset
    private var targets: [String: Set<String>] = [:]
    private var mapsRead: [String: Set<String>] = [:]
    private var objectsRead: [String: Set<String>] = [:]
    private var callers: [String: Set<String>] = [:]
    private var mapsTo: [String: Set<String>] = [:]

    /// The paths of a ruleset.
    init(_ ruleset: Ruleset) {
        self.ruleset = ruleset
        for (name, chain) in ruleset.chains {
            for rule in chain.rules { add(rule, of: name) }
        }
        for map in ruleset.maps.keys {
            for target in mapTargets(map) { mapsTo[target, default: []].insert(map) }
        }
    }

    private mutating func add(_ rule: Rule, of chain: String) {
        for target in rule.targets {
            targets[chain, default: []].insert(target)
            callers[target, default: []].insert(chain)
        }
        for object in rule.references {
            readers[object, default: []].insert(chain)
            objectsRead[chain, default: []].insert(object)
            if ruleset.maps[object] != nil { mapsRead[chain, default: []].insert(object) }
        }
    }

    private func mapTargets(_ map: String) -> Set<String> {
        Set(ruleset.maps[map]?.verdicts.values.compactMap(\.target) ?? [])
    }

    /// These chains and all from which a packet can come to them, other than by maps that stand apart.
    func leading(to chains: Set<String>, apart: Set<String> = []) -> Set<String> {
        closure(chains) { chain in
            (mapsTo[chain] ?? []).subtracting(apart).reduce(callers[chain] ?? []) { $0.union(readers[$1] ?? []) }
        }
    }

    /// These chains and all to which a packet can go from them.
    func reachable(from chains: Set<String>) -> Set<String> {
        closure(chains) { chain in
            (mapsRead[chain] ?? []).reduce(targets[chain] ?? []) { $0.union(mapTargets($1)) }
        }
    }

    /// Those of these sets that a packet can come to behind a verdict.
    func read(behind verdict: Verdict?, of sets: Set<String>) -> Set<String> {
        guard let target = verdict?.target else { return [] }
        let reached = reachable(from: [target])
        return sets.filter { !(readers[$0] ?? []).isDisjoint(with: reached) }
    }

    private func closure(_ start: Set<String>, _ next: (String) -> Set<String>) -> Set<String> {
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
        let path = leading(to: readers[object] ?? [], apart: apart)
        var aside: Set<String> = []
        var result = Surroundings(path: path)
        for chain in path {
            aside.formUnion(targets[chain] ?? [])
            result.objects.formUnion(objectsRead[chain] ?? [])
            for map in mapsRead[chain] ?? [] where map != object && !apart.contains(map) {
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
        for chain in result.aside { result.objects.formUnion(objectsRead[chain] ?? []) }
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
    /// All other sets and maps that are read.
    var objects: Set<String> = []

    /// Nothing yet beside the way itself.
    init(path: Set<String>) { self.path = path }
}

/// Which chains have a rule that reads one of some sets and maps.
struct Readers {
    /// The sets and maps whose readers are known.
    let objects: Set<String>

    /// The same objects where they are few: comparing some names is faster than hashing one.
    private let few: [String]?
    private var chains: [String: [String]] = [:]

    /// The readers of these objects in a ruleset.
    init(of objects: Set<String>, in ruleset: Ruleset) {
        self.objects = objects
        few = objects.count <= 4 ? Array(objects) : nil
        for (name, chain) in ruleset.chains { add(chain, name) }
    }

    /// The same where only some chains are others: most rules need not be looked at twice.
    func updated(for ruleset: Ruleset, chains changed: [String]) -> Readers {
        guard !changed.isEmpty else { return self }
        var result = self
        let gone = Set(changed)
        result.chains = chains.mapValues { $0.filter { !gone.contains($0) } }
        for name in changed {
            if let chain = ruleset.chains[name] { result.add(chain, name) }
        }
        return result
    }

    /// The chains that read an object, each once.
    subscript(object: String) -> [String] { chains[object] ?? [] }

    /// All of a chain's entries are made at once, so a repeated one is the last.
    private mutating func add(_ chain: Chain, _ name: String) {
        for rule in chain.rules {
            for statement in rule.statements {
                guard let object = statement.objectNamed, few?.contains(object) ?? objects.contains(object)
                else { continue }
                if chains[object]?.last != name { chains[object, default: []].append(name) }
            }
        }
    }
}

extension Statement {
    /// The set, map or counter that it names.
    var objectNamed: String? {
        switch self {
        case .match(let match):
            if case .member(let set) = match.test { set } else { nil }
        case .namedCounter(let name), .verdictMap(_, let name): name
        case .counter, .limit, .log, .verdict, .reject, .foreign: nil
        }
    }
}

/// Which chains read which sets and maps. Kept from one plan to the next, since most leave all rules as they are.
struct Readers: Sendable {
    /// How many chains were looked at so far, so that a test can tell that few are.
    private(set) var lookCount = 0

    /// The base chains.
    private(set) var bases: Set<String> = []

    private var chains: [String: Chain] = [:]
    private var readers: [String: Set<String>] = [:]

    /// The readers where there are no chains.
    init() {}

    /// The readers in a ruleset.
    init(of ruleset: Ruleset) { follow(ruleset.chains) }

    /// Becomes the readers among these chains; only those that are others than before are looked at.
    mutating func follow(_ chains: [String: Chain]) {
        let names = self.chains.namesDiffering(from: chains)
        if names.isEmpty { return }
        for name in names {
            for object in self.chains[name].map({ objects(of: $0) }) ?? [] { readers[object]?.remove(name) }
            if chains[name]?.base == nil { bases.remove(name) } else { bases.insert(name) }
            for object in chains[name].map({ objects(of: $0) }) ?? [] { readers[object, default: []].insert(name) }
        }
        self.chains = chains
        readers = readers.filter { !$0.value.isEmpty }
    }

    /// The chains that read an object.
    subscript(object: String) -> Set<String> { readers[object] ?? [] }

    private mutating func objects(of chain: Chain) -> Set<String> {
        lookCount += 1
        return Set(chain.rules.lazy.flatMap(\.statements).compactMap(\.objectNamed))
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

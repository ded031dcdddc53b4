import Addresses
public import Nftables

/// Makes random rulesets that the kernel takes, over so few addresses and ports that what they say often collides.
///
/// A chain leads only to chains of a higher rank, and the rank stands in its name (``RulesetGenerator/rank(_:)``), so
/// that no edit can make a circle. Names are never used twice by one generator.
public struct RulesetGenerator: Sendable {
    /// Which statements, fields and kinds of chains may appear.
    public enum Forms: Sendable {
        /// All that there are.
        case all
        /// What the fate of a test packet depends on: no rates, marks, ICMP types and address translation.
        case forPackets
    }

    /// How large a ruleset may get and what may be in it.
    public struct Options: Sendable {
        /// Where base chains may be.
        public var hooks: [BaseChain.Hook] = BaseChain.Hook.allCases
        /// What may appear.
        public var forms: Forms = .all
        /// The most base chains.
        public var baseChainCountMax = 3
        /// The most other chains.
        public var chainCountMax = 6
        /// The most rules of a chain.
        public var ruleCountMax = 4
        /// The most sets, and the most maps.
        public var setCountMax = 5
        /// The most elements of a set or map.
        public var elementCountMax = 4

        /// All forms at every hook.
        public init() {}

        /// Small rulesets at the forward hook whose every form a test packet can feel.
        public static var forPackets: Options {
            var options = Options()
            options.hooks = [.forward]
            options.forms = .forPackets
            options.baseChainCountMax = 2
            options.chainCountMax = 4
            options.ruleCountMax = 3
            options.setCountMax = 3
            options.elementCountMax = 3
            return options
        }
    }

    /// What may appear.
    public let options: Options
    /// What was made so far.
    public internal(set) var coverage = RulesetCoverage()
    var random: SeededGenerator
    private var serial: Int

    /// A generator that draws from a seeded sequence, and numbers its names behind those that another one has used.
    public init(_ random: SeededGenerator, options: Options = Options(), namesBehind serial: Int = 0) {
        self.random = random
        self.options = options
        self.serial = serial
    }

    /// The words to print beside a failure.
    public var seed: String { random.description }

    /// A new ruleset.
    public mutating func ruleset() -> Ruleset {
        var ruleset = Ruleset(comment: chance(50) ? words() : nil)
        for _ in 0..<number(0...2) { ruleset.counters.insert(name("k")) }
        for _ in 0..<number(0...options.setCountMax) { ruleset.sets[name("s")] = set() }
        addChains(to: &ruleset)
        for _ in 0..<number(0...2) { addMap(to: &ruleset) }
        for (name, _) in ruleset.sortedChains.reversed() { fill(name, in: &ruleset) }
        coverage.count(ruleset)
        return ruleset
    }

    private mutating func addChains(to ruleset: inout Ruleset) {
        for _ in 0..<number(0...options.chainCountMax) {
            ruleset.chains[name("c\(number(1...6))")] = Chain(comment: chance(30) ? words() : nil)
        }
        for _ in 0..<number(1...options.baseChainCountMax) {
            ruleset.chains[name("b")] = Chain(base: baseChain(in: ruleset), comment: chance(30) ? words() : nil)
        }
    }

    /// Makes a map that leads to chains that are there.
    mutating func addMap(to ruleset: inout Ruleset) {
        let rank = number(1...6)
        let name = name("m\(rank)")
        let keys = elements(layout())
        var map = VerdictMap(keys.layout, comment: chance(30) ? words() : nil)
        for key in keys { map.verdicts[key] = verdict(in: ruleset, above: rank - 1) }
        ruleset.maps[name] = map
    }

    /// Puts other rules into a chain.
    mutating func fill(_ name: String, in ruleset: inout Ruleset) {
        let rules = (0..<number(0...options.ruleCountMax)).map { _ in rule(in: ruleset, rank: Self.rank(name)) }
        ruleset.chains[name]?.rules = rules
    }

    /// A hook with its priority and policy.
    mutating func baseChain(in ruleset: Ruleset) -> BaseChain {
        let hook = pick(options.hooks.filter { !ruleset.rejects || $0.allowsReject }) ?? .forward
        let priority = pick([-150, -1, 0, 1, 10, 300] as [Int32]) ?? 0
        return BaseChain(hook, priority: priority, policy: chance(50) ? .accept : .drop, kind: kind(at: hook))
    }

    private mutating func kind(at hook: BaseChain.Hook) -> BaseChain.Kind {
        guard options.forms == .all, chance(25) else { return .filter }
        return switch hook {
        case .output: chance(50) ? .route : .nat
        case .prerouting, .input, .postrouting: .nat
        case .forward: .filter
        }
    }

    /// The rank in a name: a chain leads only to chains, and asks only maps, of a higher one; a map leads to its own.
    public static func rank(_ name: String) -> Int { Int(name.dropFirst().prefix { $0.isNumber }) ?? 0 }

    /// A name that this generator has not used.
    mutating func name(_ prefix: String) -> String {
        serial += 1
        return "\(prefix).\(serial)"
    }
}

extension RulesetGenerator {
    /// Whether something happens that does so many times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    /// A number of this range.
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    /// One of these; `nil` where there are none.
    mutating func pick<Value>(_ values: [Value]) -> Value? { values.randomElement(using: &random) }

    /// Text for a comment.
    mutating func words() -> String {
        let words = ["allows", "peers of", "web/default", "…", "ünï", "80/tcp", "\"quoted\""]
        return (0..<number(1...4)).map { _ in pick(words) ?? "" }.joined(separator: " ")
    }
}

extension BaseChain.Hook {
    /// Whether the kernel takes `reject` in a chain that is reached from here.
    var allowsReject: Bool {
        switch self {
        case .prerouting, .input, .forward, .output: true
        case .postrouting: false
        }
    }
}

extension Ruleset {
    /// Whether any rule rejects.
    var rejects: Bool {
        chains.values.contains { chain in
            chain.rules.contains { rule in
                rule.statements.contains { if case .reject = $0 { true } else { false } }
            }
        }
    }
}

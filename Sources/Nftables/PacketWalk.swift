/// One packet on its way through the rules of a ``PacketTracer``.
struct PacketWalk {
    /// How many jumps the kernel follows from a base chain; it has no room for one more.
    static let depthMax = 16

    /// The steps so far, where they are kept.
    private(set) var steps: [Trace.Step] = []
    /// Whether nothing unknown was met.
    private(set) var isCertain = true

    private let packet: Packet
    private let tracer: PacketTracer
    private let keepsSteps: Bool
    private var effects: [Statement] = []
    private var notes: [String] = []

    /// A packet about to set out.
    init(_ packet: Packet, in tracer: PacketTracer, keepingSteps: Bool) {
        self.packet = packet
        self.tracer = tracer
        keepsSteps = keepingSteps
        for chain in tracer.foreignChains { doubt("chain \(chain) is not ours and may decide too") }
    }

    /// Walks the base chains of the packet's hook: an acceptance leads to the next, all else is final.
    mutating func outcome() -> Trace.Outcome {
        for hooked in tracer.chains(at: packet.hook) {
            guard hooked.base.kind == .filter else {
                record(.skipped(hooked.base.kind), hooked.name, depth: 0)
                continue
            }
            let outcome = walk(hooked.chain, hooked.name, depth: 0) ?? policy(of: hooked)
            if outcome != .accepted { return outcome }
        }
        return .accepted
    }

    private mutating func policy(of hooked: HookedChain) -> Trace.Outcome {
        record(.policy(hooked.base.policy), hooked.name, depth: 0)
        return switch hooked.base.policy {
        case .accept: .accepted
        case .drop: .dropped
        }
    }

    /// Walks a chain; `nil` where the packet comes out of it undecided.
    private mutating func walk(_ chain: Chain, _ name: String, depth: Int) -> Trace.Outcome? {
        for (index, rule) in chain.rules.enumerated() {
            let event = run(rule)
            record(event, name, depth: depth, index + 1, rule)
            switch event {
            case .noMatch, .nextRule, .verdict(.continue): continue
            case .verdict(.accept): return .accepted
            case .verdict(.drop): return .dropped
            case .rejected(let rejection): return .rejected(rejection)
            case .verdict(.return): return nil
            case .verdict(.jump(let target)):
                if let outcome = enter(target, from: name, depth: depth) { return outcome }
            case .verdict(.goto(let target)): return enter(target, from: name, depth: depth)
            case .returned, .policy, .tooDeep, .skipped: preconditionFailure("a rule does not do this")
            }
        }
        if depth > 0 { record(.returned, name, depth: depth) }
        return nil
    }

    /// A goto takes no room in the kernel, but it counts its depth alike when it checks the rules that it is given.
    private mutating func enter(_ target: String, from name: String, depth: Int) -> Trace.Outcome? {
        guard depth < Self.depthMax else {
            record(.tooDeep, name, depth: depth)
            return .dropped
        }
        if tracer.ruleset.chains[target] == nil { doubt("chain \(target) is not there") }
        return walk(tracer.ruleset.chains[target] ?? Chain(), target, depth: depth + 1)
    }

    /// Runs the statements of a rule up to the first that ends it; `continue` is the verdict that does not.
    private mutating func run(_ rule: Rule) -> Trace.Event {
        var event = Trace.Event.nextRule
        for statement in rule.statements {
            switch statement {
            case .match(let match):
                guard holds(match) else { return .noMatch(statement) }
            case .limit:
                guard tracer.limits == .below else { return .noMatch(statement) }
            case .counter, .namedCounter, .log:
                if keepsSteps { effects.append(statement) }
            case .verdict(let verdict):
                event = .verdict(verdict)
            case .verdictMap(let fields, let map):
                guard let verdict = verdict(of: fields, in: map) else { return .noMatch(statement) }
                event = .verdict(verdict)
            case .reject(let rejection):
                return .rejected(rejection)
            case .foreign(let description):
                doubt("'\(description)' is unknown to us")
                return .noMatch(statement)
            }
            if case .verdict(let verdict) = event, verdict != .continue { return event }
        }
        return event
    }

    private mutating func holds(_ match: Match) -> Bool {
        var doubted = tracer.doubtOfPort(match, packet)
        let holds = match.holds(for: packet) { set, key in
            let answer = tracer.isMember(key, of: set)
            doubted = answer.doubt
            return answer.value
        }
        if let doubted { doubt(doubted) }
        return holds
    }

    private mutating func verdict(of fields: [Field], in map: String) -> Verdict? {
        guard let key = packet.key(of: fields) else {
            if let doubted = tracer.doubtOfPort(fields, map, packet) { doubt(doubted) }
            return nil
        }
        let answer = tracer.verdict(for: key, in: map)
        if let doubted = answer.doubt { doubt(doubted) }
        return answer.value
    }

    private mutating func doubt(_ note: @autoclosure () -> String) {
        isCertain = false
        if keepsSteps { notes.append(note()) }
    }

    private mutating func record(
        _ event: Trace.Event, _ chain: String, depth: Int, _ position: Int? = nil, _ rule: Rule? = nil
    ) {
        guard keepsSteps else { return }
        steps.append(
            Trace.Step(
                chain: chain, depth: depth, position: position, rule: rule, event: event, effects: effects,
                notes: notes))
        effects = []
        notes = []
    }
}

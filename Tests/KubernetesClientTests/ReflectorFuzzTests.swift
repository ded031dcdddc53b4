import KubernetesModel
import TestSupport
import Testing

@testable import KubernetesClient

/// Random answers, good and bad, to what a reflector asks.
@Suite struct ReflectorFuzzTests {
    @Test("whatever a server says: something is waited for, nothing goes back, and what is told is what was heard")
    func anything() {
        var generator = SeededGenerator.forTest("reflector")
        var knownCount = 0
        for _ in 0..<rounds(400, long: 2_000) {
            var run = Run(generator.next())
            run.go(steps: 120)
            #expect(run.complaint == nil, "\(generator):\n\(run.log)")
            if run.complaint != nil { return }
            knownCount += run.model.knownCount
        }
        // Or all this was about refusals.
        #expect(knownCount > 2 * rounds(400, long: 2_000))
    }

    @Test("once the server is well, all there is is heard within a few steps, whatever was before", arguments: [0, 40])
    func recovers(steps: Int) {
        var generator = SeededGenerator.forTest("reflector recovers")
        for _ in 0..<rounds(200, long: 2_000) {
            var run = Run(generator.next())
            run.go(steps: steps)
            let before = run.model.knownCount
            run.heal()
            #expect(
                run.complaint == nil && run.model.knownCount > before,
                "\(generator):\n\(run.log)")
            if run.complaint != nil || run.model.knownCount == before { return }
        }
    }
}

/// A reflector, a server that answers it by chance, and the model.
private struct Run {
    var reflector: Reflector
    var model = ReflectorModel()
    private var steps: [(now: Duration, input: ReflectorInput, actions: [ReflectorAction])] = []
    private var generator: SeededGenerator
    private var now = Duration.zero
    private var serverVersion = 100

    init(_ seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        var pacing = ReflectorPacing()
        pacing.startSpread = .milliseconds(1)
        reflector = Reflector(.namespaces, version: "90", pacing: pacing, seed: seed)
        tell(.begin)
    }

    /// What is wrong.
    var complaint: String? { model.complaints.first }

    /// What happened last.
    var log: String {
        let lines = steps.suffix(12).map { "\($0.now / .seconds(1)) \($0.input.brief) => \($0.actions.map(\.brief))" }
        return (lines + [complaint ?? ""]).joined(separator: "\n")
    }

    /// Goes on for so many steps, or until something is wrong.
    mutating func go(steps: Int) {
        for _ in 0..<steps where complaint == nil { step() }
    }

    /// Answers well until a list is told, for some steps.
    mutating func heal() {
        let count = model.knownCount
        for _ in 0..<8 where model.knownCount == count {
            guard let asked = model.asked, asked.form.isList || asked.form.isGathering else {
                // A watch that is begun has no list to tell: its version is forgotten.
                tell(model.asked == nil ? .alarm : .refused(.expired))
                continue
            }
            tell(.accepted)
            if asked.form.isList {
                tell(.listed(ListHead(resourceVersion: "\(serverVersion + 1_000)", continuation: "")))
            } else {
                tell(.events([.bookmark(resourceVersion: "\(serverVersion + 1_000)", endsInitialEvents: true)]))
            }
        }
    }

    private mutating func tell(_ input: ReflectorInput) {
        model.hear(input)
        let actions = reflector.take(input, now: now)
        model.see(actions)
        steps.append((now, input, actions))
    }

    private mutating func step() {
        now += .milliseconds(chance(4) ? Int64.random(in: 0...200_000, using: &generator) : 100)
        guard let asked = model.asked else { return tell(.alarm) }
        if model.isAlarmSet, chance(8) { return tell(.alarm) }
        if chance(6) { return tell(bad()) }
        if chance(5) { return tell(.accepted) }
        switch asked.form {
        case .list: list()
        case .watch: chance(12) ? tell(.ended) : tell(.events((0..<number(1...4)).map { _ in event(asked) }))
        }
    }

    private mutating func list() {
        if chance(2) { return tell(.objects((0..<number(1...4)).map { _ in object() })) }
        // Sometimes older than what was known, or without a state.
        let version = chance(8) ? "\(number(1...99))" : chance(10) ? "" : "\(next())"
        tell(.listed(ListHead(resourceVersion: version, continuation: chance(2) ? "c\(number(1...3))" : "")))
    }

    private mutating func event(_ asked: Question) -> WatchEvent {
        switch number(0...11) {
        case 0...4: .changed(object())
        case 5...6: .deleted(object())
        case 7...8: .bookmark(resourceVersion: "\(next())", endsInitialEvents: chance(2))
        case 9: .bookmark(resourceVersion: chance(3) ? "" : "\(number(1...99))", endsInitialEvents: chance(2))
        case 10: chance(3) ? .failed(status()) : .unknown("X")
        default: .changed(SentObject(object: nil, resourceVersion: "\(next())"))
        }
    }

    private mutating func bad() -> ReflectorInput {
        switch number(0...4) {
        case 0: .failed("cut")
        case 1: .unreadable(.malformed("x"), chance(2) ? .json : .protobuf)
        default: .refused(status())
        }
    }

    private mutating func status() -> ServerStatus {
        let codes = [400, 401, 403, 404, 405, 406, 410, 415, 422, 429, 500, 503, 504]
        if chance(5) { return .tooNew }
        return ServerStatus(
            code: codes[number(0...codes.count - 1)], retryAfterSeconds: chance(3) ? number(0...100) : nil)
    }

    /// One of a few objects, mostly of a new version.
    private mutating func object() -> SentObject {
        let version = chance(4) ? number(1...serverVersion) : next()
        let namespace = Namespace("n\(number(0...4))", labels: ["version": "\(version)"])
        return SentObject(object: .namespace(namespace), resourceVersion: "\(version)")
    }

    private mutating func next() -> Int {
        serverVersion += 1
        return serverVersion
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    private mutating func chance(_ count: Int) -> Bool { number(1...count) == 1 }
}

extension ReflectorInput {
    /// What is told, in few words.
    fileprivate var brief: String {
        switch self {
        case .objects(let objects): "objects \(objects.map(\.brief))"
        case .events(let events): "events \(events.map(\.brief))"
        case .begin, .alarm, .accepted, .listed, .ended, .refused, .failed, .unreadable: "\(self)"
        }
    }
}

extension WatchEvent {
    fileprivate var brief: String {
        switch self {
        case .changed(let object): "changed \(object.brief)"
        case .deleted(let object): "deleted \(object.brief)"
        case .bookmark(let version, let ends): (ends ? "end@" : "bookmark@") + version
        case .failed(let status): "ERROR \(status.code)"
        case .unknown: "unknown"
        }
    }
}

extension SentObject {
    fileprivate var brief: String { "\(object?.key.name ?? "?")@\(resourceVersion)" }
}

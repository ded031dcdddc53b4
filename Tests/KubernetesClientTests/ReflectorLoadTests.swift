import KubernetesModel
import Testing

@testable import KubernetesClient

/// How often a server is asked that says the same to everything, within an hour.
@Suite struct ReflectorLoadTests {
    @Test("a server that answers every question in one wrong way is asked seldom", arguments: [false, true])
    func requests(listsWell: Bool) {
        for row in ReflectorTelling.all where !row.isBegin {
            var server = StubbornServer(row, listsWell: listsWell)
            let counts = server.serve(for: .seconds(3_600))
            #expect(counts.all <= row.requestsMax(listsWell), "\(row.name): \(counts)")
            #expect(counts.all >= 6, "\(row.name): \(counts)")
            #expect(counts.lists <= 170, "\(row.name): \(counts)")
        }
    }
}

extension ReflectorTelling {
    fileprivate var isBegin: Bool { if case .begin = input { true } else { false } }

    /// Some failures, the waits between which grow to half a minute and more; a watch that the server ends may be as
    /// short as it likes, but for the first second.
    fileprivate func requestsMax(_ listsWell: Bool) -> Int {
        listsWell && name == "ended after 2 s" ? 1_810 : 170
    }
}

/// A server that says one thing, and a reflector that asks it.
private struct StubbornServer {
    private var reflector: Reflector
    private let row: ReflectorTelling
    private let listsWell: Bool
    private var now = Duration.zero
    private var question: Question?
    private var alarm: Duration?
    private var counts = (all: 0, lists: 0)
    private var version = 100

    init(_ row: ReflectorTelling, listsWell: Bool) {
        self.row = row
        self.listsWell = listsWell
        reflector = Reflector(.namespaces, seed: 1)
    }

    /// How many questions, and lists among them, come in a time.
    mutating func serve(for time: Duration) -> (all: Int, lists: Int) {
        tell(.begin)
        // As many as would be too many.
        while now < time, counts.all < 5_000 {
            guard let asked = question else {
                now = alarm ?? time
                tell(.alarm)
                continue
            }
            counts.all += 1
            if !asked.isWatchAlone { counts.lists += 1 }
            answer(asked)
        }
        return counts
    }

    private mutating func answer(_ asked: Question) {
        now += .milliseconds(5)
        version += 1
        if asked.isWatchAlone || !listsWell {
            if !row.isRefusal { tell(.accepted) }
            now += row.time
            tell(row.input(to: asked))
        } else if asked.form.isList {
            tell(.listed(ListHead(resourceVersion: "\(version)", continuation: "")))
        } else {
            tell(.events([.bookmark(resourceVersion: "\(version)", endsInitialEvents: true)]))
            now += row.time
            tell(row.input(to: asked))
        }
        wait(asked)
    }

    /// Lets time go by where the question is open still, until the transport ends it.
    private mutating func wait(_ asked: Question) {
        let end = now + .seconds(300)
        while question == asked, now < end {
            now = min(alarm ?? end, end)
            if now < end { tell(.alarm) }
        }
        if question == asked { tell(asked.form.isList ? .failed("too long") : .ended) }
    }

    private mutating func tell(_ input: ReflectorInput) {
        if case .alarm = input { alarm = nil }
        if input.isEnd { question = nil }
        for action in reflector.take(input, now: now) {
            switch action {
            case .ask(let next): question = next
            case .hangUp: question = nil
            case .setAlarm(let delay): alarm = now + delay
            case .know, .change, .forget, .remember, .note: break
            }
        }
    }
}

extension Question {
    /// Whether it is for changes alone.
    fileprivate var isWatchAlone: Bool { !form.isList && !form.isGathering }
}

extension ReflectorInput {
    /// Whether the answer is over with it.
    fileprivate var isEnd: Bool {
        switch self {
        case .listed, .ended, .refused, .failed, .unreadable: true
        case .begin, .alarm, .accepted, .objects, .events: false
        }
    }
}

extension ReflectorTelling {
    /// What is said, or what is as wrong where it cannot be an answer to that.
    fileprivate func input(to asked: Question) -> ReflectorInput {
        switch input {
        case .ended where asked.form.isList: .failed("cut")
        case .listed where !asked.form.isList: .ended
        case .begin, .alarm, .accepted, .objects, .listed, .events, .ended, .refused, .failed, .unreadable: input
        }
    }

    fileprivate var isRefusal: Bool { if case .refused = input { true } else { false } }
}

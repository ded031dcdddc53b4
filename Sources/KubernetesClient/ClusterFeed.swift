internal import HTTPClient
internal import KubernetesModel
internal import ServerAccess

/// Follows resources: does what their reflectors want done, on the thread of a loop, and hands on what they say.
///
///     HTTPLoop ──HTTPEvent──► Answer ──ReflectorInput──► Reflector ──ReflectorAction──┐
///        ▲                                                                           ├─► know, change, forget, note
///        └────────────── Caller ◄── Question ── ask, hangUp, setAlarm ◄──────────────┘
///
/// An actor, since its values live on that thread alone, and callers may ask it for figures from others.
actor ClusterFeed {
    /// What is done with what reflectors say.
    typealias Listener = @Sendable (Resource, ReflectorAction) -> Void

    /// A resource that is followed.
    private struct Follower {
        var reflector: Reflector
        var call: Call?
        var alarm: HTTPTimer?
    }

    /// A request under way.
    private struct Call {
        let number: Int
        let transfer: HTTPTransfer
        let credentials: Credentials
        var answer: Answer
    }

    private let loop: HTTPLoop
    private let host: any AccessHost & Sendable
    private let listener: Listener
    private var versions: VersionStore?
    private var writing: HTTPTimer?
    private var caller: Caller
    private var followers: [Resource: Follower] = [:]
    private var callCount = 0
    private var figures: [Resource: FeedFigures] = [:]
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// A feed of these reflectors, which begins when it is told to.
    init(
        _ reflectors: [Reflector], of access: ServerAccess, on host: any AccessHost & Sendable, loop: HTTPLoop,
        userAgent: String, versions: VersionStore? = nil, listener: @escaping Listener
    ) {
        self.loop = loop
        self.host = host
        self.listener = listener
        self.versions = versions
        caller = Caller(access, userAgent: userAgent)
        start = clock.now
        for reflector in reflectors { followers[reflector.resource] = Follower(reflector: reflector) }
    }

    /// Begins.
    nonisolated func begin() {
        loop.after(.zero) {
            self.assumeIsolated { feed in
                for resource in feed.followers.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
                    feed.take(.begin, resource)
                }
            }
        }
    }

    /// Drops what one resource is asked for, and asks no more.
    func drop(_ resource: Resource) {
        followers[resource]?.call?.transfer.cancel()
        followers[resource]?.alarm?.cancel()
        followers[resource] = nil
    }

    /// Drops all.
    func drop() { for resource in followers.keys { drop(resource) } }

    /// What there is to measure, now.
    func statistics() -> [Resource: FeedFigures] {
        var result = figures
        let now = clock.now - start
        for (resource, follower) in followers {
            result[resource, default: FeedFigures()].objectCount = follower.reflector.objectCount
            result[resource, default: FeedFigures()].isWatching = follower.reflector.isWatching
            if let heard = result[resource]?.lastHeard { result[resource]?.silence = now - heard }
        }
        return result
    }

    private func take(_ input: ReflectorInput, _ resource: Resource) {
        // A question that cannot be asked is an input as well: so there is a row of them, and it ends.
        var inputs = [input]
        while !inputs.isEmpty {
            guard let actions = followers[resource]?.reflector.take(inputs.removeFirst(), now: clock.now - start) else {
                return
            }
            for action in actions {
                if let failure = perform(action, resource) { inputs.append(failure) }
            }
        }
    }

    private func perform(_ action: ReflectorAction, _ resource: Resource) -> ReflectorInput? {
        switch action {
        case .ask(let question): return ask(question, resource)
        case .hangUp: hangUp(resource)
        case .setAlarm(let delay): setAlarm(delay, resource)
        case .remember(let version): keep(version, of: resource)
        case .note(let note):
            figures[resource, default: FeedFigures()].count(note)
            listener(resource, action)
        case .know, .change, .forget: listener(resource, action)
        }
        return nil
    }

    private func ask(_ question: Question, _ resource: Resource) -> ReflectorInput? {
        hangUp(resource)
        let pacing = followers[resource]?.reflector.pacing ?? ReflectorPacing()
        do throws(AccessError) {
            let (request, credentials) = try caller.request(
                question, now: clock.now - start, pacing: pacing, on: host)
            tellNews(of: resource)
            callCount += 1
            let number = callCount
            figures[resource, default: FeedFigures()].requestCount += 1
            let transfer = loop.send(request) { event in
                self.assumeIsolated { $0.take(event, of: number, resource) }
            }
            followers[resource]?.call = Call(
                number: number, transfer: transfer, credentials: credentials, answer: Answer(to: question))
            return nil
        } catch {
            tellNews(of: resource)
            return .failed("\(error)")
        }
    }

    private func hangUp(_ resource: Resource) {
        followers[resource]?.call?.transfer.cancel()
        followers[resource]?.call = nil
    }

    private func setAlarm(_ delay: Duration, _ resource: Resource) {
        followers[resource]?.alarm?.cancel()
        followers[resource]?.alarm = loop.after(delay) {
            self.assumeIsolated { $0.take(.alarm, resource) }
        }
    }

    private func take(_ event: HTTPEvent, of number: Int, _ resource: Resource) {
        guard let call = followers[resource]?.call, call.number == number else { return }
        caller.learn(from: event, call.credentials)
        figures[resource, default: FeedFigures()].count(event, at: clock.now - start)
        for input in followers[resource]?.call?.answer.take(event) ?? [] {
            if input.isLast, followers[resource]?.call?.number == number { hangUp(resource) }
            take(input, resource)
            // What was said last may have led to another question.
            if followers[resource]?.call?.number != number { return }
        }
    }

    /// Keeps a version over a restart, soon: events may come by the hundred.
    private func keep(_ version: String, of resource: Resource) {
        guard versions?.keep(version, of: resource) ?? false, writing == nil else { return }
        writing = loop.after(VersionStore.writeInterval) { self.assumeIsolated { $0.write() } }
    }

    private func write() {
        writing = nil
        guard let problem = versions?.write() else { return }
        for resource in followers.keys { listener(resource, .note(.unwritten(problem))) }
    }

    private func tellNews(of resource: Resource) {
        for news in caller.takeNews() { listener(resource, .note(.credentials(news))) }
    }
}

extension ReflectorInput {
    /// Whether nothing of the same answer may follow.
    fileprivate var isLast: Bool {
        switch self {
        case .unreadable, .failed, .refused, .ended, .listed: true
        case .begin, .alarm, .accepted, .objects, .events: false
        }
    }
}

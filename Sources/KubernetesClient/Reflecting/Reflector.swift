public import KubernetesModel

/// Knows what to ask an API server, and when, to hear of all objects of one resource and how they change.
///
///     begin ─► initial events ──their end──► watching ──ended──► watching from the last version on
///                │ not taken here               │ version expired
///                ▼                              ▼
///              pages ──the last──► watching     initial events, or pages
///
/// It is a value without a clock: what happens comes in with its time, what is to be done goes out. It never says that
/// objects are gone because a server did not answer, and what it says of all objects it says at once.
public struct Reflector: Sendable {
    /// Where it is.
    enum Stage: Sendable {
        /// Nothing was asked; behind the alarm comes a list, or a watch from the last version on.
        case waiting(isListed: Bool)
        /// Of a list that came so far, and what its next part was asked for with; empty at its beginning.
        case paging(Gathering, continuation: String)
        /// A watch says what there is.
        case initialEvents(Gathering, lastHeard: Duration)
        /// A watch says what changes.
        case watching(since: Duration, lastHeard: Duration)
    }

    /// The resource.
    public let resource: Resource
    let pacing: ReflectorPacing
    var stage = Stage.waiting(isListed: false)
    /// The last that was heard of; `none` asks for the newest.
    var version: ResourceVersion
    var selectors: FieldSelectors
    var backoff: Backoff
    /// Whether the server can say what there is by a watch.
    var takesInitialEvents = true
    var takesProtobuf = true
    /// Whether the server cuts lists into pages that stay whole.
    var takesPages = true
    /// Whether the server says how far it is when nothing happens.
    var saysBookmarks = false
    /// How often the server said, one time after the other, that it is at an older state than is known.
    var olderCount = 0
    /// Whether the answer to what was asked last has begun.
    var isAnswered = false
    var held = HeldObjects()
    /// When all there is was heard last.
    var listedAt: Duration?
    /// How often in a row the server failed in a way that the same question may not mend.
    var stumbleCount = 0

    /// A reflector that asks for all pods, or those only that policies speak of, and of nodes for the one of this name.
    ///
    /// `version` is what was remembered before a restart: nothing older is taken for true.
    public init(
        _ resource: Resource, version: String = "", node: String? = nil, wantsAllPods: Bool = false,
        takesProtobuf: Bool = true, pacing: ReflectorPacing = ReflectorPacing(), seed: UInt64
    ) {
        self.resource = resource
        self.pacing = pacing
        self.version = ResourceVersion(version)
        self.takesProtobuf = takesProtobuf
        selectors = FieldSelectors(resource, node: node, wantsAllPods: wantsAllPods)
        backoff = Backoff(pacing.backoff, seed: seed)
    }

    /// How many objects there are.
    public var objectCount: Int { held.count }

    /// Whether it heard all that there is, and goes on hearing what changes.
    public var isWatching: Bool { if case .watching = stage { true } else { false } }

    /// Takes what happened at a time, counted from any moment on, and says what is to be done, in this order.
    public mutating func take(_ input: ReflectorInput, now: Duration) -> [ReflectorAction] {
        switch input {
        case .begin: [.setAlarm(backoff.fraction(of: pacing.startSpread))]
        case .alarm: alarm(now)
        case .accepted: accepted(now)
        case .objects(let objects): add(objects)
        case .listed(let head): listed(head, now)
        case .events(let events): take(events, now)
        case .ended: ended(now)
        case .refused(let status): refused(status, now)
        case .failed(let reason): retry(reason, now)
        case .unreadable(let error, let encoding): unreadable(error, encoding, now)
        }
    }

    /// Asks for all there is.
    mutating func list(_ now: Duration) -> [ReflectorAction] {
        if takesInitialEvents {
            stage = .initialEvents(Gathering(), lastHeard: now)
            return [watch(sendsInitialEvents: true), .setAlarm(pacing.answerMax)]
        }
        stage = .paging(Gathering(), continuation: "")
        return [page(continuation: ""), .setAlarm(pacing.answerMax)]
    }

    /// Asks for what changes.
    mutating func watch(_ now: Duration) -> [ReflectorAction] {
        stage = .watching(since: now, lastHeard: now)
        return [watch(sendsInitialEvents: false), .setAlarm(pacing.answerMax)]
    }

    private mutating func watch(sendsInitialEvents: Bool) -> ReflectorAction {
        let range = pacing.watchSeconds
        let more = backoff.fraction(of: .seconds(range.count)).components.seconds
        return ask(.watch(sendsInitialEvents: sendsInitialEvents, seconds: range.lowerBound + Int(more)))
    }

    /// Asks for a page of a list.
    mutating func page(continuation: String) -> ReflectorAction {
        ask(.list(limit: takesPages ? pacing.pageLimit : 0, continuation: continuation))
    }

    private mutating func ask(_ form: Question.Form) -> ReflectorAction {
        isAnswered = false
        return .ask(
            Question(
                resource: resource, form: form, version: version.text, selector: selectors.current,
                takesProtobuf: takesProtobuf))
    }

    /// Takes all there is for true, and hears what changes from there on.
    mutating func know(_ gathering: Gathering, at version: String, _ now: Duration) -> [ReflectorAction] {
        self.version = ResourceVersion(version)
        held.replace(gathering.keys)
        listedAt = now
        stumbleCount = 0
        return [
            .know(gathering.objects), .remember(version), .note(.listed(count: gathering.objects.count)),
        ]
    }
}

import KubernetesModel

@testable import KubernetesClient

/// A reflector that is told one thing after the other, and whose wishes are written down in few words.
struct ReflectorProbe {
    /// Every wait is of another length, so that its length tells which it is.
    static let pacing: ReflectorPacing = {
        var pacing = ReflectorPacing()
        pacing.initialSilenceMax = .seconds(20)
        pacing.forbiddenWait = .seconds(25)
        return pacing
    }()

    private(set) var reflector: Reflector
    private(set) var now = Duration.seconds(1_000)

    /// A reflector of a resource, which remembers a version.
    init(_ resource: Resource = .namespaces, version: String = "3", takesInitialEvents: Bool = true, seed: UInt64 = 1) {
        reflector = Reflector(resource, version: version, pacing: Self.pacing, seed: seed)
        reflector.takesInitialEvents = takesInitialEvents
    }

    /// Tells something after a time; what is to be done.
    @discardableResult
    mutating func tell(_ input: ReflectorInput, after time: Duration = .zero) -> String {
        now += time
        var failed: Duration?
        return reflector.take(input, now: now).map { action in
            if case .note(.failed(_, let wait)) = action { failed = wait }
            if case .setAlarm(let delay) = action, delay == failed { return "alarm \(delay.step)" }
            return action.brief
        }.joined(separator: ", ")
    }

    /// Where it is then, and which version it knows.
    var place: String {
        let stage =
            switch reflector.stage {
            case .waiting(isListed: false): "waits to list"
            case .waiting(isListed: true): "waits to watch"
            case .paging(let gathering, continuation: ""): "lists \(gathering.objects.map(\.name))"
            case .paging(let gathering, let continuation):
                "lists on from \(continuation) \(gathering.objects.map(\.name))"
            case .initialEvents(let gathering, _): "gathers \(gathering.objects.map(\.name))"
            case .watching: "watches"
            }
        return "\(stage)@\(reflector.version.text)".replacing("\"", with: "")
    }
}

extension ReflectorAction {
    /// The action in few words.
    var brief: String {
        switch self {
        case .ask(let question): question.brief
        case .hangUp: "hang up"
        case .setAlarm(let delay): "alarm \(delay.brief)"
        case .know(let objects): "KNOW \(objects.map(\.name).sorted())".replacing("\"", with: "")
        case .change(let object): "CHANGE \(object.name)"
        case .forget(let object): "FORGET \(object.name)"
        case .remember(let version): "keep \(version)"
        case .note(let note): note.brief
        }
    }
}

extension Question {
    /// What is asked, without what is usual.
    fileprivate var brief: String {
        let words: String
        switch form {
        case .list(let limit, let continuation):
            words = "list \(limit)" + (continuation.isEmpty ? "" : " on from \(continuation)")
        case .watch(sendsInitialEvents: true, _): words = "gather"
        case .watch(sendsInitialEvents: false, _): words = "watch"
        }
        return "\(words)@\(version)" + (takesProtobuf ? "" : " as JSON")
            + (selector.isEmpty ? "" : " where \(selector)")
    }
}

extension ReflectorNote {
    /// What happened, without reasons.
    fileprivate var brief: String {
        switch self {
        case .listed(let count): "(listed \(count))"
        case .watchEnded: "(ended)"
        case .failed: "(failed)"
        case .forbidden: "(forbidden)"
        case .unauthorized: "(unauthorized)"
        case .expired: "(expired)"
        case .simplified: "(simplified)"
        case .outdated: "(outdated)"
        case .passedOver: "(passed over)"
        case .credentials, .unwritten: "(not of a reflector)"
        case .defective: "(defective)"
        }
    }
}

extension Duration {
    /// Which wait it is.
    fileprivate var brief: String {
        let pacing = ReflectorProbe.pacing
        switch self {
        case pacing.answerMax: return "answer"
        case pacing.silenceMax: return "silence"
        case pacing.initialSilenceMax: return "start"
        case pacing.forbiddenWait: return "forbidden"
        case ..<pacing.startSpread: return "spread"
        default: return "\(Int(self / .seconds(1))) s"
        }
    }

    /// Which wait after a failure it is. Steps double, and up to all of one is added, so that it shows but for the
    /// last.
    fileprivate var step: String {
        let steps = [0.8, 1.6, 3.2, 6.4, 12.8]
        let seconds = self / .seconds(1)
        let step = steps.lastIndex { $0 <= seconds && seconds < 2 * $0 }
        return step.map { "step \($0 + 1)" } ?? "\(Int(seconds)) s"
    }
}

extension SentObject {
    /// The name alone.
    var name: String { object?.key.name ?? "" }

    /// A namespace of a state.
    static func named(_ name: String, _ version: Int) -> SentObject {
        SentObject(object: .namespace(Namespace(name)), resourceVersion: "\(version)")
    }

    /// What does not say which object it is.
    static let unreadable = SentObject(
        object: nil, resourceVersion: "12", defects: [Defect(.error, at: "metadata.name", "is missing")])
}

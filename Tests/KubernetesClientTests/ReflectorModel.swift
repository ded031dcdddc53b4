import KubernetesModel

@testable import KubernetesClient

/// What is known by whoever hears the same answers, in the plainest way; and what must be so after every step.
struct ReflectorModel {
    /// What was asked last, while its answer is not over.
    private(set) var asked: Question?
    private(set) var isAlarmSet = false
    /// By name, the version of each object that is there.
    private(set) var truth: [String: Int] = [:]
    /// The same, as the reflector has told it.
    private(set) var told: [String: Int] = [:]
    private(set) var version = 0
    private var gathered: [String: Int] = [:]
    private(set) var complaints: [String] = []
    /// The tellings of what there is, to see that they come.
    private(set) var knownCount = 0

    /// Hears what the reflector is told, before it is.
    mutating func hear(_ input: ReflectorInput) {
        switch input {
        case .objects(let objects): for object in objects { gather(object) }
        case .listed(let head):
            if head.continuation.isEmpty { learn(Int(head.resourceVersion)) }
            asked = nil
        case .events(let events): for event in events where asked != nil { hear(event) }
        case .alarm: isAlarmSet = false
        case .ended, .refused, .failed, .unreadable: asked = nil
        case .begin, .accepted: break
        }
    }

    private mutating func hear(_ event: WatchEvent) {
        let isGathering = asked?.form.isGathering ?? false
        switch event {
        case .changed(let object) where isGathering: gather(object)
        case .deleted(let object) where isGathering:
            if let name = object.object?.key.name, gathered[name, default: .max] <= object.number {
                gathered[name] = nil
            }
        case .bookmark(let text, endsInitialEvents: let ends) where isGathering:
            if ends { learn(Int(text)) }
            asked = ends && isLearnt ? Question(asked, isGathering: false) : nil
        case .changed(let object) where object.number > version, .deleted(let object) where object.number > version:
            version = object.number
            guard let name = object.object?.key.name else { return }
            if case .deleted = event { truth[name] = nil } else { truth[name] = object.number }
        case .changed, .deleted, .unknown: break
        case .bookmark(let text, _): version = max(version, Int(text) ?? 0)
        case .failed: asked = nil
        }
    }

    private var isLearnt = false

    private mutating func gather(_ object: SentObject) {
        guard let name = object.object?.key.name, gathered[name, default: 0] <= object.number else { return }
        gathered[name] = object.number
    }

    /// What was gathered is all there is, if it is not older than what was asked for.
    private mutating func learn(_ newVersion: Int?) {
        isLearnt = newVersion.map { $0 >= Int(asked?.version ?? "") ?? 0 } ?? false
        guard isLearnt, let newVersion else { return }
        truth = gathered
        version = newVersion
    }

    /// Sees what the reflector does then.
    mutating func see(_ actions: [ReflectorAction]) {
        var isFailure = false
        for action in actions {
            switch action {
            case .ask(let question):
                // A page goes on with what there is.
                if !question.form.isLaterPage { gathered = [:] }
                if let known = Int(question.version), known < version { complain("\(question.version) is a step back") }
                asked = question
            case .hangUp: asked = nil
            case .setAlarm(let delay):
                isAlarmSet = true
                if isFailure, delay < ReflectorPacing().backoff.first { complain("waits for \(delay) only") }
            case .know(let objects):
                told = Dictionary(uniqueKeysWithValues: objects.map { ($0.name, $0.labelled) })
                knownCount += 1
            case .change(let object): told[object.name] = object.labelled
            case .forget(let object): told[object.name] = nil
            case .remember(let text):
                // Further events of the same piece may have come.
                if Int(text).map({ $0 > version }) ?? true { complain("keeps \(text) in place of \(version)") }
            case .note(.failed), .note(.forbidden): isFailure = true
            case .note: break
            }
        }
        if asked == nil, !isAlarmSet { complain("waits for nothing") }
        if told != truth { complain("told \(told), true is \(truth)") }
        if isFailure, asked != nil { complain("asks in spite of a failure") }
    }

    private mutating func complain(_ words: String) { complaints.append(words) }
}

extension Question {
    /// The same watch, once it has said what there was.
    fileprivate init?(_ question: Question?, isGathering: Bool) {
        guard let question, case .watch(_, let seconds) = question.form else { return nil }
        self.init(
            resource: question.resource, form: .watch(sendsInitialEvents: isGathering, seconds: seconds),
            version: question.version, selector: question.selector, takesProtobuf: question.takesProtobuf)
    }
}

extension Question.Form {
    /// Whether a watch is to say first what there is.
    var isGathering: Bool { if case .watch(sendsInitialEvents: true, _) = self { true } else { false } }
    /// Whether this is a list or a part of one.
    var isList: Bool { if case .list = self { true } else { false } }
    /// Whether this is a part of a list behind the first.
    fileprivate var isLaterPage: Bool {
        if case .list(_, let continuation) = self { !continuation.isEmpty } else { false }
    }
}

extension SentObject {
    fileprivate var number: Int { Int(resourceVersion) ?? 0 }

    /// The version, which the objects of this test have for a label too: so it is seen which state was told.
    fileprivate var labelled: Int {
        guard case .namespace(let namespace) = object else { return 0 }
        return namespace.labels["version"].flatMap { Int($0) } ?? 0
    }
}

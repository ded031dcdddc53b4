internal import HTTPClient
internal import KubernetesModel

/// The answer to a question as it arrives, turned into what a reflector is told.
struct Answer {
    /// How much of a refusal is read.
    private static let refusalMax = 64 << 10

    private let question: Question
    private var list: (any ListReading)?
    private var watch: (any WatchReading)?
    private var refusal: Refusal?
    private var encoding: SentEncoding?

    /// The body of an answer that the server does not do what it was asked.
    private struct Refusal {
        let code: Int
        let retryAfterSeconds: Int?
        var body: [UInt8] = []
    }

    /// What comes of a question.
    init(to question: Question) { self.question = question }

    /// Takes what comes. What cannot be read is the last that a reflector is told of this answer.
    mutating func take(_ event: HTTPEvent) -> [ReflectorInput] {
        do throws(SentError) {
            switch event {
            case .head(let head): return try begin(head)
            case .body(let part): return try add(part)
            case .end(.complete): return [try end()]
            case .end(.failed(let failure)): return [.failed("\(failure)")]
            }
        } catch {
            return [.unreadable(error, encoding ?? .json)]
        }
    }

    private mutating func begin(_ head: HTTPHead) throws(SentError) -> [ReflectorInput] {
        let type = head.value(of: "content-type") ?? ""
        encoding = SentEncoding(contentType: type)
        guard head.status == 200 else {
            refusal = Refusal(
                code: head.status,
                retryAfterSeconds: head.value(of: "retry-after").flatMap { UInt32($0) }.map { Int($0) })
            return []
        }
        guard let encoding else { throw .otherKind(type.isEmpty ? "of no type" : "of type \(type.prefix(80))") }
        switch question.form {
        case .list: list = question.resource.listReader(encoding)
        case .watch: watch = question.resource.watchReader(encoding)
        }
        return [.accepted]
    }

    private mutating func add(_ part: [UInt8]) throws(SentError) -> [ReflectorInput] {
        if let refusal {
            self.refusal?.body += part.prefix(Self.refusalMax - refusal.body.count)
            return []
        }
        // Through the optional, in place: a copy of a reader would copy what it holds.
        if let objects = try list?.add(part) { return objects.isEmpty ? [] : [.objects(objects)] }
        if let events = try watch?.add(part) { return events.isEmpty ? [] : [.events(events)] }
        return []
    }

    private mutating func end() throws(SentError) -> ReflectorInput {
        if let refusal {
            return .refused(
                ServerStatus(
                    refusal.body, encoding, code: refusal.code, retryAfterSeconds: refusal.retryAfterSeconds))
        }
        if let head = try list?.end() { return .listed(head) }
        try watch?.end()
        return .ended
    }
}

extension SentEncoding {
    /// The encoding that a header names; `nil` where an API server does not write so.
    init?(contentType: String) {
        let name = contentType.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
        switch name {
        case "application/json": self = .json
        case "application/vnd.kubernetes.protobuf": self = .protobuf
        default: return nil
        }
    }
}

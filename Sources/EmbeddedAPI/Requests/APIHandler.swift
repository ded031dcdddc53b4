internal import HTTPServer
internal import JSON
internal import KubernetesAPI
internal import Synchronization

/// Answers requests: who asks, what is meant, and then the object reader, the object writer or a watch does it.
///
///     ServerRequest ──AccessRules──► Route ──RequestOptions──► ObjectReader ─┐
///                                      │                       ObjectWriter ─┼─► ServerAnswer
///                                      └──► SelfDescription    WatchSession ─┘
///
/// A class, since watches that are open are one list.
final class APIHandler: Sendable {
    private let store: ObjectStore
    private let rules: AccessRules
    private let reader: ObjectReader
    private let writer: ObjectWriter
    private let surroundings: Surroundings
    private let description: SelfDescription
    private let sessions = Mutex<[WatchSession]>([])
    private let budget: StreamBudget

    /// What may wait for all who watch and read slowly.
    static let watchBytesMax = 256 << 20

    /// How long a watch lasts whose client does not say.
    private static let watchSecondsDefault = 30 * 60

    /// A handler for what a store has.
    init(
        _ store: ObjectStore, _ rules: AccessRules, _ surroundings: Surroundings, _ description: SelfDescription,
        watchBytesMax: Int = watchBytesMax
    ) {
        budget = StreamBudget(bytesMax: watchBytesMax)
        self.store = store
        self.rules = rules
        self.surroundings = surroundings
        self.description = description
        reader = ObjectReader(store: store, now: surroundings.now)
        writer = ObjectWriter(store: store, surroundings: surroundings)
    }

    /// Answers a request.
    func answer(_ request: ServerRequest) -> ServerAnswer {
        do throws(APIFailure) {
            return try answerOrFail(request)
        } catch {
            return Self.refusal(error)
        }
    }

    /// What a failure looks like.
    static func refusal(_ failure: APIFailure) -> ServerAnswer {
        var headers = [("Content-Type", "application/json")]
        if failure.reason == .unauthorized { headers.append(("WWW-Authenticate", "Bearer")) }
        if let seconds = failure.details?["retryAfterSeconds"]?.number {
            headers.append(("Retry-After", String(seconds)))
        }
        return .whole(status: failure.reason.code, headers: headers, body: failure.status.utf8 + [UInt8(ascii: "\n")])
    }

    /// What a request that is none gets, of which only the status is known.
    static func refusal(ofStatus status: Int) -> ServerAnswer {
        let failure: APIFailure =
            switch status {
            case 429:
                APIFailure(
                    .tooManyRequests, "too much waits for others who read slowly; try again",
                    details: .members(["retryAfterSeconds": 1]))
            case 413: APIFailure(.tooLarge, "Request entity too large: limit is 3145728")
            case 503: APIFailure(.unavailable, "the server has too much to do; try again")
            case 408: APIFailure(.timeout, "the request did not arrive in time")
            default: APIFailure(.badRequest, "the request is not as HTTP has it")
            }
        guard case .whole(_, let headers, _) = refusal(failure) else { return refusal(failure) }
        // Some have no reason of their own among those of the API, as 501, but their number is the one that was sent.
        var told = failure.status
        told["code"] = .number(Int64(status))
        return .whole(status: status, headers: headers, body: Array((told.text + "\n").utf8))
    }

    /// Tells open watches the time; to be called about once a second.
    func tick() {
        let now = surroundings.now()
        let all = sessions.withLock { sessions in
            sessions.removeAll { $0.isOver }
            return sessions
        }
        for session in all { session.tick(now, store) }
    }

    private func answerOrFail(_ request: ServerRequest) throws(APIFailure) -> ServerAnswer {
        guard let segments = request.segments else {
            throw APIFailure(
                .badRequest, "the path is not as paths are written: \(JSONValue.string(request.path).text)")
        }
        let route = Route(segments)
        // Whether it lives may be asked by whoever reaches it, as of any API server.
        if case .about(.health) = route { return try description.answer(.health, request) }
        let identity = try rules.identity(of: request)
        switch route {
        case .about(let about): return try description.answer(about, request)
        case .objects(let route): return try answer(request, route, identity)
        case .nothing: throw .nowhere
        }
    }

    private func answer(_ request: ServerRequest, _ route: ObjectRoute, _ identity: Identity) throws(APIFailure)
        -> ServerAnswer
    {
        let options = try RequestOptions(request.query, kind: route.kind)
        let verb = try verb(request.method, route, options)
        guard route.kind.verbs.contains(verb.rawValue) else { throw .notAllowed }
        try rules.check(identity, verb, route)
        try options.check(for: verb)
        let form = try AnswerForm(accepting: request.header("accept"))
        switch verb {
        case .get: return json(try reader.get(route.name ?? "", route, options, form))
        case .list: return .parts(status: 200, headers: Self.headers, try reader.list(route, options, form))
        case .watch: return try watch(route, options, form)
        case .create, .update, .patch, .delete, .deletecollection:
            let outcome = try write(
                verb, request,
                ObjectWriter.Errand(
                    route: route, options: options, manager: options.manager ?? Self.manager(request)))
            let rendering = reader.rendering(route, options, outcome.object["kind"] == "Status" ? .object : form)
            let body = rendering.bytes(of: outcome.object, text: outcome.text)
            return Self.answer(json(body, outcome.status, outcome.warnings), once: outcome.receipt)
        }
    }

    /// An answer that is given when what it says is durable, or else the reason why nothing is.
    private static func answer(_ answer: ServerAnswer, once receipt: StoreReceipt?) -> ServerAnswer {
        guard let receipt else { return answer }
        let known: @Sendable (StoreReceipt.Outcome) -> ServerAnswer = { outcome in
            switch outcome {
            case .success: answer
            case .failure(let failure): refusal(failure)
            }
        }
        if let outcome = receipt.outcome { return known(outcome) }
        let later = LaterAnswer()
        receipt.whenSettled { later.give(known($0)) }
        return .later(later)
    }

    private func verb(_ method: String, _ route: ObjectRoute, _ options: RequestOptions) throws(APIFailure) -> Verb {
        switch (method, route.name != nil) {
        case ("GET", _) where options.isWatch || route.isWatchPath, ("HEAD", _) where route.isWatchPath: .watch
        case ("GET", true), ("HEAD", true): .get
        case ("GET", false), ("HEAD", false): .list
        case ("POST", false) where !route.kind.isNamespaced || route.namespace != nil: .create
        case ("PUT", true): .update
        case ("PATCH", true): .patch
        case ("DELETE", true) where !route.isStatus: .delete
        case ("DELETE", false) where !route.kind.isNamespaced || route.namespace != nil: .deletecollection
        default: throw .notAllowed
        }
    }

    private func write(_ verb: Verb, _ request: ServerRequest, _ errand: ObjectWriter.Errand) throws(APIFailure)
        -> ObjectWriter.Outcome
    {
        let name = errand.route.name ?? ""
        switch verb {
        case .update: return try writer.replace(name, by: try RequestBody.object(request), errand)
        case .patch:
            let type = try RequestBody.patchType(request)
            try errand.options.check(for: type)
            let patch = type == .apply ? try RequestBody.object(request) : try RequestBody.json(request.body)
            return try writer.patch(name, patch, type, errand)
        case .delete: return try writer.delete(name, try deletion(request, errand.options), errand)
        case .deletecollection:
            let deletion = try deletion(request, errand.options)
            return try writer.deleteAll(try reader.page(errand.route, errand.options), deletion, errand)
        case .create, .get, .list, .watch: return try writer.create(try RequestBody.object(request), errand)
        }
    }

    private func deletion(_ request: ServerRequest, _ options: RequestOptions) throws(APIFailure) -> DeletionOptions {
        var deletion = options.deletion
        if !request.body.isEmpty { try deletion.read(try RequestBody.object(request)) }
        return deletion
    }

    private func watch(_ route: ObjectRoute, _ options: RequestOptions, _ form: AnswerForm) throws(APIFailure)
        -> ServerAnswer
    {
        var options = options
        if let name = route.name {
            options.fields = try FieldRequirements(
                parsing: "metadata.name=\(name)", supported: ["metadata.name"], kind: route.kind)
        }
        let rendering = reader.rendering(route, options, form)
        // No seconds at all are none that are said, as in an API server.
        let said = options.timeoutSeconds ?? 0
        let seconds = Int64(said > 0 ? said : Self.watchSecondsDefault)
        let session = try begin(route, options, rendering, seconds)
        sessions.withLock { $0.append(session) }
        return .stream(status: 200, headers: [("Content-Type", "application/json")], session.stream)
    }

    private func begin(_ route: ObjectRoute, _ options: RequestOptions, _ rendering: Rendering, _ seconds: Int64)
        throws(APIFailure) -> WatchSession
    {
        let isFromNow = options.resourceVersion.isEmpty || options.resourceVersion == "0"
        if !isFromNow { try reader.waitFree(options.resourceVersion) }
        guard options.sendsInitialEvents ?? isFromNow else {
            let revision = isFromNow ? store.revision : Int64(options.resourceVersion) ?? 0
            let session = WatchSession(options, rendering, seconds: seconds, budget: budget)
            session.begin(
                try store.watch(route.resource, namespace: route.namespace, from: revision) { session.take($0) })
            return session
        }
        let byteCount = store.list(route.resource, namespace: route.namespace).objects.reduce(0) { $0 + $1.body.count }
        guard budget.hasRoom(for: byteCount) else {
            throw APIFailure(
                .unavailable, "too much waits for others who watch; try again",
                details: .members(["retryAfterSeconds": 1]))
        }
        let session = WatchSession(
            options, rendering, seconds: seconds, budget: budget, initialByteCount: byteCount)
        session.begin(
            store.watch(
                route.resource, namespace: route.namespace,
                first: { session.sendInitial($0, endsWithBookmark: options.sendsInitialEvents != nil) },
                { session.take($0) }))
        return session
    }

    private func json(_ body: [UInt8], _ status: Int = 200, _ warnings: [String] = []) -> ServerAnswer {
        let more = warnings.map { warning in
            ("Warning", "299 - \(JSONValue.string(warning).text)")
        }
        return .whole(status: status, headers: Self.headers + more, body: body)
    }

    private static let headers = [("Content-Type", "application/json"), ("Cache-Control", "no-cache, private")]

    /// Who fields belong to where nobody is named: the program that asks, by the beginning of its name.
    private static func manager(_ request: ServerRequest) -> String {
        let agent = request.header("user-agent") ?? ""
        let name = agent.prefix { $0 != "/" }.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7f }.prefix(128)
        return name.isEmpty ? "unknown" : String(String.UnicodeScalarView(name))
    }
}

extension APIFailure {
    /// There is nothing at a path.
    static let nowhere = APIFailure(.notFound, "the server could not find the requested resource")
    /// What is at a path does not take a method.
    static let notAllowed = APIFailure(
        .methodNotAllowed, "the server does not allow this method on the requested resource")
}

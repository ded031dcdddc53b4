internal import JSON
internal import KubernetesAPI

/// Gives objects as they are kept: one, or lists of them.
struct ObjectReader: Sendable {
    /// Where they are kept.
    let store: ObjectStore
    /// Seconds since 1970, for ages.
    let now: @Sendable () -> Int64
    private let events = SharedEvents()

    /// A reader of a store, with a clock.
    init(store: ObjectStore, now: @escaping @Sendable () -> Int64) {
        self.store = store
        self.now = now
    }

    /// One object.
    func get(_ name: String, _ route: ObjectRoute, _ options: RequestOptions, _ form: AnswerForm) throws(APIFailure)
        -> [UInt8]
    {
        if !options.resourceVersion.isEmpty { try waitFree(options.resourceVersion) }
        guard let stored = store.object(route.id(name)) else { throw .notFound(route.kind, name) }
        return rendering(route, options, form).one(stored)
    }

    /// The parts of a list of objects.
    func list(_ route: ObjectRoute, _ options: RequestOptions, _ form: AnswerForm) throws(APIFailure) -> [[UInt8]] {
        let page = try page(route, options)
        let head = JSONValue.members(["resourceVersion": .string(String(page.revision))]).adding(of: page.rest)
        return rendering(route, options, form).list(page.objects, head)
    }

    /// How objects are written for a request.
    func rendering(_ route: ObjectRoute, _ options: RequestOptions, _ form: AnswerForm) -> Rendering {
        Rendering(
            kind: route.kind, form: form, isPretty: options.isPretty, includedObject: options.includedObject,
            now: now, events: events)
    }

    /// The objects of a list, or of a part of it.
    struct Page {
        let revision: Int64
        let objects: [StoredObject]
        let remaining: Int
        let tellsCount: Bool

        /// What the metadata of the list says of what is left, if anything is.
        var rest: JSONValue {
            guard let last = objects.last, remaining > 0 else { return .object([]) }
            return .members([
                "continue": .string(ContinueToken(revision: revision, last: last.id).text),
                "remainingItemCount": tellsCount ? .number(Int64(remaining)) : nil,
            ])
        }
    }

    /// What a request to list, or to delete what it lists, is about.
    func page(_ route: ObjectRoute, _ options: RequestOptions) throws(APIFailure) -> Page {
        let token = try options.continuation.map { text throws(APIFailure) in try ContinueToken(parsing: text) }
        let revision = try listRevision(options, token)
        let limit = options.limit ?? 0
        let hasSelectors = options.labels != nil || options.fields != nil
        let storeLimit = hasSelectors || limit == 0 ? nil : limit
        let found =
            if let revision {
                try store.list(
                    route.resource, namespace: route.namespace, at: revision, after: token?.last, limit: storeLimit)
            } else { store.list(route.resource, namespace: route.namespace, limit: storeLimit) }
        guard hasSelectors else {
            return Page(
                revision: found.revision, objects: found.objects, remaining: found.remaining, tellsCount: true)
        }
        let matching = found.objects.filter { options.selects($0) }
        let taken = limit == 0 ? matching : Array(matching.prefix(limit))
        return Page(
            revision: found.revision, objects: taken, remaining: matching.count - taken.count, tellsCount: false)
    }

    /// The version that a list has to show; `nil` for the newest.
    private func listRevision(_ options: RequestOptions, _ token: ContinueToken?) throws(APIFailure) -> Int64? {
        if let token {
            guard options.resourceVersion.isEmpty || options.resourceVersion == "0" else {
                throw APIFailure(
                    .badRequest,
                    "resourceVersion: Forbidden: specifying resource version is not allowed when using continue")
            }
            return token.revision
        }
        if !options.resourceVersion.isEmpty { try waitFree(options.resourceVersion) }
        return options.versionMatch == .exact ? Int64(options.resourceVersion) : nil
    }

    /// Refuses a version that is none, or that there is not yet: nothing here brings it while one waits.
    func waitFree(_ text: String) throws(APIFailure) {
        guard let version = Int64(text), version >= 0 else {
            throw APIFailure(.badRequest, "resourceVersion: Invalid value: \(JSONValue.string(text).text)")
        }
        let current = store.revision
        guard version <= current else {
            throw APIFailure(
                .timeout, "Too large resource version: \(version), current: \(current)",
                details: .members([
                    "causes": [
                        .members(["reason": "ResourceVersionTooLarge", "message": "Too large resource version"])
                    ],
                    "retryAfterSeconds": 1,
                ]))
        }
    }
}

extension RequestOptions {
    /// Whether the selectors take an object.
    func selects(_ stored: StoredObject) -> Bool {
        if let labels, !labels.matches({ stored.labels[$0] }) { return false }
        guard let fields else { return true }
        return fields.matches { name in
            switch name {
            case "metadata.name": stored.id.name
            case "metadata.namespace": stored.id.namespace
            default: stored.fields[name]
            }
        }
    }
}

internal import JSON
internal import KubernetesAPI

/// Creates, changes and deletes objects: what a request says, made whole, checked and kept.
struct ObjectWriter: Sendable {
    /// Where they are kept.
    let store: ObjectStore
    /// Clock and chance.
    let surroundings: Surroundings

    /// What became of a request.
    struct Outcome {
        /// The object as it is now, or a `Status`.
        var object: JSONValue
        /// The text of the object, where it was written to be kept.
        var text: [UInt8]?
        /// The status of HTTP.
        var status = 200
        /// What the client is to be warned of.
        var warnings: [String] = []
        /// Says when this is so.
        var receipt: StoreReceipt?
    }

    /// What a request is about, and on whose behalf.
    struct Errand {
        /// Kind, namespace, and whether the status alone is meant.
        let route: ObjectRoute
        /// What the query asks for.
        let options: RequestOptions
        /// Who the fields belong to that are written.
        let manager: String

        /// The kind.
        var kind: ResourceKind { route.kind }
        /// As managed fields name what is written.
        var subresource: String { route.isStatus ? "status" : "" }
    }

    /// Runs `body` while no other writer does; its outcome comes true once the receipt in it says so.
    func write(_ body: (inout StoreWriting) throws(APIFailure) -> Outcome) throws(APIFailure) -> Outcome {
        var (outcome, receipt) = try store.enter(body)
        outcome.receipt = receipt
        return outcome
    }

    /// An object as its schema has it: without fields that nobody knows, unless these are asked to be a fault.
    func admitted(_ object: JSONValue, _ errand: Errand, _ warnings: inout [String]) throws(APIFailure) -> JSONValue {
        let checked = errand.kind.schema.checked(object)
        if let mistyped = checked.mistyped {
            throw Self.unreadable(errand.kind, mistyped)
        }
        switch errand.options.fieldValidation {
        case .ignore: break
        case .warn: warnings += checked.findings.map(\.description)
        case .strict:
            if let words = checked.strictWords { throw Self.unreadable(errand.kind, words) }
        }
        return checked.value
    }

    private static func unreadable(_ kind: ResourceKind, _ words: String) -> APIFailure {
        APIFailure(
            .badRequest,
            "\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): \(words)")
    }

    /// The kind of an object that says none, or the same.
    func kinded(_ object: JSONValue, _ kind: ResourceKind) throws(APIFailure) -> JSONValue {
        guard object.isObject else { throw APIFailure(.badRequest, "the body is to be an object") }
        let said = (object["apiVersion"]?.string ?? kind.apiVersion, object["kind"]?.string ?? kind.kind)
        guard said == (kind.apiVersion, kind.kind) else {
            throw APIFailure(
                .badRequest,
                "the API version in the data (\(said.0), Kind=\(said.1)) does not match the expected API version "
                    + "(\(kind.apiVersion), Kind=\(kind.kind))")
        }
        return JSONValue.members(["kind": .string(kind.kind), "apiVersion": .string(kind.apiVersion)])
            .adding(of: object, but: ["kind", "apiVersion"])
    }

    /// Keeps an object, and gives it as it is kept; of a dry run nothing is.
    func keep(
        _ object: JSONValue, _ errand: Errand, in writing: inout StoreWriting
    ) throws(APIFailure) -> Outcome {
        guard !errand.options.isDryRun else { return Outcome(object: object) }
        return try put(object, errand.kind, in: &writing)
    }

    /// Keeps an object at a version of its own.
    func put(_ object: JSONValue, _ kind: ResourceKind, in writing: inout StoreWriting) throws(APIFailure) -> Outcome {
        var kept = object
        let id = ObjectID(resource: kind.qualifiedName, namespace: object.namespace, name: object.name)
        let stored = try writing.put(
            id, labels: NamedValues(object.labels), fields: NamedValues(SelectableFields.values(of: object, kind))
        ) { revision in
            kept[metadata: "resourceVersion"] = .string(String(revision))
            return kept.utf8
        }
        return Outcome(object: kept, text: stored.body)
    }

    /// Takes an object out, and gives its last state.
    func remove(_ object: JSONValue, _ kind: ResourceKind, in writing: inout StoreWriting) throws(APIFailure)
        -> JSONValue
    {
        var last = object
        let id = ObjectID(resource: kind.qualifiedName, namespace: object.namespace, name: object.name)
        try writing.remove(id) { revision, _ in
            last[metadata: "resourceVersion"] = .string(String(revision))
            return last.utf8
        }
        return last
    }

    /// What is kept of an object.
    func value(of stored: StoredObject) throws(APIFailure) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: stored.body)
        } catch {
            throw APIFailure(.internalError, "what is kept of \(stored.id.name) cannot be read: \(error)")
        }
    }
}

extension JSONValue {
    /// An object with members of another behind its own, but for some.
    func adding(of other: JSONValue, but names: Set<String> = []) -> JSONValue {
        .object(members + other.members.filter { !names.contains($0.name) })
    }
}

internal import JSON
internal import KubernetesAPI

// New objects.
extension ObjectWriter {
    /// How often another name is tried where one that was made up is taken.
    private static let nameAttemptsMax = 8

    /// Makes an object of what a request says.
    func create(_ body: JSONValue, _ errand: Errand) throws(APIFailure) -> Outcome {
        var warnings: [String] = []
        var object = try admitted(try kinded(body, errand.kind), errand, &warnings)
        try place(&object, errand)
        guard object[metadata: "resourceVersion"]?.string ?? "" == "" else {
            throw APIFailure(.badRequest, "resourceVersion should not be set on objects to be created")
        }
        let fresh = begun(object, errand)
        return try write { writing throws(APIFailure) in
            var outcome = try self.added(fresh, errand, in: &writing) { self.owned($0, errand) }
            outcome.warnings = warnings
            return outcome
        }
    }

    /// Adds an object with all that it has from the beginning.
    func added(
        _ object: JSONValue, _ errand: Errand, in writing: inout StoreWriting, owned: (JSONValue) -> JSONValue
    ) throws(APIFailure) -> Outcome {
        var object = try named(object, errand, in: writing)
        try admitIntoNamespace(object, errand.kind, in: writing)
        object = owned(object)
        let faults = Validation.faults(ofNew: object, kind: errand.kind.kind)
        guard faults.isEmpty else { throw .invalid(errand.kind, object.name, faults) }
        guard writing.object(errand.route.id(object.name)) == nil else {
            throw .alreadyExists(errand.kind, object.name)
        }
        var outcome = try keep(object, errand, in: &writing)
        outcome.status = 201
        return outcome
    }

    /// What an object is before anyone owns its fields: with defaults, an identity and a time.
    func begun(_ object: JSONValue, _ errand: Errand) -> JSONValue {
        var object = Strategy.preparedForCreate(
            Defaults.applied(to: object, kind: errand.kind.kind), kind: errand.kind.kind)
        object[metadata: "uid"] = .string(surroundings.uid())
        object[metadata: "creationTimestamp"] = .string(surroundings.timestamp())
        for name in ["resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds"] {
            object[metadata: name] = nil
        }
        return object
    }

    /// Puts an object into the namespace that the path names.
    func place(_ object: inout JSONValue, _ errand: Errand) throws(APIFailure) {
        let namespace = errand.route.namespace ?? ""
        guard ["", namespace].contains(object.namespace) else {
            throw APIFailure(
                .badRequest, "the namespace of the provided object does not match the namespace sent on the request")
        }
        object[metadata: "namespace"] = namespace.isEmpty ? nil : .string(namespace)
    }

    private func owned(_ object: JSONValue, _ errand: Errand) -> JSONValue {
        ServerSideApply.updated(
            object, from: nil, schema: errand.kind.schema, manager: errand.manager,
            apiVersion: errand.kind.apiVersion, subresource: errand.subresource, time: surroundings.timestamp())
    }

    /// An object with a name that is free, where only the beginning of one is given.
    private func named(
        _ object: JSONValue, _ errand: Errand, in writing: borrowing StoreWriting
    ) throws(APIFailure) -> JSONValue {
        guard object.name.isEmpty, let prefix = object[metadata: "generateName"]?.string, !prefix.isEmpty else {
            return object
        }
        var object = object
        for _ in 0..<Self.nameAttemptsMax {
            let name = String(prefix.prefix(58)) + surroundings.nameSuffix()
            guard writing.object(errand.route.id(name)) == nil else { continue }
            object[metadata: "name"] = .string(name)
            return object
        }
        throw .alreadyExists(errand.kind, prefix)
    }

    private func admitIntoNamespace(
        _ object: JSONValue, _ kind: ResourceKind, in writing: borrowing StoreWriting
    ) throws(APIFailure) {
        guard kind.isNamespaced else { return }
        let namespace = ResourceKind.namespace
        let id = ObjectID(resource: namespace.qualifiedName, namespace: "", name: object.namespace)
        guard let stored = writing.object(id) else { throw .notFound(namespace, object.namespace) }
        guard try !value(of: stored).isTerminating else {
            throw APIFailure(
                .forbidden,
                "\(kind.qualifiedName) \(JSONValue.string(object.name).text) is forbidden: unable to create new "
                    + "content in namespace \(object.namespace) because it is being terminated")
        }
    }
}

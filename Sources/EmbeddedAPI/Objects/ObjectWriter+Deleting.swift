internal import JSON
internal import KubernetesAPI

// Objects that go. There are no controllers and no kubelet, so that nothing but finalizers is waited for.
extension ObjectWriter {
    /// Deletes an object: at once, or when its finalizers are gone.
    func delete(_ name: String, _ options: DeletionOptions, _ errand: Errand) throws(APIFailure) -> Outcome {
        try write { writing throws(APIFailure) in
            guard let stored = writing.object(errand.route.id(name)) else { throw .notFound(errand.kind, name) }
            let object = try self.value(of: stored)
            try self.check(options, object, errand)
            guard !options.isDryRun, !errand.options.isDryRun else {
                return self.answer(object, errand, isGone: true, options)
            }
            let (last, isGone) = try self.end(object, errand.kind, options, in: &writing)
            return self.answer(last, errand, isGone: isGone, options)
        }
    }

    /// Deletes the objects of a list, but for those that meanwhile are gone or others than were selected.
    func deleteAll(_ page: ObjectReader.Page, _ options: DeletionOptions, _ errand: Errand) throws(APIFailure)
        -> Outcome
    {
        try write { writing throws(APIFailure) in
            for listed in page.objects {
                guard let stored = writing.object(listed.id), errand.options.selects(stored) else { continue }
                let object = try self.value(of: stored)
                try self.check(options, object, errand)
                if options.isDryRun || errand.options.isDryRun { continue }
                _ = try self.end(object, errand.kind, options, in: &writing)
            }
            var done = Self.success(errand.kind, nil)
            // Where only a part was asked for, this tells where the next one begins.
            done["metadata"] = page.rest
            return Outcome(object: done)
        }
    }

    private func check(_ options: DeletionOptions, _ object: JSONValue, _ errand: Errand) throws(APIFailure) {
        for (what, wanted, found) in [
            ("UID", options.uid, object[metadata: "uid"]?.string),
            ("ResourceVersion", options.resourceVersion, object[metadata: "resourceVersion"]?.string),
        ] {
            guard let wanted, wanted != found else { continue }
            throw .conflict(
                errand.kind, object.name,
                "Precondition failed: \(what) in precondition: \(wanted), \(what) in object meta: \(found ?? "")")
        }
    }

    /// Begins to delete an object, and ends it where nothing holds it; its last state, and whether it is gone.
    private func end(
        _ object: JSONValue, _ kind: ResourceKind, _ options: DeletionOptions, in writing: inout StoreWriting
    ) throws(APIFailure) -> (last: JSONValue, isGone: Bool) {
        if kind.kind == "Namespace" { try empty(object.name, options, in: &writing) }
        var object = object
        if object.finalizers.isEmpty, !isHeld(object, kind, in: writing) {
            return (try removed(object, kind, in: &writing), true)
        }
        guard !object.isTerminating else { return (object, false) }
        object[metadata: "deletionTimestamp"] = .string(surroundings.timestamp())
        object[metadata: "deletionGracePeriodSeconds"] = .number(Int64(options.gracePeriodSeconds ?? 0))
        if object[metadata: "generation"] != nil, let generation = object[metadata: "generation"]?.number {
            object[metadata: "generation"] = .number(generation + 1)
        }
        if kind.kind == "Namespace" { object["status"] = .members(["phase": "Terminating"]) }
        return (try put(object, kind, in: &writing).object, false)
    }

    /// Whether an object has to stay for what is in it.
    func isHeld(_ object: JSONValue, _ kind: ResourceKind, in writing: borrowing StoreWriting) -> Bool {
        guard kind.kind == "Namespace" else { return false }
        return ResourceKind.all.contains { inner in
            inner.isNamespaced && !writing.list(inner.qualifiedName, namespace: object.name).isEmpty
        }
    }

    /// Takes an object out, and its namespace behind it where that only waited for it.
    func removed(_ object: JSONValue, _ kind: ResourceKind, in writing: inout StoreWriting) throws(APIFailure)
        -> JSONValue
    {
        let last = try remove(object, kind, in: &writing)
        guard kind.isNamespaced else { return last }
        let id = ObjectID(resource: ResourceKind.namespace.qualifiedName, namespace: "", name: object.namespace)
        if let stored = writing.object(id) {
            let namespace = try value(of: stored)
            if namespace.isTerminating, namespace.finalizers.isEmpty, !isHeld(namespace, .namespace, in: writing) {
                _ = try remove(namespace, .namespace, in: &writing)
            }
        }
        return last
    }

    /// Deletes all that is in a namespace.
    private func empty(
        _ namespace: String, _ options: DeletionOptions, in writing: inout StoreWriting
    ) throws(APIFailure) {
        for kind in ResourceKind.all where kind.isNamespaced {
            for stored in writing.list(kind.qualifiedName, namespace: namespace) {
                _ = try end(try value(of: stored), kind, options, in: &writing)
            }
        }
    }

    /// What is said of a deletion: the object where its kind ends in steps, else that it is done.
    ///
    /// 202 is for those alone who ask in the old words that dependents go too: newer clients are told by the object.
    private func answer(_ object: JSONValue, _ errand: Errand, isGone: Bool, _ options: DeletionOptions) -> Outcome {
        if !isGone { return Outcome(object: object, status: options.orphansDependents == false ? 202 : 200) }
        let saysObject = ["Pod", "Namespace", "Service"].contains(errand.kind.kind)
        return Outcome(object: saysObject ? object : Self.success(errand.kind, object))
    }

    private static func success(_ kind: ResourceKind, _ object: JSONValue?) -> JSONValue {
        let details = object.map { object in
            JSONValue.members([
                "name": .string(object.name), "group": kind.group.isEmpty ? nil : .string(kind.group),
                "kind": .string(kind.plural), "uid": object[metadata: "uid"],
            ])
        }
        return .members([
            "kind": "Status", "apiVersion": "v1", "metadata": .object([]), "status": "Success", "details": details,
        ])
    }
}

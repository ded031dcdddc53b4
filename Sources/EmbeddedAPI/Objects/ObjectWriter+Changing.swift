internal import JSON
internal import KubernetesAPI

// Objects that are there.
extension ObjectWriter {
    /// Puts another state in the place of an object's.
    func replace(_ name: String, by body: JSONValue, _ errand: Errand) throws(APIFailure) -> Outcome {
        var warnings: [String] = []
        var new = try admitted(try kinded(body, errand.kind), errand, &warnings)
        try place(&new, errand)
        if new.name.isEmpty { new[metadata: "name"] = .string(name) }
        return try write { writing throws(APIFailure) in
            var more: [String] = []
            var outcome = try self.changed(name, errand, in: &writing) { old in
                more = Self.warnings(of: new["status"], beside: old, errand)
                return new
            }
            outcome.warnings = warnings + more
            return outcome
        }
    }

    /// Changes an object as a patch says.
    func patch(
        _ name: String, _ patch: JSONValue, _ type: RequestBody.PatchType, _ errand: Errand
    ) throws(APIFailure) -> Outcome {
        if type == .apply { return try apply(name, patch, errand) }
        let jsonPatch = type == .json ? try JSONPatch(patch) : nil
        return try write { writing throws(APIFailure) in
            var warnings: [String] = []
            var outcome = try self.changed(name, errand, in: &writing) { old throws(APIFailure) in
                let patched =
                    if let jsonPatch { try jsonPatch.applied(to: old) } else if type == .merge {
                        MergePatch.applied(patch, to: old)
                    } else { try StrategicPatch.applied(patch, to: old, schema: errand.kind.schema) }
                let new = try self.admitted(try self.kinded(patched, errand.kind), errand, &warnings)
                warnings += Self.warnings(of: new["status"], beside: old, errand)
                return new
            }
            outcome.warnings = warnings
            return outcome
        }
    }

    /// Makes an object have what its manager says, and makes it where there is none.
    private func apply(_ name: String, _ config: JSONValue, _ errand: Errand) throws(APIFailure) -> Outcome {
        var warnings: [String] = []
        var config = try admitted(try kinded(config, errand.kind), errand, &warnings)
        try place(&config, errand)
        if config.name.isEmpty { config[metadata: "name"] = .string(name) }
        guard config.name == name else { throw Self.otherName(config.name, name) }
        guard config[metadata: "managedFields"] == nil else {
            throw APIFailure(.badRequest, "metadata.managedFields must be nil")
        }
        let applied = config
        return try write { writing throws(APIFailure) in
            guard writing.object(errand.route.id(name)) != nil else {
                guard !errand.route.isStatus else { throw .notFound(errand.kind, name) }
                let owned = try self.merged(applied, nil, errand)
                let fields = owned[metadata: "managedFields"]
                var begun = owned
                // It belongs to nobody, so that whoever applies the status later meets no conflict.
                if Strategy.takesStatus(errand.kind.kind) { begun["status"] = applied["status"] }
                var outcome = try self.added(self.begun(begun, errand), errand, in: &writing) {
                    var object = $0
                    object[metadata: "managedFields"] = fields
                    return object
                }
                outcome.warnings = warnings
                return outcome
            }
            var outcome = try self.changed(name, errand, in: &writing, isApply: true) { old throws(APIFailure) in
                warnings += Self.warnings(of: applied["status"], beside: old, errand)
                return try self.merged(applied, old, errand)
            }
            outcome.warnings = warnings
            return outcome
        }
    }

    /// What is to be said where a status is sent to where it is not written: of kinds of which it once was taken,
    /// people expect that it is again.
    private static func warnings(of status: JSONValue?, beside old: JSONValue, _ errand: Errand) -> [String] {
        guard Strategy.takesStatus(errand.kind.kind), !errand.route.isStatus, let status else { return [] }
        let before = old["status"] ?? .object([])
        guard !MergePatch.applied(status, to: before).isSame(as: before) else { return [] }
        return ["status: not changed, as it is written apart: see kubectl patch --subresource=status"]
    }

    private func merged(_ config: JSONValue, _ old: JSONValue?, _ errand: Errand) throws(APIFailure) -> JSONValue {
        try ServerSideApply.applied(
            config, to: old, schema: errand.kind.schema, manager: errand.manager,
            force: errand.options.isForced ?? false, apiVersion: errand.kind.apiVersion,
            subresource: errand.subresource, time: surroundings.timestamp())
    }

    /// Changes an object, unless that leaves it as it is.
    private func changed(
        _ name: String, _ errand: Errand, in writing: inout StoreWriting, isApply: Bool = false,
        _ change: (JSONValue) throws(APIFailure) -> JSONValue
    ) throws(APIFailure) -> Outcome {
        let kind = errand.kind
        guard let stored = writing.object(errand.route.id(name)) else { throw .notFound(kind, name) }
        let old = try value(of: stored)
        var new = try change(old)
        try checkIdentity(new, old, errand)
        new[metadata: "resourceVersion"] = old[metadata: "resourceVersion"]
        new = Strategy.preparedForUpdate(
            Defaults.applied(to: new, kind: kind.kind), from: old, kind: kind.kind, isStatus: errand.route.isStatus)
        if !isApply {
            new = ServerSideApply.updated(
                new, from: old, schema: kind.schema, manager: errand.manager, apiVersion: kind.apiVersion,
                subresource: errand.subresource, time: surroundings.timestamp())
        }
        let faults = Validation.faults(ofUpdate: new, from: old, kind: kind.kind, isStatus: errand.route.isStatus)
        guard faults.isEmpty else { throw .invalid(kind, name, faults) }
        if new.isSame(as: old) { return Outcome(object: old, text: stored.body) }
        if new.isTerminating, new.finalizers.isEmpty, !isHeld(new, kind, in: writing) {
            return Outcome(object: errand.options.isDryRun ? new : try removed(new, kind, in: &writing))
        }
        return try keep(new, errand, in: &writing)
    }

    private func checkIdentity(_ new: JSONValue, _ old: JSONValue, _ errand: Errand) throws(APIFailure) {
        guard new.name == old.name else { throw Self.otherName(new.name, old.name) }
        guard new.namespace == old.namespace else {
            throw APIFailure(
                .badRequest, "the namespace of the provided object does not match the namespace sent on the request")
        }
        if let uid = new[metadata: "uid"]?.string, !uid.isEmpty, let is_ = old[metadata: "uid"]?.string, uid != is_ {
            throw .conflict(
                errand.kind, old.name,
                "Precondition failed: UID in precondition: \(uid), UID in object meta: \(is_)")
        }
        let version = new[metadata: "resourceVersion"]?.string ?? ""
        guard version.isEmpty || version == old[metadata: "resourceVersion"]?.string else {
            throw .conflict(
                errand.kind, old.name,
                "the object has been modified; please apply your changes to the latest version and try again")
        }
    }

    private static func otherName(_ said: String, _ path: String) -> APIFailure {
        APIFailure(.badRequest, "the name of the object (\(said)) does not match the name on the URL (\(path))")
    }
}

public import JSON

/// Server-side apply: who says what of an object, and what becomes of it.
///
///     config ──► merged into live ──► without what the manager applied before and nobody holds on to ──► result
///                                          │ compared with live
///                                          └──► fields of others that changed: conflicts, or taken with force
public enum ServerSideApply {
    /// The object after a manager applied a configuration; exactly `live` where that changes nothing.
    ///
    /// Status is only applied at the subresource of that name, and all but spec there.
    public static func applied(
        _ config: JSONValue, to live: JSONValue?, schema: Schema, manager: String, force: Bool, apiVersion: String,
        subresource: String, time: String
    ) throws(APIFailure) -> JSONValue {
        let config = try configuration(config, subresource)
        let base = live.map(withoutOwners)
        var mine = ManagedFields.Entry(
            manager: manager, operation: .apply, apiVersion: apiVersion, time: time, subresource: subresource,
            fields: ownable(try OwnedParts.fields(of: config, schema)))
        let entries = try owners(of: live, base, schema, apiVersion, time)
        let before = entries.first(where: mine.isOwner)
        if before?.fields == mine.fields { mine.time = before?.time }
        let others = entries.filter { !mine.isOwner($0) }
        let merged = AppliedMerge.merged(config, into: base, schema)
        let kept = others.reduce(mine.fields) { $0.union($1.fields) }
        let gone = before?.fields ?? .empty
        let result = AppliedMerge.pruned(merged, schema, gone: gone, kept: kept) ?? .object([])
        let comparison = FieldComparison(from: base ?? .object([]), to: result, schema)
        if !force, let conflict = conflict(others, comparison.set) { throw conflict }
        return owned(result, by: others.map { without($0, comparison) } + [mine], insteadOf: live)
    }

    /// The object after a manager wrote it in any other way, its fields now owned by who changed them; exactly `old`
    /// where nothing changed.
    public static func updated(
        _ new: JSONValue, from old: JSONValue?, schema: Schema, manager: String, apiVersion: String,
        subresource: String, time: String
    ) -> JSONValue {
        // What every object has from the start is nobody's work.
        let base =
            old.map(withoutOwners)
            ?? .members(["metadata": .object([]), "spec": .object([]), "status": .object([])])
        let comparison = FieldComparison(from: base, to: withoutOwners(new), schema)
        var mine = ManagedFields.Entry(
            manager: manager, operation: .update, apiVersion: apiVersion, time: time, subresource: subresource,
            fields: .empty)
        let entries = owners(given: new, old)
        let before = entries.first(where: mine.isOwner)
        let fields = (before?.fields ?? .empty).union(comparison.set).subtracting(comparison.removed)
        mine.fields = ownable(fields)
        if before?.fields == mine.fields { mine.time = before?.time }
        let others = entries.filter { !mine.isOwner($0) }.map { without($0, comparison) }
        return owned(new, by: others + [mine], insteadOf: old)
    }

    /// A configuration without what is not applied.
    private static func configuration(_ config: JSONValue, _ subresource: String) throws(APIFailure) -> JSONValue {
        guard config.isObject else { throw APIFailure(.badRequest, "an applied configuration is an object") }
        if let owners = config[path: "metadata", "managedFields"], owners != .null, owners.items?.isEmpty != true {
            throw APIFailure(.badRequest, "metadata.managedFields must be nil")
        }
        var config = withoutNulls(config)
        config[subresource == "status" ? "spec" : "status"] = nil
        if var metadata = config["metadata"], metadata.isObject {
            for name in ["managedFields", "creationTimestamp", "generation", "selfLink"] { metadata[name] = nil }
            config["metadata"] = metadata
        }
        return config
    }

    private static func withoutNulls(_ value: JSONValue) -> JSONValue {
        guard value.isObject else { return value.items.map { .array($0.map(withoutNulls)) } ?? value }
        return .object(
            MemberTable(value).members.compactMap { $0.value == .null ? nil : .init($0.name, withoutNulls($0.value)) })
    }

    /// The owners of an object that is there; of one that has none, who wrote it before is one.
    private static func owners(
        of live: JSONValue?, _ base: JSONValue?, _ schema: Schema, _ apiVersion: String, _ time: String
    ) throws(APIFailure) -> [ManagedFields.Entry] {
        let entries = try ManagedFields(live?[path: "metadata", "managedFields"]).entries
        guard entries.isEmpty, let base else { return entries }
        let fields = FieldComparison(from: .members(["metadata": .object([])]), to: base, schema).set
        return [
            .init(
                manager: "before-first-apply", operation: .update, apiVersion: apiVersion, time: time,
                fields: ownable(fields))
        ]
    }

    /// The owners that a writer says there are, or else those there were: a writer may hand fields over, or forget all
    /// owners with a list of one empty entry.
    private static func owners(given new: JSONValue, _ old: JSONValue?) -> [ManagedFields.Entry] {
        guard let old else { return [] }
        let given = new[path: "metadata", "managedFields"]
        if given == [.object([])] { return [] }
        for value in [given, old[path: "metadata", "managedFields"]] {
            // What does not say who owns what counts as left out, as an API server has it.
            do throws(APIFailure) {
                let entries = try ManagedFields(value).entries
                if !entries.isEmpty { return entries }
            } catch { continue }
        }
        return []
    }

    private static func without(_ entry: ManagedFields.Entry, _ comparison: FieldComparison) -> ManagedFields.Entry {
        var entry = entry
        entry.fields = entry.fields.subtracting(comparison.set).subtracting(comparison.removed)
        return entry
    }

    private static func withoutOwners(_ object: JSONValue) -> JSONValue {
        guard var metadata = object["metadata"], metadata["managedFields"] != nil else { return object }
        var object = object
        metadata["managedFields"] = nil
        object["metadata"] = metadata
        return object
    }

    private static func owned(
        _ object: JSONValue, by entries: [ManagedFields.Entry], insteadOf live: JSONValue?
    ) -> JSONValue {
        var object = object
        var metadata = object["metadata"] ?? .object([])
        metadata["managedFields"] = ManagedFields(entries: entries).value
        object["metadata"] = metadata
        guard let live, live.isSame(as: object) else { return object }
        return live
    }

    /// The fields of a set that can have owners.
    private static func ownable(_ fields: FieldSet) -> FieldSet {
        let metadata = PathElement(.field("metadata"))
        return fields.subtractingAll(neverOwned)
            .subtracting(FieldSet([.init(element: metadata, isMember: true, children: .empty)]))
    }

    /// What says which object it is, and what only the server writes.
    private static let neverOwned: FieldSet = {
        func leaves(_ names: String...) -> [FieldSet.Node] {
            names.map { .init(element: PathElement(.field($0)), isMember: true, children: .empty) }
        }
        let metadata = leaves(
            "name", "namespace", "uid", "resourceVersion", "generation", "creationTimestamp", "managedFields",
            "selfLink", "clusterName")
        return FieldSet(
            leaves("apiVersion", "kind") + [
                .init(element: PathElement(.field("metadata")), isMember: false, children: FieldSet(metadata))
            ])
    }()
}

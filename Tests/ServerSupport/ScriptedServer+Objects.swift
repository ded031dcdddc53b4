/// What the server has, and how it changes.
extension ScriptedServer {
    /// Creates or changes an object, given as JSON with its kind; the version that this made. `padding` adds an
    /// annotation of so many bytes.
    @discardableResult
    public func put(_ object: String, padding: Int? = nil) throws(ServerError) -> String {
        try ask("put", ["object": object, "padding": padding.map { String($0) }])["version"].string ?? ""
    }

    /// Deletes an object by its key, `namespace/name` or `name`; the version that this made.
    @discardableResult
    public func delete(_ kind: ServedKind, _ key: String) throws(ServerError) -> String {
        try ask("delete", ["resource": quoted(kind.rawValue), "key": quoted(key)])["version"].string ?? ""
    }

    /// Adds a generated cluster, the same for the same seed; the history before it is forgotten. Lists are encoded at
    /// once for the forms that `prepared` names, `json` and `protobuf`; otherwise the first who asks waits for it.
    @discardableResult
    public func populate(
        seed: UInt64 = 1, pods: Int = 0, namespaces: Int = 1, policies: Int = 0, nodes: Int = 1, prepared: [String] = []
    ) throws(ServerError) -> String {
        try ask(
            "populate",
            [
                "seed": String(seed), "pods": String(pods), "namespaces": String(namespaces),
                "policies": String(policies), "nodes": String(nodes),
                "prepare": "[\(prepared.map(quoted).joined(separator: ","))]",
            ])["version"].string ?? ""
    }

    /// Changes pods by chance, so many times, at once or at a pace; `wait(idle:)` waits for the end of a paced one.
    @discardableResult
    public func churn(changes: Int, seed: UInt64 = 1, perSecond: Int? = nil) throws(ServerError) -> String {
        try ask(
            "churn",
            ["changes": String(changes), "seed": String(seed), "perSecond": perSecond.map { String($0) }]
        )["version"].string ?? ""
    }

    /// All objects of a kind, in the order of their keys, and the version at which they are so.
    public func state(of kind: ServedKind) throws(ServerError) -> (version: String, objects: [ServedValue]) {
        let answer = try ask("state", ["resource": quoted(kind.rawValue)])
        return (answer["version"].string ?? "", answer["items"].items)
    }

    /// The keys of all objects of a kind, with the version of each.
    public func versions(of kind: ServedKind) throws(ServerError) -> [String: String] {
        let answer = try ask("state", ["resource": quoted(kind.rawValue), "keysOnly": "true"])
        return answer["keys"].members.compactMapValues { $0.string }
    }

    /// Forgets the history up to a version, or all of it; watches from before it are 410 from now on.
    public func compact(to version: String? = nil) throws(ServerError) {
        try ask("compact", ["version": version.map(quoted)])
    }

    /// Cuts all connections, forgets everything, and goes on at a version, which may be lower than before.
    public func reset(to version: Int) throws(ServerError) {
        try ask("reset", ["version": String(version)])
    }
}

extension ResourceKind {
    /// What can be done with its objects, in the order of discovery.
    public var verbs: [String] {
        // A namespace takes what is in it along, so that there is no way to delete all at once.
        let all = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
        return plural == "namespaces" ? all.filter { $0 != "deletecollection" } : all
    }

    /// What can be done with the status of its objects.
    public var statusVerbs: [String] { hasStatus ? ["get", "patch", "update"] : [] }

    /// `NetworkPolicyList`.
    public var listKind: String { "\(kind)List" }

    /// What a list of its objects is.
    public var listSchema: Schema {
        Schema(
            schema.definition.map { "\($0)List" }, "A list of such objects.",
            .object(
                .kindAndVersion + [
                    .init("metadata", .listMeta, "What is known of the list."),
                    .init("items", .list(schema), "The objects.", isRequired: true),
                ]))
    }
}

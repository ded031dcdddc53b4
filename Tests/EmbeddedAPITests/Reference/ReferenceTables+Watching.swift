// Watching.
extension ReferenceTables {
    /// Watches of a collection, of all, and of one object, with each parameter.
    static func watching(_ kind: ReferenceKind) -> [ReferenceRow] {
        ReferenceRow.joined(three(kind), [kind.base, kind.all].flatMap(watching), changes(kind))
    }

    private static func changes(_ kind: ReferenceKind) -> [ReferenceRow] {
        [
            ReferenceRow("WATCH \(kind.base)/b?watch=true", 200, "events.0.object.metadata.name=b", "events.1=nothing"),
            ReferenceRow(
                "WATCH \(kind.base.replacing("/v1/", with: "/v1/watch/"))/b", 200, "events.0.object.metadata.name=b"),
            ReferenceRow("PUT \(kind.base)/a", kind.object("a"), 200),
            ReferenceRow("DELETE \(kind.base)/b", 200),
            ReferenceRow(
                "WATCH \(kind.base)?watch=true&resourceVersion=$b", 200, "events.0.type=ADDED",
                "events.0.object.metadata.name=c", "events.1.type=MODIFIED", "events.1.object.metadata.name=a",
                "events.2.type=DELETED", "events.2.object.metadata.name=b", "events.3=nothing"),
            // What a selector takes no more is gone for who watches with it.
            ReferenceRow(
                "WATCH \(kind.base)?watch=true&resourceVersion=$b&labelSelector=tier", 200, "events.0.type=DELETED",
                "events.0.object.metadata.name=a", "events.1.object.metadata.name=b"),
        ]
    }

    private static func watching(at base: String) -> [ReferenceRow] {
        [
            ReferenceRow("WATCH \(base)?watch=true", 200, "events.0.type=ADDED", "events.2.object.metadata.name=c"),
            ReferenceRow("WATCH \(base)?watch=1&resourceVersion=$b", 200, "events.0.object.metadata.name=c"),
            ReferenceRow("WATCH \(base)?watch=true&labelSelector=tier%3D2", 200, "events.0.object.metadata.name=b"),
            ReferenceRow(
                "WATCH \(base)?watch=true&fieldSelector=metadata.name%3Dc", 200, "events.0.object.metadata.name=c"),
            ReferenceRow("WATCH \(base)?watch=true&pretty=true&limit=1", 200, "events.2.object.metadata.name=c"),
            ReferenceRow(
                "WATCH \(base)?watch=true&allowWatchBookmarks=true&resourceVersion=$b&timeoutSeconds=30", later: 31,
                200, "events.1.type=BOOKMARK", "events.1.object.metadata.resourceVersion~", "isOver=true"),
            ReferenceRow(
                "WATCH \(base)?watch=true&resourceVersion=$b&timeoutSeconds=30", later: 29, 200, "events.1=nothing",
                "isOver=false"),
            ReferenceRow(
                "WATCH \(base)?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                    + "&allowWatchBookmarks=true&resourceVersion=0",
                200, "events.2.type=ADDED", "events.3.type=BOOKMARK", "~\"k8s.io/initial-events-end\":\"true\""),
            ReferenceRow(
                "WATCH \(base)?watch=true&sendInitialEvents=false&resourceVersionMatch=NotOlderThan", 200, "events=[]"),
            ReferenceRow(
                "WATCH \(base)?watch=true", accept: ReferenceRow.table, 200, "events.0.object.kind=Table",
                "events.0.object.rows.0.cells.0=a"),
            ReferenceRow(
                "GET \(base)?watch=true&sendInitialEvents=true", 422,
                "message~sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"),
            ReferenceRow("GET \(base)?watch=true&resourceVersion=1&resourceVersionMatch=Exact", 422, "reason=Invalid"),
            ReferenceRow("GET \(base)?watch=true&resourceVersion=999", 504, "reason=Timeout"),
            ReferenceRow("GET \(base)?watch=perhaps", 400, "message=watch: Invalid value: \"perhaps\""),
        ]
    }
}

/// The operations and parameters of the API reference, in tables: what is asked, and what comes back.
enum ReferenceTables {}

// Reading: get and list.
extension ReferenceTables {
    /// One object, and lists with the parameters that select.
    static func reading(_ kind: ReferenceKind) -> [ReferenceRow] {
        let base = kind.base
        let rows: [ReferenceRow] = [
            ReferenceRow("GET \(base)/a", 200, "kind=\(kind.kind)", "apiVersion=networking.k8s.io/v1", kind.first),
            ReferenceRow("GET \(base)/a?pretty=true", 200, "metadata.name=a", "~\n  \"metadata\": {"),
            ReferenceRow("GET \(base)/a?pretty=false", 200, "~\"metadata\":{"),
            ReferenceRow("GET \(base)/a?resourceVersion=0", 200, "metadata.name=a"),
            ReferenceRow("GET \(base)/d", 404, "reason=NotFound", "message=\(kind.qualified) \"d\" not found"),
            ReferenceRow("GET \(base)/a", accept: ReferenceRow.table, 200, "kind=Table", "rows.0.cells.0=a"),
            ReferenceRow("GET \(base)/a", accept: "application/vnd.kubernetes.protobuf", 200, "metadata.name=a"),
            ReferenceRow("GET \(base)/a", accept: "text/csv", 406, "reason=NotAcceptable"),
            ReferenceRow("GET \(base)", 200, "kind=\(kind.kind)List", "metadata.continue=nothing", "items.3=nothing"),
            ReferenceRow("GET \(kind.all)", 200, "kind=\(kind.kind)List", "items.2.metadata.name=c"),
            ReferenceRow("GET \(base)?pretty=true", 200, "~\n  \"items\": ["),
            ReferenceRow("GET \(base)", accept: ReferenceRow.table, 200, "kind=Table", "rows.2.cells.0=c"),
            ReferenceRow("GET \(base)?labelSelector=tier%3D1", 200, "items.0.metadata.name=a", "items.1=nothing"),
            ReferenceRow("GET \(base)?labelSelector=tier%3D%3D2", 200, "items.0.metadata.name=b"),
            ReferenceRow("GET \(base)?labelSelector=tier!%3D1", 200, "items.0.metadata.name=b", "items.2=nothing"),
            ReferenceRow("GET \(base)?labelSelector=tier%20in%20(1,2)", 200, "items.1.metadata.name=b"),
            ReferenceRow("GET \(base)?labelSelector=tier%20notin%20(1),!x", 200, "items.1.metadata.name=c"),
            ReferenceRow("GET \(base)?labelSelector=tier", 200, "items.1.metadata.name=b", "items.2=nothing"),
            ReferenceRow("GET \(base)?labelSelector=!tier", 200, "items.0.metadata.name=c", "items.1=nothing"),
            ReferenceRow("GET \(base)?labelSelector=((", 400, "reason=BadRequest"),
            ReferenceRow("GET \(base)?fieldSelector=metadata.name%3Da", 200, "items.0.metadata.name=a"),
            ReferenceRow("GET \(base)?fieldSelector=metadata.name!%3Da", 200, "items.1.metadata.name=c"),
            ReferenceRow(
                "GET \(base)?fieldSelector=spec.color%3Da", 400, "message~\"spec.color\" is not a known field"),
            ReferenceRow("GET \(base)?color=red", 400, "message~\"color\" is not supported"),
            ReferenceRow("GET \(kind.all)?labelSelector=tier&fieldSelector=metadata.name%3Db", 200, "items.1=nothing"),
        ]
        return three(kind) + rows
    }

    /// The namespace as a field, and lists of all namespaces.
    static func namespaces(_ kind: ReferenceKind) -> [ReferenceRow] {
        let elsewhere = kind.base.replacing("/default/", with: "/kube-system/")
        return [
            ReferenceRow("POST \(kind.base)", kind.object("a"), 201, "metadata.namespace=default"),
            ReferenceRow("POST \(elsewhere)", kind.object("b"), 201, "metadata.namespace=kube-system"),
            ReferenceRow("GET \(kind.base)", 200, "items.0.metadata.name=a", "items.1=nothing"),
            ReferenceRow("GET \(kind.all)", 200, "items.0.metadata.name=a", "items.1.metadata.name=b"),
            ReferenceRow(
                "GET \(kind.all)?fieldSelector=metadata.namespace%3Dkube-system", 200, "items.0.metadata.name=b"),
            ReferenceRow("POST \(kind.base)", kind.object("c", #""namespace":"kube-system""#), 400),
            ReferenceRow(
                "POST \(kind.base.replacing("/default/", with: "/gone/"))", kind.object("a"), 404,
                "message=namespaces \"gone\" not found"),
            ReferenceRow("POST \(kind.all)", kind.object("a"), 405, "reason=MethodNotAllowed"),
            ReferenceRow("DELETE \(kind.all)", 405, "reason=MethodNotAllowed"),
        ]
    }

    /// The parameters of lists that choose a part, and a state.
    static func paging(_ kind: ReferenceKind) -> [ReferenceRow] {
        let bases = [kind.base, kind.all]
        return ReferenceRow.joined(three(kind), bases.flatMap(parts), bases.flatMap(versions))
    }

    private static func parts(at base: String) -> [ReferenceRow] {
        [
            ReferenceRow("GET \(base)?limit=0", 200, "items.2.metadata.name=c", "metadata.resourceVersion>now"),
            ReferenceRow(
                "GET \(base)?limit=2", 200, "items.1.metadata.name=b", "items.2=nothing",
                "metadata.remainingItemCount=1", "metadata.continue>next"),
            ReferenceRow(
                "GET \(base)?limit=2&continue=$next", 200, "items.0.metadata.name=c", "metadata.continue=nothing",
                "metadata.remainingItemCount=nothing", "metadata.resourceVersion=$now"),
            ReferenceRow(
                "GET \(base)?limit=1&labelSelector=tier", 200, "items.1=nothing", "metadata.continue>next",
                "metadata.remainingItemCount=nothing"),
            ReferenceRow("GET \(base)?labelSelector=tier&continue=$next", 200, "items.0.metadata.name=b"),
            ReferenceRow("GET \(base)?continue=$next&resourceVersion=$now", 400, "reason=BadRequest"),
            ReferenceRow("GET \(base)?continue=abc", 400, "reason=BadRequest"),
            ReferenceRow("GET \(base)?limit=-1", 400, "message=limit: Invalid value: \"-1\""),
        ]
    }

    private static func versions(at base: String) -> [ReferenceRow] {
        [
            ReferenceRow("GET \(base)?resourceVersion=0", 200, "items.2.metadata.name=c"),
            ReferenceRow("GET \(base)?resourceVersion=$now", 200, "items.2.metadata.name=c"),
            ReferenceRow("GET \(base)?resourceVersion=abc", 400, "message=resourceVersion: Invalid value: \"abc\""),
            ReferenceRow("GET \(base)?resourceVersion=999", 504, "reason=Timeout", "^Retry-After=1"),
            ReferenceRow("GET \(base)?resourceVersion=$b&resourceVersionMatch=Exact", 200, "items.2=nothing"),
            ReferenceRow(
                "GET \(base)?resourceVersion=$b&resourceVersionMatch=NotOlderThan", 200, "items.2.metadata.name=c"),
            ReferenceRow(
                "GET \(base)?resourceVersionMatch=Exact", 422,
                "message=ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: "
                    + "resourceVersionMatch is forbidden unless resourceVersion is provided"),
            ReferenceRow("GET \(base)?resourceVersion=0&resourceVersionMatch=Exact", 422, "reason=Invalid"),
            ReferenceRow("GET \(base)?resourceVersion=$b&resourceVersionMatch=Exact&continue=$next", 422),
            ReferenceRow(
                "GET \(base)?resourceVersion=$b&resourceVersionMatch=Newer", 422,
                "details.causes.0.field=resourceVersionMatch", "details.causes.0.reason=FieldValueNotSupported"),
            ReferenceRow("GET \(base)?sendInitialEvents=true", 422, "message~sendInitialEvents is forbidden for"),
            ReferenceRow("GET \(base)?timeoutSeconds=5&allowWatchBookmarks=true", 200, "items.2.metadata.name=c"),
            ReferenceRow("GET \(base)?timeoutSeconds=soon", 400, "reason=BadRequest"),
        ]
    }

    /// Three objects: `a` and `b` are labelled; `$b` is the version at which the second was made.
    static func three(_ kind: ReferenceKind) -> [ReferenceRow] {
        [
            ReferenceRow(
                "POST \(kind.base)", kind.object("a", #""labels":{"tier":"1"}"#), 201, "metadata.resourceVersion>a"),
            ReferenceRow(
                "POST \(kind.base)", kind.object("b", #""labels":{"tier":"2"}"#), 201, "metadata.resourceVersion>b"),
            ReferenceRow("POST \(kind.base)", kind.object("c"), 201),
        ]
    }
}

// Deleting one, and many.
extension ReferenceTables {
    /// One object, by each option in the query and in the body.
    static func deleting(_ kind: ReferenceKind) -> [ReferenceRow] {
        let item = "\(kind.base)/a"
        let again = ReferenceRow("POST \(kind.base)", kind.object("a"), 201)
        let rows: [ReferenceRow] = [
            ReferenceRow("DELETE \(item)?dryRun=All", 200, "status=Success"),
            ReferenceRow("DELETE \(item)", #"{"dryRun":["All"]}"#, 200, "status=Success"),
            ReferenceRow("GET \(item)", 200),
            ReferenceRow("DELETE \(item)?dryRun=Some", 422, "message~DeleteOptions.meta.k8s.io"),
            ReferenceRow("DELETE \(item)", #"{"preconditions":{"uid":"other"}}"#, 409, "message~UID in precondition"),
            ReferenceRow("DELETE \(item)", #"{"preconditions":{"resourceVersion":"1"}}"#, 409, "reason=Conflict"),
            ReferenceRow("DELETE \(item)", #"{"kind":"Pod"}"#, 400, "message~DeleteOptions"),
            ReferenceRow("DELETE \(item)", #"{"colour":"red"}"#, 400, "message~colour"),
            ReferenceRow("DELETE \(item)?gracePeriodSeconds=long", 400, "reason=BadRequest"),
            ReferenceRow(
                "DELETE \(item)?propagationPolicy=Sideways", 422,
                "message~propagationPolicy: Unsupported value: \"Sideways\": supported values: \"Foreground\""),
            ReferenceRow("DELETE \(item)", #"{"propagationPolicy":"Sideways"}"#, 422, "reason=Invalid"),
            ReferenceRow(
                "DELETE \(item)?propagationPolicy=Orphan&orphanDependents=true", 422, "message~cannot be both set"),
            ReferenceRow(
                "DELETE \(item)?pretty=true", #"{"kind":"DeleteOptions","apiVersion":"v1"}"#, 200, "kind=Status",
                "details.name=a", "details.kind=\(kind.plural)", "~\n  \"status\": \"Success\""),
            ReferenceRow("DELETE \(item)", 404, "reason=NotFound"),
            again, ReferenceRow("DELETE \(item)?gracePeriodSeconds=0&propagationPolicy=Background", 200),
            again, ReferenceRow("DELETE \(item)", #"{"gracePeriodSeconds":5,"propagationPolicy":"Foreground"}"#, 200),
            again, ReferenceRow("DELETE \(item)?propagationPolicy=Orphan", 200, "status=Success"),
            ReferenceRow("GET \(kind.base)", 200, "items.1.metadata.name=c", "items.2=nothing"),
        ]
        return three(kind) + rows
    }

    /// What has finalizers goes when they are gone.
    static func finalizers(_ kind: ReferenceKind) -> [ReferenceRow] {
        let held = kind.object("a", #""finalizers":["example.com/wait"]"#)
        let item = "\(kind.base)/a"
        return [
            ReferenceRow("POST \(kind.base)", held, 201, "metadata.finalizers.0=example.com/wait"),
            ReferenceRow(
                "DELETE \(item)?gracePeriodSeconds=7", 200, "kind=\(kind.kind)",
                "metadata.deletionTimestamp=2023-11-14T22:13:20Z", "metadata.deletionGracePeriodSeconds=7"),
            ReferenceRow("DELETE \(item)?orphanDependents=false", 202, "kind=\(kind.kind)"),
            ReferenceRow("DELETE \(item)", #"{"orphanDependents":false}"#, 202, "kind=\(kind.kind)"),
            ReferenceRow("POST \(kind.base)", held, 409, "reason=AlreadyExists"),
            ReferenceRow(
                "PATCH \(item)", #"{"metadata":{"finalizers":["example.com/wait","example.com/more"]}}"#,
                type: ReferenceRow.merge, 422, "message~metadata.finalizers: Forbidden"),
            ReferenceRow("PATCH \(item)", #"{"metadata":{"finalizers":null}}"#, type: ReferenceRow.merge, 200),
            ReferenceRow("GET \(item)", 404),
        ]
    }

    /// Many, by each parameter.
    static func deletingMany(_ kind: ReferenceKind) -> [ReferenceRow] {
        ReferenceRow.joined(
            three(kind), refusedDeletions(kind), deletedParts(kind), Array(three(kind).prefix(2)), selected(kind))
    }

    private static func refusedDeletions(_ kind: ReferenceKind) -> [ReferenceRow] {
        let base = kind.base
        return [
            ReferenceRow("DELETE \(base)?dryRun=All", 200, "status=Success"),
            ReferenceRow("DELETE \(base)", #"{"dryRun":["All"]}"#, 200, "status=Success"),
            ReferenceRow("DELETE \(base)?labelSelector=tier%3D9", 200, "status=Success"),
            ReferenceRow("DELETE \(base)", #"{"preconditions":{"uid":"other"}}"#, 409, "reason=Conflict"),
            ReferenceRow("DELETE \(base)?sendInitialEvents=true", 422, "message~sendInitialEvents is forbidden"),
            ReferenceRow("DELETE \(base)?resourceVersionMatch=Exact", 422, "reason=Invalid"),
            ReferenceRow("DELETE \(base)?resourceVersion=999", 504, "reason=Timeout"),
            ReferenceRow("DELETE \(base)?propagationPolicy=Sideways", 422, "reason=Invalid"),
            ReferenceRow("DELETE \(base)?fieldSelector=spec.color%3Dred", 400, "reason=BadRequest"),
            ReferenceRow("DELETE \(base)?continue=abc", 400, "reason=BadRequest"),
            ReferenceRow("GET \(base)", 200, "items.2.metadata.name=c"),
        ]
    }

    private static func deletedParts(_ kind: ReferenceKind) -> [ReferenceRow] {
        let (base, rest) = (kind.base, "GET \(kind.base)")
        return [
            ReferenceRow("DELETE \(base)?limit=1", 200, "metadata.remainingItemCount=2", "metadata.continue>next"),
            ReferenceRow(rest, 200, "items.0.metadata.name=b"),
            ReferenceRow("DELETE \(base)?limit=1&continue=$next", 200, "status=Success"),
            ReferenceRow(rest, 200, "items.0.metadata.name=c", "items.1=nothing"),
        ]
    }

    private static func selected(_ kind: ReferenceKind) -> [ReferenceRow] {
        let (base, rest) = (kind.base, "GET \(kind.base)")
        return [
            ReferenceRow("DELETE \(base)?labelSelector=tier%3D1&gracePeriodSeconds=0", 200, "status=Success"),
            ReferenceRow("DELETE \(base)?fieldSelector=metadata.name%3Dc&propagationPolicy=Orphan", 200),
            ReferenceRow(rest, 200, "items.0.metadata.name=b", "items.1=nothing", "metadata.resourceVersion>now"),
            ReferenceRow("POST \(base)", kind.object("later"), 201),
            ReferenceRow(
                "DELETE \(base)?resourceVersion=$now&resourceVersionMatch=Exact&timeoutSeconds=5&pretty=true", 200,
                "kind=Status", "~\n  \"status\": \"Success\""),
            ReferenceRow(rest, 200, "items.0.metadata.name=later", "items.1=nothing"),
            ReferenceRow("DELETE \(base)", 200, "status=Success"),
            ReferenceRow(rest, 200, "items=[]"),
        ]
    }
}

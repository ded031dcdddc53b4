// Creating and replacing.
extension ReferenceTables {
    private static let unknown = #""labels":{"a":"b"},"colour":"red""#

    /// New objects, with each parameter.
    static func creating(_ kind: ReferenceKind) -> [ReferenceRow] {
        let base = kind.base
        return [
            ReferenceRow(
                "POST \(base)", kind.object("a"), 201, "kind=\(kind.kind)", "metadata.uid~-4", kind.first,
                "metadata.creationTimestamp=2023-11-14T22:13:20Z", "metadata.managedFields.0.manager=tester"),
            ReferenceRow("POST \(base)", kind.object("a"), 409, "reason=AlreadyExists", "details.name=a", "code=409"),
            ReferenceRow(
                "POST \(base)", #"{"metadata":{"name":"bare"},"spec":\#(kind.spec)}"#, 201, "kind=\(kind.kind)"),
            ReferenceRow("POST \(base)?pretty=true", kind.object("p"), 201, "~\n  \"metadata\": {"),
            ReferenceRow("POST \(base)?dryRun=All", kind.object("d"), 201, "metadata.name=d", "metadata.uid~-4"),
            ReferenceRow("GET \(base)/d", 404),
            ReferenceRow(
                "POST \(base)?dryRun=Some", kind.object("d"), 422,
                "message=CreateOptions.meta.k8s.io \"\" is invalid: dryRun: Unsupported value: [\"Some\"]: "
                    + "supported values: \"All\""),
            ReferenceRow("POST \(base)?fieldManager=me", kind.object("m"), 201, "metadata.managedFields.0.manager=me"),
            ReferenceRow(
                "POST \(base)?fieldManager=\(String(repeating: "m", count: 129))", kind.object("m"), 422,
                "message~fieldManager: Too long: may not be more than 128 bytes"),
            ReferenceRow("POST \(base)?fieldManager=a%07", kind.object("m"), 422, "message~printable"),
            ReferenceRow(
                "POST \(base)?fieldValidation=Ignore", kind.object("i", unknown), 201, "metadata.colour=nothing",
                "^Warning=nothing"),
            ReferenceRow(
                "POST \(base)?fieldValidation=Warn", kind.object("w", unknown), 201,
                "^Warning=299 - \"unknown field \\\"metadata.colour\\\"\""),
            ReferenceRow("POST \(base)", kind.object("w2", unknown), 201, "^Warning~metadata.colour"),
            ReferenceRow(
                "POST \(base)?fieldValidation=Strict", kind.object("s", unknown), 400,
                "message~strict decoding error: unknown field \"metadata.colour\""),
            ReferenceRow(
                "POST \(base)?fieldValidation=Loud", kind.object("l"), 422, "message~Unsupported value: \"Loud\""),
        ]
    }

    /// Bodies that are none.
    static func badBodies(_ kind: ReferenceKind) -> [ReferenceRow] {
        let base = kind.base
        let other = kind.object("a").replacing(kind.kind, with: "Pod")
        return [
            ReferenceRow("POST \(base)", 400, "reason=BadRequest"),
            ReferenceRow("POST \(base)", "{\"metadata\":", 400, "reason=BadRequest"),
            ReferenceRow("POST \(base)", "[]", 400, "reason=BadRequest"),
            ReferenceRow("POST \(base)", other, 400, "message~does not match the expected API version"),
            ReferenceRow("POST \(base)", kind.object("a"), type: "text/csv", 415, "reason=UnsupportedMediaType"),
            ReferenceRow(
                "POST \(base)", #"{"metadata":{"name":7}}"#, 400, "message~cannot be handled as a \(kind.kind)"),
            ReferenceRow("POST \(base)", kind.object("A"), 422, "details.causes.0.field=metadata.name"),
            ReferenceRow("POST \(base)", #"{"spec":\#(kind.spec)}"#, 422, "message~name or generateName is required"),
            ReferenceRow("POST \(base)", kind.object("a", #""resourceVersion":"5""#), 400, "reason=BadRequest"),
            ReferenceRow("POST \(base)/a", kind.object("a"), 405, "reason=MethodNotAllowed"),
            ReferenceRow(
                "POST \(base)", "metadata: {name: yaml}\nspec: \(kind.spec)\n", type: "application/yaml", 201,
                "metadata.name=yaml"),
        ]
    }

    /// Whole objects in the place of others, with each parameter.
    static func replacing(_ kind: ReferenceKind) -> [ReferenceRow] {
        let base = kind.base
        return [
            ReferenceRow(
                "POST \(base)", kind.object("a"), 201, "metadata.generation=1", "metadata.resourceVersion>old",
                "metadata.uid>uid"),
            ReferenceRow(
                "PUT \(base)/a", kind.object("a", spec: kind.otherSpec), 200, kind.second, "metadata.generation=2",
                "metadata.uid=$uid", "metadata.resourceVersion>new"),
            ReferenceRow(
                "PUT \(base)/a", kind.object("a", spec: kind.otherSpec), 200, "metadata.resourceVersion=$new"),
            ReferenceRow(
                "PUT \(base)/a", kind.object("a", #""labels":{"x":"y"}"#, spec: kind.otherSpec), 200,
                "metadata.labels.x=y", "metadata.generation=2"),
            ReferenceRow(
                "PUT \(base)/a", kind.object("a", #""resourceVersion":"$old""#), 409, "reason=Conflict",
                "message~the object has been modified; please apply your changes to the latest version"),
            ReferenceRow("PUT \(base)/a", kind.object("a", #""uid":"other""#), 409, "message~UID in precondition"),
            ReferenceRow("PUT \(base)/a", kind.object("b"), 400, "message~does not match the name on the URL"),
            ReferenceRow("PUT \(base)/none", kind.object("none"), 404, "reason=NotFound"),
            ReferenceRow("PUT \(base)", kind.object("a"), 405, "reason=MethodNotAllowed"),
            ReferenceRow("PUT \(base)/a?dryRun=All", kind.object("a"), 200, kind.first, "metadata.labels=nothing"),
            ReferenceRow("GET \(base)/a", 200, kind.second, "metadata.labels.x=y"),
            ReferenceRow("PUT \(base)/a?dryRun=Some", kind.object("a"), 422, "message~UpdateOptions.meta.k8s.io"),
            ReferenceRow(
                "PUT \(base)/a?fieldManager=me", kind.object("a", #""labels":{"m":"1"}"#), 200, kind.first,
                "~\"manager\":\"me\""),
            ReferenceRow("PUT \(base)/a?fieldValidation=Ignore", kind.object("a", unknown), 200, "^Warning=nothing"),
            ReferenceRow("PUT \(base)/a?fieldValidation=Strict", kind.object("a", unknown), 400, "reason=BadRequest"),
            ReferenceRow("PUT \(base)/a?fieldValidation=Warn", kind.object("a", unknown), 200, "^Warning~colour"),
            ReferenceRow("PUT \(base)/a?pretty=1", kind.object("a"), 200, "~\n  \"metadata\": {"),
        ]
    }
}

// Patching.
extension ReferenceTables {
    private static func labels(_ text: String) -> String { #"{"metadata":{"labels":\#(text)}}"# }

    /// The three types of patches, with each parameter.
    static func patching(_ kind: ReferenceKind) -> [ReferenceRow] {
        let (merge, json, strategic) = (ReferenceRow.merge, ReferenceRow.json, ReferenceRow.strategic)
        let item = "\(kind.base)/a"
        let add = #"[{"op":"add","path":"/metadata/labels","value":{"j":"1"}}]"#
        return [
            ReferenceRow("POST \(kind.base)", kind.object("a"), 201, "metadata.resourceVersion>old"),
            ReferenceRow("PATCH \(item)", labels(#"{"x":"1"}"#), type: merge, 200, "metadata.labels.x=1", kind.first),
            ReferenceRow("PATCH \(item)", labels(#"{"x":null}"#), type: merge, 200, "metadata.labels.x=nothing"),
            ReferenceRow("PATCH \(item)", #"{"spec":\#(kind.otherSpec)}"#, type: merge, 200, "metadata.generation=2"),
            ReferenceRow("PATCH \(item)", labels(#"{"y":"2"}"#), type: strategic, 200, "metadata.labels.y=2"),
            ReferenceRow("PATCH \(item)", add, type: json, 200, "metadata.labels.j=1", "metadata.labels.y=nothing"),
            ReferenceRow("PATCH \(item)", #"[{"op":"test","path":"/kind","value":"x"}]"#, type: json, 422, "code=422"),
            ReferenceRow("PATCH \(item)", #"[{"op":"remove","path":"/no"}]"#, type: json, 422, "reason=Invalid"),
            ReferenceRow("PATCH \(item)", #"{"op":"test"}"#, type: json, 400, "reason=BadRequest"),
            ReferenceRow("PATCH \(item)", "{", type: merge, 400, "reason=BadRequest"),
            ReferenceRow("PATCH \(item)", "{}", type: "application/json", 415, "reason=UnsupportedMediaType"),
            ReferenceRow("PATCH \(kind.base)/none", "{}", type: merge, 404, "reason=NotFound"),
            ReferenceRow("PATCH \(kind.base)", "{}", type: merge, 405, "reason=MethodNotAllowed"),
            ReferenceRow("PATCH \(item)", #"{"metadata":{"name":"b"}}"#, type: merge, 400, "reason=BadRequest"),
            ReferenceRow(
                "PATCH \(item)", #"{"metadata":{"resourceVersion":"$old"}}"#, type: merge, 409, "reason=Conflict"),
            ReferenceRow("PATCH \(item)?dryRun=All", labels(#"{"d":"1"}"#), type: merge, 200, "metadata.labels.d=1"),
            ReferenceRow("GET \(item)", 200, "metadata.labels.d=nothing"),
            ReferenceRow("PATCH \(item)?dryRun=Some", "{}", type: merge, 422, "message~PatchOptions.meta.k8s.io"),
            ReferenceRow(
                "PATCH \(item)?fieldManager=me", labels(#"{"m":"1"}"#), type: merge, 200, "~\"manager\":\"me\""),
            ReferenceRow("PATCH \(item)?fieldValidation=Strict", #"{"colour":1}"#, type: merge, 400, "message~colour"),
            ReferenceRow("PATCH \(item)?fieldValidation=Warn", #"{"colour":1}"#, type: merge, 200, "^Warning~colour"),
            ReferenceRow(
                "PATCH \(item)?fieldValidation=Ignore", #"{"colour":1}"#, type: merge, 200, "^Warning=nothing"),
            ReferenceRow("PATCH \(item)?pretty=true", "{}", type: merge, 200, "~\n  \"metadata\": {"),
            ReferenceRow(
                "PATCH \(item)?force=true", "{}", type: merge, 422,
                "message=PatchOptions.meta.k8s.io \"\" is invalid: force: Forbidden: "
                    + "may not be specified for non-apply patch"),
        ]
    }

    /// Server-side apply.
    static func applying(_ kind: ReferenceKind) -> [ReferenceRow] {
        let (apply, item) = (ReferenceRow.apply, "\(kind.base)/a")
        let other = kind.object("a", spec: kind.otherSpec)
        return [
            ReferenceRow(
                "PATCH \(item)", kind.object("a"), type: apply, 422,
                "message=PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: "
                    + "is required for apply patch"),
            ReferenceRow("PATCH \(item)?fieldManager=one&dryRun=All", kind.object("a"), type: apply, 201, kind.first),
            ReferenceRow("GET \(item)", 404),
            ReferenceRow(
                "PATCH \(item)?fieldManager=one", kind.object("a"), type: apply, 201, kind.first,
                "metadata.managedFields.0.operation=Apply", "metadata.resourceVersion>first"),
            ReferenceRow(
                "PATCH \(item)?fieldManager=one", kind.object("a"), type: apply, 200,
                "metadata.resourceVersion=$first"),
            ReferenceRow("PATCH \(item)?fieldManager=one", other, type: apply, 200, kind.second),
            ReferenceRow(
                "PATCH \(item)?fieldManager=two", kind.object("b"), type: apply, 400,
                "message~does not match the name on the URL"),
            ReferenceRow("PATCH \(item)?fieldManager=two&fieldValidation=Strict", #"{"no":1}"#, type: apply, 400),
            ReferenceRow("PATCH \(kind.base)/B?fieldManager=two", kind.object("B"), type: apply, 422),
        ]
    }

    /// Server-side apply where another manager owns what is applied.
    static func conflicts(_ kind: ReferenceKind) -> [ReferenceRow] {
        let (apply, item) = (ReferenceRow.apply, "\(kind.base)/a")
        func object(_ value: String) -> String { kind.object("a", #""labels":{"x":"\#(value)"}"#) }
        return [
            ReferenceRow("PATCH \(item)?fieldManager=one", object("1"), type: apply, 201),
            ReferenceRow(
                "PATCH \(item)?fieldManager=two", object("2"), type: apply, 409, "reason=Conflict",
                "message~conflict with \"one\": .metadata.labels.x",
                "details.causes.0.reason=FieldManagerConflict", "details.causes.0.field=.metadata.labels.x"),
            ReferenceRow("PATCH \(item)?fieldManager=two&force=false", object("2"), type: apply, 409),
            ReferenceRow(
                "PATCH \(item)?fieldManager=two&force=true", object("2"), type: apply, 200, "metadata.labels.x=2"),
            ReferenceRow("PATCH \(item)?fieldManager=one", object("2"), type: apply, 200, "metadata.labels.x=2"),
        ]
    }
}

// The status of objects, at a path of its own.
extension ReferenceTables {
    /// What stands in the status of a kind: members, and two paths with what is found there.
    struct StatusSample: Sendable {
        let kind: ReferenceKind
        let status: String
        let other: String
        let first: String
        let second: String

        static let networkPolicy = StatusSample(
            kind: .networkPolicy, status: condition("True"), other: condition("False"),
            first: "status.conditions.0.status=True", second: "status.conditions.0.status=False")

        static let ingress = StatusSample(
            kind: .ingress,
            status: #"{"loadBalancer":{"ingress":[{"ip":"192.0.2.1","ports":[{"port":80,"protocol":"TCP"}]}]}}"#,
            other: #"{"loadBalancer":{"ingress":[{"hostname":"lb.example"}]}}"#,
            first: "status.loadBalancer.ingress.0.ip=192.0.2.1",
            second: "status.loadBalancer.ingress.0.hostname=lb.example")

        static let all = [networkPolicy, ingress]

        private static func condition(_ status: String) -> String {
            """
            {"conditions":[{"type":"Accepted","status":"\(status)","reason":"Fine","message":"",\
            "lastTransitionTime":"2026-01-01T00:00:00Z","observedGeneration":1}]}
            """
        }

        /// An object with a status, and a patch that sets it.
        func object(_ status: String, spec: String? = nil) -> String {
            String(kind.object("a", spec: spec).dropLast()) + ",\"status\":\(status)}"
        }

        func patch(_ status: String) -> String { "{\"status\":\(status)}" }
    }

    /// Status and the rest of an object are written apart.
    static func apart(_ sample: StatusSample) -> [ReferenceRow] {
        let kind = sample.kind
        let item = "\(kind.base)/a"
        return [
            ReferenceRow("POST \(kind.base)", sample.object(sample.status), 201, "status.conditions=nothing"),
            ReferenceRow("GET \(item)/status", 200, "metadata.name=a", kind.first),
            ReferenceRow(
                "PUT \(item)/status", sample.object(sample.status, spec: kind.otherSpec), 200, sample.first,
                kind.first, "metadata.generation=1", "metadata.managedFields.1.subresource=status"),
            ReferenceRow(
                "PUT \(item)", sample.object(sample.other, spec: kind.otherSpec), 200, sample.first, kind.second,
                "metadata.generation=2", "metadata.resourceVersion>now"),
            ReferenceRow("PATCH \(item)", sample.patch(sample.other), type: ReferenceRow.merge, 200, sample.first),
            ReferenceRow(
                "PATCH \(item)/status", #"{"metadata":{"labels":{"x":"y"}},"spec":\#(kind.spec)}"#,
                type: ReferenceRow.merge, 200, kind.second),
            ReferenceRow("PUT \(item)/status", kind.object("b"), 400, "reason=BadRequest"),
            ReferenceRow("PUT \(kind.base)/none/status", kind.object("none"), 404, "reason=NotFound"),
            ReferenceRow("GET \(kind.base)/none/status", 404, "reason=NotFound"),
            ReferenceRow(
                "PUT \(item)/status", kind.object("a", #""resourceVersion":"1""#), 409, "reason=Conflict"),
            ReferenceRow("DELETE \(item)/status", 405, "reason=MethodNotAllowed"),
            ReferenceRow("POST \(item)/status", kind.object("a"), 405, "reason=MethodNotAllowed"),
            ReferenceRow("GET \(item)/scale", 404, "message=the server could not find the requested resource"),
        ]
    }

    /// Each parameter of the status.
    static func statusParameters(_ sample: StatusSample) -> [ReferenceRow] {
        let (kind, status) = (sample.kind, "\(sample.kind.base)/a/status")
        let (object, patch) = (sample.object(sample.status), sample.patch(sample.status))
        let strange = #"{"colour":"red"}"#
        return [
            ReferenceRow("POST \(kind.base)", kind.object("a"), 201),
            ReferenceRow("GET \(status)?pretty=true", 200, "~\n  \"metadata\": {"),
            ReferenceRow("PUT \(status)?dryRun=All", object, 200, sample.first),
            ReferenceRow("PATCH \(status)?dryRun=All", patch, type: ReferenceRow.merge, 200, sample.first),
            ReferenceRow("GET \(status)", 200, "status.conditions=nothing", "status.loadBalancer.ingress=nothing"),
            ReferenceRow("PUT \(status)?fieldManager=me&pretty=true", object, 200, "~\"manager\": \"me\""),
            ReferenceRow("PUT \(status)?fieldValidation=Strict", sample.object(strange), 400, "message~status.colour"),
            ReferenceRow("PUT \(status)?fieldValidation=Warn", sample.object(strange), 200, "^Warning~status.colour"),
            ReferenceRow(
                "PATCH \(status)?fieldManager=you&pretty=true", patch, type: ReferenceRow.merge, 200, sample.first,
                "~\"manager\": \"you\""),
            ReferenceRow(
                "PATCH \(status)?fieldValidation=Strict", sample.patch(strange), type: ReferenceRow.merge, 400),
            ReferenceRow("PATCH \(status)?force=true", patch, type: ReferenceRow.merge, 422, "reason=Invalid"),
            ReferenceRow("PATCH \(status)", patch, type: ReferenceRow.strategic, 200, sample.first),
            ReferenceRow(
                "PATCH \(status)", #"[{"op":"replace","path":"/status","value":\#(sample.other)}]"#,
                type: ReferenceRow.json, 200, sample.second),
            ReferenceRow(
                "PATCH \(status)?fieldManager=me&force=true", object, type: ReferenceRow.apply, 200, sample.first),
            ReferenceRow(
                "PATCH \(kind.base)/none/status?fieldManager=me", kind.object("none"), type: ReferenceRow.apply, 404),
        ]
    }

    /// Conditions are merged by their type, and checked.
    static let conditions: [ReferenceRow] = {
        let status = "\(ReferenceKind.networkPolicy.base)/a/status"
        func condition(_ type: String, _ more: String) -> String {
            let time = "\"lastTransitionTime\":\"2026-01-01T00:00:00Z\""
            return "{\"status\":{\"conditions\":[{\"type\":\"\(type)\",\"message\":\"m\",\(time),\(more)}]}}"
        }
        let fine = #""status":"True","reason":"Fine""#
        return [
            ReferenceRow("POST \(ReferenceKind.networkPolicy.base)", ReferenceKind.networkPolicy.object("a"), 201),
            ReferenceRow("PATCH \(status)", condition("One", fine), type: ReferenceRow.strategic, 200),
            ReferenceRow(
                "PATCH \(status)", condition("Two", fine), type: ReferenceRow.strategic, 200,
                "status.conditions.0.type=Two", "status.conditions.1.type=One"),
            ReferenceRow(
                "PATCH \(status)", condition("One", #""status":"False","reason":"Broken","observedGeneration":1"#),
                type: ReferenceRow.strategic, 200, "status.conditions.1.reason=Broken",
                "status.conditions.1.observedGeneration=1", "status.conditions.2=nothing"),
            ReferenceRow(
                "PATCH \(status)", condition("Two", fine), type: ReferenceRow.merge, 200,
                "status.conditions.0.type=Two", "status.conditions.1=nothing"),
            ReferenceRow(
                "PATCH \(status)", condition("Two", #""status":"Maybe","reason":"Fine""#), type: ReferenceRow.merge,
                422, "message~status.conditions[0].status: Unsupported value: \"Maybe\""),
            ReferenceRow(
                "PATCH \(status)", condition("Two", #""status":"True","reason":"not one word""#),
                type: ReferenceRow.merge, 422, "message~status.conditions[0].reason: Invalid value"),
            ReferenceRow(
                "PATCH \(status)", condition("Two", #""status":"True""#), type: ReferenceRow.merge, 422,
                "message~status.conditions[0].reason: Required value"),
            ReferenceRow(
                "PATCH \(status)", condition("Two", fine + #","observedGeneration":-1"#), type: ReferenceRow.merge,
                422, "message~status.conditions[0].observedGeneration: Invalid value: -1"),
        ]
    }()
}

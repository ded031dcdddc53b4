import JSON

/// What references to owners may be.
enum OwnerRules {
    /// Faults of all references of an object.
    static func faults(of references: FieldCursor) -> [FieldFault] {
        references.items.flatMap(faults(ofReference:)) + faults(ofControllers: references)
    }

    private static func faults(ofReference reference: FieldCursor) -> [FieldFault] {
        faults(ofVersion: reference["apiVersion"])
            + ["kind", "name", "uid"].map { reference[$0] }.filter(\.string.isEmpty)
            .map { $0.required("must not be empty") } + faults(ofBanned: reference)
    }

    private static func faults(ofVersion version: FieldCursor) -> [FieldFault] {
        if version.string.isEmpty { return [version.required("must not be empty")] }
        let parts = version.string.split(separator: "/", omittingEmptySubsequences: false)
        let isGood = parts.count <= 2 && parts.last?.isEmpty == false
        return isGood ? [] : [version.invalid("must be <group>/<version> or <version>")]
    }

    private static func faults(ofBanned reference: FieldCursor) -> [FieldFault] {
        guard reference["apiVersion"].string == "v1", reference["kind"].string == "Event" else { return [] }
        return [reference.invalid("/v1, Kind=Event is disallowed from being an owner")]
    }

    private static func faults(ofControllers references: FieldCursor) -> [FieldFault] {
        let controllers = references.items.filter { $0["controller"].value?.bool == true }
            .map { "\($0["kind"].string)/\($0["name"].string)" }
        guard let first = controllers.first else { return [] }
        return controllers.dropFirst().map { other in
            references.invalid(
                "Only one reference can have Controller set to true. Found \"true\" in references for"
                    + " \(first) and \(other)")
        }
    }
}

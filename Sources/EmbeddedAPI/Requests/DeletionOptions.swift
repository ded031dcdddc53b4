internal import JSON
internal import KubernetesAPI

/// How objects are to be deleted: `DeleteOptions`, from the query or the body.
struct DeletionOptions: Sendable {
    /// Only the object that has this is meant.
    var uid: String?
    /// Only this state of it is meant.
    var resourceVersion: String?
    /// How long it may take; nothing here takes any time.
    var gracePeriodSeconds: Int?
    /// Whether nothing is to be done.
    var isDryRun = false
    /// What happens to what it owns. Nothing here deletes that, so it is only checked.
    var propagation: String?

    /// Reads one of the options.
    mutating func read(_ name: String, _ value: JSONValue) throws(APIFailure) {
        switch (name, value) {
        case ("kind", _), ("apiVersion", _), (_, .null): break
        case ("gracePeriodSeconds", .number(let seconds)) where seconds >= 0: gracePeriodSeconds = Int(seconds)
        case ("gracePeriodSeconds", .string(let text)): gracePeriodSeconds = try RequestOptions.number(name, text)
        case ("propagationPolicy", .string(let policy)) where ["Orphan", "Background", "Foreground"].contains(policy):
            propagation = policy
        case ("orphanDependents", .bool(let orphans)): propagation = orphans ? "Orphan" : "Background"
        case ("orphanDependents", .string(let text)):
            propagation = try RequestOptions.flag(name, text) ? "Orphan" : "Background"
        case ("dryRun", .array(let values)): isDryRun = try RequestOptions.dryRun(values.compactMap(\.string))
        case ("preconditions", .object):
            uid = value["uid"]?.string
            resourceVersion = value["resourceVersion"]?.string
        default: throw APIFailure(.badRequest, "DeleteOptions: \(name): Invalid value: \(value.text)")
        }
    }

    /// Reads the body of a request to delete; an empty one says nothing.
    mutating func read(_ body: JSONValue) throws(APIFailure) {
        if let kind = body["kind"]?.string, kind != "DeleteOptions" {
            throw APIFailure(.badRequest, "the body is to be of kind DeleteOptions, not \(kind)")
        }
        for member in body.members { try read(member.name, member.value) }
    }
}

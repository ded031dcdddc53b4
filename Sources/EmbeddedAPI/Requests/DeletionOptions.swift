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
    /// The same in the old words.
    var orphansDependents: Bool?
    /// Values that are none of those there are; told when all options were read.
    private var valueFaults: [FieldFault] = []

    /// Nothing in particular.
    init() {}

    /// What is wrong with the options.
    var faults: [FieldFault] {
        guard let propagation, orphansDependents != nil else { return valueFaults }
        let words = "orphanDependents and deletionPropagation cannot be both set"
        return valueFaults + [FieldFault(.invalid, "propagationPolicy", .string(propagation), words)]
    }

    /// Reads one of the options.
    mutating func read(_ name: String, _ value: JSONValue) throws(APIFailure) {
        switch (name, value) {
        case ("kind", _), ("apiVersion", _), (_, .null): break
        case ("gracePeriodSeconds", .number(let seconds)) where seconds >= 0: gracePeriodSeconds = Int(seconds)
        case ("gracePeriodSeconds", .string(let text)): gracePeriodSeconds = try RequestOptions.number(name, text)
        case ("propagationPolicy", .string(let policy)):
            propagation = policy
            checkPropagation()
        case ("orphanDependents", .bool(let orphans)): orphansDependents = orphans
        case ("orphanDependents", .string(let text)): orphansDependents = try RequestOptions.flag(name, text)
        case ("dryRun", .array(let values)):
            isDryRun = RequestOptions.dryRun(values.compactMap(\.string), &valueFaults)
        case ("preconditions", .object):
            uid = value["uid"]?.string
            resourceVersion = value["resourceVersion"]?.string
        default: throw APIFailure(.badRequest, "DeleteOptions: \(name): Invalid value: \(value.text)")
        }
    }

    private mutating func checkPropagation() {
        let all = ["Foreground", "Background", "Orphan"]
        guard let propagation, !all.contains(propagation) else { return }
        let words = "supported values: " + (all + ["nil"]).map { "\"\($0)\"" }.joined(separator: ", ")
        valueFaults.append(FieldFault(.notSupported, "propagationPolicy", .string(propagation), words))
    }

    /// Reads the body of a request to delete; an empty one says nothing.
    mutating func read(_ body: JSONValue) throws(APIFailure) {
        if let kind = body["kind"]?.string, kind != "DeleteOptions" {
            throw APIFailure(.badRequest, "the body is to be of kind DeleteOptions, not \(kind)")
        }
        for member in body.members { try read(member.name, member.value) }
        guard faults.isEmpty else { throw .invalid(options: "DeleteOptions", faults) }
    }
}

// What the objects of all groups share: metadata, selectors, conditions, and what is said of requests.
extension Schema {
    /// Who an object is: the value of `metadata`.
    public static let objectMeta = meta(
        "ObjectMeta", "What every stored object has: its name, its labels and what the server notes of it.",
        [
            Field("name", .text, "The name, unique within the namespace for the kind."),
            Field("generateName", .text, "A prefix from which the server makes a name where none is given."),
            Field("namespace", .text, "The namespace the object lies in."),
            Field("selfLink", .text, "No longer set; kept for old clients."),
            Field("uid", .text, "Told by the server, and never used for another object."),
            Field("resourceVersion", .text, "Changes with every write; a write that names an old one is refused."),
            Field("generation", .int64, "Counts the changes of what is wanted."),
            Field("creationTimestamp", .time, "When the object was created."),
            Field("deletionTimestamp", .time, "When the object will be gone, once its deletion was asked for."),
            Field("deletionGracePeriodSeconds", .int64, "How long the object may take to end."),
            Field("labels", .textMap, "Names and values by which objects are selected."),
            Field("annotations", .textMap, "Names and values that tools keep with the object."),
            Field("ownerReferences", list(ownerReference, .merged(by: "uid")), "The objects this one goes away with."),
            Field("finalizers", list(.text, .set), "Who has to clean up before the object may be gone."),
            Field("managedFields", list(managedFieldsEntry), "Which manager owns which fields."),
        ])

    static let ownerReference = meta(
        "OwnerReference", "An object that another one goes away with.", isAtomic: true,
        [
            Field("apiVersion", .text, "The group and version of the owner.", isRequired: true),
            Field("kind", .text, "The kind of the owner.", isRequired: true),
            Field("name", .text, "The name of the owner.", isRequired: true),
            Field("uid", .text, "The UID of the owner.", isRequired: true),
            Field("controller", .flag, "Whether the owner is the one that manages this object."),
            Field("blockOwnerDeletion", .flag, "Whether a foreground deletion of the owner waits for this object."),
        ])

    static let managedFieldsEntry = meta(
        "ManagedFieldsEntry", "The fields that one manager owns.",
        [
            Field("manager", .text, "The name of the manager."),
            Field("operation", .text, "How the manager wrote: Apply or Update."),
            Field("apiVersion", .text, "The version in which the fields are named."),
            Field("time", .time, "When the manager last changed what it owns."),
            Field("fieldsType", .text, "How the fields are written: FieldsV1."),
            Field("fieldsV1", fieldsV1, "The fields."),
            Field("subresource", .text, "The part of the object it wrote to, such as status."),
        ])

    static let fieldsV1 = Schema(
        "io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1", "A set of fields, written as a tree of their names.", .any)

    static let labelSelector = meta(
        "LabelSelector", "Tells objects by their labels; all of its parts have to match, and an empty one takes all.",
        isAtomic: true,
        [
            Field("matchLabels", .textMap, "Labels that have to be there with these values."),
            Field("matchExpressions", list(labelSelectorRequirement), "Demands that all have to be met."),
        ])

    static let labelSelectorRequirement = meta(
        "LabelSelectorRequirement", "A demand on the value of one label.",
        [
            Field("key", .text, "The name of the label.", isRequired: true),
            Field("operator", .text, "In, NotIn, Exists or DoesNotExist.", isRequired: true),
            Field("values", .texts, "The values for In and NotIn; none for the others."),
        ])

    static let condition = meta(
        "Condition", "One thing that is known of the state of an object.",
        [
            Field("type", .text, "What it is about.", isRequired: true),
            Field("status", .text, "True, False or Unknown.", isRequired: true),
            Field("observedGeneration", .int64, "The generation of the object it was told of."),
            Field("lastTransitionTime", .time, "When the status last became another.", isRequired: true),
            Field("reason", .text, "Why, as one word for programs.", isRequired: true),
            Field("message", .text, "Why, for people.", isRequired: true),
        ])

    static let conditions = list(condition, .merged(by: "type"))
}

// What is said of lists and requests.
extension Schema {
    /// The value of `metadata` in a list.
    public static let listMeta = meta(
        "ListMeta", "What is known of a list.",
        [
            Field("selfLink", .text, "No longer set; kept for old clients."),
            Field("resourceVersion", .text, "The state of the server that the list shows."),
            Field("continue", .text, "Asks for the rest of the list, where there is more."),
            Field("remainingItemCount", .int64, "How many items the rest has, where that is known."),
        ])

    /// The body of a deletion.
    public static let deleteOptions = meta(
        "DeleteOptions", "How an object is to be deleted.",
        .kindAndVersion + [
            Field("gracePeriodSeconds", .int64, "How long the object may take to end; 0 deletes it at once."),
            Field("preconditions", preconditions, "What the object has to be for the deletion to happen."),
            Field("orphanDependents", .flag, "The old way to say a propagation policy of Orphan."),
            Field("propagationPolicy", .text, "What becomes of dependents: Orphan, Background or Foreground."),
            Field("dryRun", .texts, "All to have nothing stored."),
            Field(
                "ignoreStoreReadErrorWithClusterBreakingPotential", .flag,
                "Whether to delete an object that cannot be read."),
        ])

    static let preconditions = meta(
        "Preconditions", "What an object has to be for a request to be done.",
        [
            Field("uid", .text, "The UID it has to have."),
            Field("resourceVersion", .text, "The version it has to have."),
        ])

    /// What is answered in place of an object.
    public static let status = meta(
        "Status", "How a request ended.",
        .kindAndVersion + [
            Field("metadata", listMeta, "What is known of the answer."),
            Field("status", .text, "Success or Failure."),
            Field("message", .text, "Why, for people."),
            Field("reason", .text, "Why, as one word for programs."),
            Field("details", statusDetails, "What the request was about."),
            Field("code", .int32, "The status of HTTP."),
        ])

    static let statusDetails = meta(
        "StatusDetails", "What a request was about.",
        [
            Field("name", .text, "The name of the object."),
            Field("group", .text, "The group of the kind."),
            Field("kind", .text, "The kind, or its name in paths."),
            Field("uid", .text, "The UID of the object."),
            Field("causes", list(statusCause), "What is wrong, one by one."),
            Field("retryAfterSeconds", .int32, "When to try again."),
        ])

    static let statusCause = meta(
        "StatusCause", "One thing that is wrong.",
        [
            Field("reason", .text, "The kind of the fault, as one word."),
            Field("message", .text, "What is wrong, for people."),
            Field("field", .text, "The field that it is about."),
        ])

    /// The body of a patch, which can be anything that its type allows.
    static let patch = Schema(
        "io.k8s.apimachinery.pkg.apis.meta.v1.Patch", "Changes of an object, written as the type of the patch says.",
        .any)
}

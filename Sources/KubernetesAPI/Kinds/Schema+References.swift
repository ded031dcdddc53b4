// How objects name others.
extension Schema {
    static let objectReference = core(
        "ObjectReference", "Names an object, or a part of one.", isAtomic: true,
        [
            Field("kind", .text, "Its kind."),
            Field("namespace", .text, "Its namespace."),
            Field("name", .text, "Its name."),
            Field("uid", .text, "Its UID."),
            Field("apiVersion", .text, "The group and version of its kind."),
            Field("resourceVersion", .text, "The version that is meant."),
            Field("fieldPath", .text, "The part of the object that is meant."),
        ])

    static let localObjectReference = core(
        "LocalObjectReference", "Names an object of the same namespace.", isAtomic: true,
        [Field("name", .text, "Its name.")])

    static let typedLocalObjectReference = core(
        "TypedLocalObjectReference", "Names an object of any kind in the same namespace.", isAtomic: true,
        [
            Field("apiGroup", .text, "The group of its kind; the core group if left out."),
            Field("kind", .text, "Its kind.", isRequired: true),
            Field("name", .text, "Its name.", isRequired: true),
        ])
}

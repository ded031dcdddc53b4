extension Schema {
    static let namespace = core(
        "Namespace", "A scope for the names of objects.",
        .object([
            Field("spec", namespaceSpec, "What has to happen before it is gone."),
            Field("status", namespaceStatus, "Whether it is in use or going away."),
        ]))

    static let namespaceSpec = core(
        "NamespaceSpec", "What has to happen before a namespace is gone.",
        [Field("finalizers", .texts, "Who has to clean up.")])

    static let namespaceStatus = core(
        "NamespaceStatus", "Whether a namespace is in use or going away.",
        [
            Field("phase", .text, "Active or Terminating."),
            Field("conditions", list(namespaceCondition, .merged(by: "type")), "What is known of its deletion."),
        ])

    static let namespaceCondition = core(
        "NamespaceCondition", "One thing that is known of a namespace.",
        [
            Field("type", .text, "What it is about.", isRequired: true),
            Field("status", .text, "True, False or Unknown.", isRequired: true),
            Field("lastTransitionTime", .time, "When the status last became another."),
            Field("reason", .text, "Why, as one word."),
            Field("message", .text, "Why, for people."),
        ])
}

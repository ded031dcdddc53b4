// Which nodes and which other pods a pod wants near.
extension Schema {
    static let affinity = core(
        "Affinity", "Which nodes and which other pods a pod wants near.",
        [
            Field("nodeAffinity", nodeAffinity, "The nodes it wants."),
            Field("podAffinity", podAffinity("PodAffinity", "near"), "The pods it wants near."),
            Field("podAntiAffinity", podAffinity("PodAntiAffinity", "far"), "The pods it wants far."),
        ])

    private static let required = "requiredDuringSchedulingIgnoredDuringExecution"
    private static let preferred = "preferredDuringSchedulingIgnoredDuringExecution"

    private static let nodeAffinity = core(
        "NodeAffinity", "The nodes that a pod wants.",
        [
            Field(required, nodeSelector, "What a node has to meet."),
            Field(preferred, list(preferredSchedulingTerm), "What a node had better meet."),
        ])

    private static let nodeSelector = core(
        "NodeSelector", "Nodes that meet any of some terms.", isAtomic: true,
        [Field("nodeSelectorTerms", list(nodeSelectorTerm), "The terms.", isRequired: true)])

    private static let nodeSelectorTerm = core(
        "NodeSelectorTerm", "Demands that a node has to meet all.", isAtomic: true,
        [
            Field("matchExpressions", list(nodeSelectorRequirement), "Demands on labels."),
            Field("matchFields", list(nodeSelectorRequirement), "Demands on fields."),
        ])

    private static let nodeSelectorRequirement = core(
        "NodeSelectorRequirement", "A demand on the value of one label or field.",
        [
            Field("key", .text, "The name of the label or field.", isRequired: true),
            Field("operator", .text, "In, NotIn, Exists, DoesNotExist, Gt or Lt.", isRequired: true),
            Field("values", .texts, "The values."),
        ])

    private static let preferredSchedulingTerm = core(
        "PreferredSchedulingTerm", "What a node had better meet, and how much that weighs.",
        [
            Field("weight", .int32, "From 1 to 100.", isRequired: true),
            Field("preference", nodeSelectorTerm, "What it had better meet.", isRequired: true),
        ])

    private static func podAffinity(_ name: String, _ place: String) -> Schema {
        core(
            name, "The pods that a pod wants \(place).",
            [
                Field(required, list(podAffinityTerm), "Pods that have to be \(place)."),
                Field(preferred, list(weightedPodAffinityTerm), "Pods that had better be \(place)."),
            ])
    }

    private static let podAffinityTerm = core(
        "PodAffinityTerm", "Pods, and what near means.",
        [
            Field("labelSelector", labelSelector, "The pods."),
            Field("namespaces", .texts, "The namespaces of the pods."),
            Field("topologyKey", .text, "The label of nodes that near ones have in common.", isRequired: true),
            Field("namespaceSelector", labelSelector, "More namespaces of the pods."),
            Field("matchLabelKeys", .texts, "Labels whose values the pods have in common with the pod."),
            Field("mismatchLabelKeys", .texts, "Labels whose values the pods do not have in common with the pod."),
        ])

    private static let weightedPodAffinityTerm = core(
        "WeightedPodAffinityTerm", "Pods, and how much it weighs to be near.",
        [
            Field("weight", .int32, "From 1 to 100.", isRequired: true),
            Field("podAffinityTerm", podAffinityTerm, "The pods.", isRequired: true),
        ])
}

import KubernetesModel

/// Names ends in few words: all workloads of a namespace are one.
struct EndNames {
    /// So many names of one namespace are read faster than that they are all.
    private static let namedMax = 2

    private let counts: [String: Int]

    /// Knows what namespaces are made of.
    init(_ groups: [PodGroup]) {
        counts = Dictionary(grouping: groups, by: \.workload.key.namespace).mapValues(\.count)
    }

    /// `0.0.0.0-255.255.255.255, all 12 of lab, shop/web[Deployment]`: as many as wanted, and how many more ends there
    /// are.
    func list(_ ends: [ConnectionEnd], namesMax: Int) -> String {
        var names: [(text: String, count: Int)] = []
        var rest = ends.sorted()[...]
        while let end = rest.first {
            let namespace = end.group?.workload.key.namespace
            let alike = rest.prefix { $0.group?.workload.key.namespace == namespace }
            rest = rest.dropFirst(alike.count)
            if let namespace, alike.count > Self.namedMax, alike.count == counts[namespace] {
                names.append(("all \(alike.count) of \(namespace.withoutControls)", alike.count))
            } else {
                names += alike.map { ($0.description, 1) }
            }
        }
        // One more name is no longer than saying that there is one.
        let shown = names.count - namesMax == 1 ? names[...] : names.prefix(namesMax)
        let more = names.dropFirst(shown.count).reduce(0) { $0 + $1.count }
        return shown.map(\.text).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }
}

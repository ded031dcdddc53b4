internal import JSON

/// Shorthands for what metadata says.
extension JSONValue {
    /// The name; empty where there is none.
    var name: String { self[path: "metadata", "name"]?.string ?? "" }

    /// The namespace; empty where there is none.
    var namespace: String { self[path: "metadata", "namespace"]?.string ?? "" }

    /// The finalizers.
    var finalizers: [String] { self[path: "metadata", "finalizers"]?.items?.compactMap(\.string) ?? [] }

    /// Whether it is to be deleted once its finalizers are gone.
    var isTerminating: Bool { self[path: "metadata", "deletionTimestamp"]?.string != nil }

    /// The labels.
    var labels: [(String, String)] {
        (self[path: "metadata", "labels"]?.members ?? []).map { ($0.name, $0.value.string ?? "") }
    }

    /// The member of metadata that has a name.
    subscript(metadata name: String) -> JSONValue? {
        get { self["metadata"]?[name] }
        set {
            if self["metadata"] == nil { self["metadata"] = .object([]) }
            change("metadata") { $0[name] = newValue }
        }
    }
}

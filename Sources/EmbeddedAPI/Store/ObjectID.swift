/// Which object: no two that are stored have the same.
struct ObjectID: Hashable, Comparable, Sendable {
    /// The qualified name of its kind: `pods`, `networkpolicies.networking.k8s.io`.
    let resource: String
    /// Its namespace; empty for what lies in none.
    let namespace: String
    /// Its name.
    let name: String

    /// By kind, then by namespace, then by name.
    static func < (left: ObjectID, right: ObjectID) -> Bool {
        if left.resource != right.resource { return left.resource < right.resource }
        if left.namespace != right.namespace { return left.namespace < right.namespace }
        return left.name < right.name
    }
}

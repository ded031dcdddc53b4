import KubernetesModel

/// Where the objects stand that were read.
///
/// Of most nobody ever asks: only where one is read a second time, the place of the first is told. So places are
/// listed as they come, and found by name only once one of them is wanted.
struct Origins {
    private var policies: [ObjectKey: Origin] = [:]
    private var places: [Identity: SourcePlace] = [:]
    /// Those that are not in `places` yet, the last of a name behind the others.
    private var waiting: [(identity: Identity, place: SourcePlace)] = []

    /// Takes note of where an object stands; the last of a name counts. Of policies also the parts will be found.
    mutating func add(_ origin: Origin, of object: KubernetesObject, _ identity: Identity) {
        if case .networkPolicy(let policy) = object {
            policies[policy.key] = origin
        } else {
            waiting.append((identity, origin.place(".")))
        }
    }

    /// Where a policy stands, or a part of it.
    func place(of policy: ObjectKey, _ path: String) -> SourcePlace? { policies[policy]?.place(path) }

    /// Where an object stands.
    mutating func place(of identity: Identity) -> SourcePlace? {
        if identity.kind == "NetworkPolicy" { return place(of: identity.key, ".") }
        for (identity, place) in waiting { places[identity] = place }
        waiting = []
        return places[identity]
    }
}

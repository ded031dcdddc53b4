internal import KubernetesModel

/// What there is of a resource, while it is still being said.
struct Gathering: Sendable {
    /// The objects, in no order.
    private(set) var objects: [SentObject] = []
    private var places: [ObjectKey: Int] = [:]

    /// The names of them.
    var keys: some Collection<ObjectKey> { places.keys }

    /// Takes how an object is, unless it is known how it was later. One that does not say which it is, is none.
    mutating func add(_ sent: SentObject) {
        guard let key = sent.object?.key else { return }
        if let place = places[key] {
            if !sent.isOlder(than: objects[place]) { objects[place] = sent }
        } else {
            places[key] = objects.count
            objects.append(sent)
        }
    }

    /// Takes that an object is gone.
    mutating func remove(_ sent: SentObject) {
        guard let key = sent.object?.key, let place = places[key], !sent.isOlder(than: objects[place]) else { return }
        let last = objects.removeLast()
        if place < objects.count {
            objects[place] = last
            if let moved = last.object?.key { places[moved] = place }
        }
        places[key] = nil
    }
}

extension SentObject {
    /// Whether it surely is an older state than another.
    fileprivate func isOlder(than other: SentObject) -> Bool {
        ResourceVersion(resourceVersion).isOlder(than: ResourceVersion(other.resourceVersion))
    }
}

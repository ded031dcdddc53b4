internal import KubernetesModel

/// What there is of a resource, while it is still being said.
struct Gathering: Sendable {
    /// The objects, in no order.
    private(set) var objects: [KubernetesObject] = []
    private var versions: [ResourceVersion] = []
    private var places: [ObjectKey: Int] = [:]

    /// The names of them.
    var keys: some Collection<ObjectKey> { places.keys }

    /// Takes how an object is, unless it is known how it was later.
    mutating func add(_ object: KubernetesObject, _ version: ResourceVersion) {
        if let place = places[object.key] {
            if version.isOlder(than: versions[place]) { return }
            objects[place] = object
            versions[place] = version
        } else {
            places[object.key] = objects.count
            objects.append(object)
            versions.append(version)
        }
    }

    /// Takes that an object is gone.
    mutating func remove(_ object: KubernetesObject, _ version: ResourceVersion) {
        guard let place = places[object.key], !version.isOlder(than: versions[place]) else { return }
        // The last takes its place.
        places[objects[objects.count - 1].key] = place
        places[object.key] = nil
        objects.swapAt(place, objects.count - 1)
        versions.swapAt(place, versions.count - 1)
        objects.removeLast()
        versions.removeLast()
    }
}

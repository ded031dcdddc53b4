internal import KubernetesModel

/// How many objects there are, each counted once: eight bytes for each.
struct HeldObjects: Sendable {
    private var hashes: Set<Int> = []

    /// How many.
    var count: Int { hashes.count }

    /// Counts an object.
    mutating func insert(_ key: ObjectKey) { hashes.insert(key.hashValue) }

    /// Counts an object no more.
    mutating func remove(_ key: ObjectKey) { hashes.remove(key.hashValue) }

    /// Counts these alone.
    mutating func replace(_ keys: some Collection<ObjectKey>) { hashes = Set(keys.lazy.map(\.hashValue)) }
}

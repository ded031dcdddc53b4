/// The objects of one kind, sorted by namespace and name.
struct ObjectShelf: Sendable {
    private var objects: [StoredObject] = []

    /// A shelf without objects.
    init() {}

    /// A shelf with objects that are sorted.
    init(sorted objects: [StoredObject]) {
        self.objects = objects
    }

    /// The object of that name; `nil` where there is none.
    subscript(id: ObjectID) -> StoredObject? {
        let index = start { $0 >= id }
        return index < objects.count && objects[index].id == id ? objects[index] : nil
    }

    /// Has an object, or none, under that name from now on.
    mutating func set(_ id: ObjectID, _ object: StoredObject?) {
        let index = start { $0 >= id }
        let isThere = index < objects.count && objects[index].id == id
        switch (object, isThere) {
        case (let object?, true): objects[index] = object
        case (let object?, false): objects.insert(object, at: index)
        case (nil, true): objects.remove(at: index)
        case (nil, false): break
        }
    }

    /// The objects of a namespace, or of all, that come behind `after`.
    func objects(in namespace: String?, after: ObjectID?) -> ArraySlice<StoredObject> {
        let first = namespace.map { namespace in start { $0.namespace >= namespace } } ?? 0
        let end = namespace.map { namespace in start { $0.namespace > namespace } } ?? objects.count
        let next = after.map { after in start { $0 > after } } ?? 0
        return objects[min(max(first, next), end)..<end]
    }

    /// The same on a shelf where these names had these objects, or none, instead.
    func objects(
        in namespace: String?, after: ObjectID?, changed: [ObjectID: StoredObject?]
    ) -> ArraySlice<StoredObject> {
        let own = objects(in: namespace, after: after)
        let others = changed.filter { id, _ in
            (namespace ?? id.namespace) == id.namespace && after.map { id > $0 } ?? true
        }
        guard !others.isEmpty else { return own }
        return merged(own, others.sorted { $0.key < $1.key })[...]
    }

    private func merged(
        _ own: ArraySlice<StoredObject>, _ others: [(key: ObjectID, value: StoredObject?)]
    ) -> [StoredObject] {
        var result: [StoredObject] = []
        result.reserveCapacity(own.count + others.count)
        var rest = own
        for (id, other) in others {
            let before = rest.prefix { $0.id < id }
            result += before
            rest = rest.dropFirst(before.count)
            if rest.first?.id == id { rest.removeFirst() }
            if let other { result.append(other) }
        }
        return result + rest
    }

    /// The first place whose name is far enough; names that are not come before all that are.
    private func start(_ isFarEnough: (ObjectID) -> Bool) -> Int {
        var low = 0
        var high = objects.count
        while low < high {
            let middle = (low + high) / 2
            if isFarEnough(objects[middle].id) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

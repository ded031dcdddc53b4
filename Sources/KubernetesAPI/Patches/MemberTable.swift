import JSON

/// The members of an object by name, in their order: what changes many of them takes no longer than they are many.
struct MemberTable {
    private var slots: [JSONValue.Member?] = []
    private var places: [String: Int] = [:]

    /// The members of an object; of those with the same name the last.
    init(_ object: JSONValue) {
        for member in object.members {
            if let place = places.updateValue(slots.count, forKey: member.name) { slots[place] = nil }
            slots.append(member)
        }
    }

    /// The members.
    var members: [JSONValue.Member] { slots.compactMap { $0 } }

    /// The object.
    var object: JSONValue { .object(members) }

    /// The value of a member; setting `nil` takes it out, and a new one stands behind the others.
    subscript(name: String) -> JSONValue? {
        get { places[name].flatMap { slots[$0]?.value } }
        set {
            guard let newValue else {
                if let place = places.removeValue(forKey: name) { slots[place] = nil }
                return
            }
            if let place = places[name] {
                slots[place]?.value = newValue
            } else {
                places[name] = slots.count
                slots.append(.init(name, newValue))
            }
        }
    }
}

import JSON

/// The members of an object by name, in their order: what changes many of them takes no longer than they are many.
struct MemberTable {
    /// So many are looked through as fast as one of them is looked up.
    private static let fewMax = 16

    private var slots: [JSONValue.Member?] = []
    /// Where each name stands, once there are more.
    private var places: [String: Int] = [:]

    /// The members of an object; of those with the same name the last.
    init(_ object: JSONValue) {
        slots.reserveCapacity(object.members.count)
        for member in object.members {
            self[member.name] = nil
            append(member)
        }
    }

    /// The members.
    var members: [JSONValue.Member] { slots.compactMap { $0 } }

    /// The object.
    var object: JSONValue { .object(members) }

    /// The value of a member; setting `nil` takes it out, and a new one stands behind the others.
    subscript(name: String) -> JSONValue? {
        get { place(of: name).flatMap { slots[$0]?.value } }
        set {
            switch (place(of: name), newValue) {
            case (let place?, let value?): slots[place]?.value = value
            case (let place?, nil):
                slots[place] = nil
                places[name] = nil
            case (nil, let value?): append(.init(name, value))
            case (nil, nil): break
            }
        }
    }

    private func place(of name: String) -> Int? {
        slots.count <= Self.fewMax ? slots.firstIndex { $0?.name == name } : places[name]
    }

    private mutating func append(_ member: JSONValue.Member) {
        slots.append(member)
        guard slots.count > Self.fewMax else { return }
        if places.isEmpty {
            for (place, slot) in slots.enumerated() { if let slot { places[slot.name] = place } }
        }
        places[member.name] = slots.count - 1
    }
}

public import JSON

extension JSONValue {
    /// Whether both are the same to a reader of JSON, to whom the order of members says nothing; strings are compared
    /// byte by byte, and numbers by value.
    public func isSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.object(let mine), .object(let others)): Self.areSame(mine, others)
        case (.array(let mine), .array(let others)):
            mine.count == others.count && zip(mine, others).allSatisfy { $0.isSame(as: $1) }
        case (.string(let mine), .string(let others)): Self.haveSameBytes(mine, others)
        case (.decimal(let mine), .decimal(let others)): mine == others || Double(mine) == Double(others)
        case (.decimal(let mine), .number(let others)), (.number(let others), .decimal(let mine)):
            Double(mine) == Double(others)
        default: self == other
        }
    }

    private static func areSame(_ mine: [Member], _ others: [Member]) -> Bool {
        // Nearly always they stand in one order, and sorting them would take most of the time.
        if mine.count == others.count, mine.indices.allSatisfy({ mine[$0].name == others[$0].name }) {
            if mine.indices.allSatisfy({ mine[$0].value.isSame(as: others[$0].value) }) { return true }
            if areDistinct(mine) { return false }
        }
        let mine = distinct(mine)
        let others = distinct(others)
        return mine.count == others.count
            && zip(mine, others).allSatisfy { $0.name == $1.name && $0.value.isSame(as: $1.value) }
    }

    private static func haveSameBytes(_ mine: String, _ others: String) -> Bool {
        let areSame = mine.utf8.withContiguousStorageIfAvailable { mine in
            others.utf8.withContiguousStorageIfAvailable { others in
                // What is not changed is not even copied.
                mine.count == others.count && (mine.baseAddress == others.baseAddress || mine.elementsEqual(others))
            }
        }
        return areSame.flatMap { $0 } ?? mine.utf8.elementsEqual(others.utf8)
    }

    /// Whether no two have one name.
    static func areDistinct(_ members: [Member]) -> Bool {
        guard members.count <= 16 else { return Set(members.map(\.name)).count == members.count }
        return members.indices.allSatisfy { index in
            !members[..<index].contains { $0.name == members[index].name }
        }
    }

    /// The members by name; the last of each.
    private static func distinct(_ members: [Member]) -> [Member] {
        let sorted = members.enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }
        return sorted.indices.compactMap { index in
            let isLast = index + 1 == sorted.count || sorted[index + 1].element.name != sorted[index].element.name
            return isLast ? sorted[index].element : nil
        }
    }

    /// The members in their order; of those with the same name the last.
    var distinctMembers: [Member] { Self.areDistinct(members) ? members : MemberTable(self).members }

    /// How much room it takes as text, about, and how many objects and arrays lie in one another.
    var measure: (bytes: Int, depth: Int) {
        switch self {
        case .null, .bool, .number: (8, 0)
        case .decimal(let text), .string(let text): (text.utf8.count + 2, 0)
        case .array(let items): Self.total(items.lazy.map { $0.measure })
        case .object(let members):
            Self.total(
                members.lazy.map { member in
                    let measure = member.value.measure
                    return (measure.bytes + member.name.utf8.count + 3, measure.depth)
                })
        }
    }

    private static func total(_ parts: some Sequence<(bytes: Int, depth: Int)>) -> (bytes: Int, depth: Int) {
        let most = parts.reduce((bytes: 2, depth: 0)) { ($0.bytes + $1.bytes + 1, max($0.depth, $1.depth)) }
        return (most.bytes, most.depth + 1)
    }
}

internal import JSON

/// Goes through an object and its schema at once, and notes what does not fit.
struct FieldChecker {
    /// A real API server stops counting here, so that a hostile object does not make a long answer.
    static let findingsMax = 100

    private(set) var findings: [Checked.Finding] = []
    private(set) var mistyped: String?
    private var known: Set<Checked.Finding> = []
    private var path: [Step] = []

    private enum Step {
        case name(String)
        case index(Int)
    }

    /// The value as the schema knows it; anything where it is of a wrong type.
    mutating func checked(_ value: JSONValue, _ schema: Schema) -> JSONValue {
        switch (schema.shape, value) {
        case (.object(let fields), .object(let members)): return object(members, schema, fields)
        case (.map(let values), .object(let members)):
            return object(members) { checker, value in checker.checked(value == .null ? values.zero : value, values) }
        case (.list(let items, _), .array(let values)):
            return list(values) { checker, value in checker.checked(value == .null ? items.zero : value, items) }
        case (.any, _): return anything(value)
        // Only what has no empty value is null here; Go keeps a missing time as null.
        case (_, .null) where schema.zero == .null: return .null
        case (.quantity, .number(let number)): return .string(String(number))
        case (.quantity, .decimal(let text)) where ValueFormat.isQuantity(text): return .string(text)
        default: return plain(value, schema)
        }
    }

    private mutating func object(
        _ members: [JSONValue.Member], _ schema: Schema, _ fields: [Schema.Field]
    ) -> JSONValue {
        let places = members.map { schema.place(of: $0.name) }
        var last: [Int?] = Array(repeating: nil, count: fields.count)
        for (index, place) in places.enumerated() {
            if let place { last[place] = index } else { note(members[index].name) { .unknown($0) } }
        }
        var result: [JSONValue.Member] = []
        result.reserveCapacity(members.count)
        for (index, place) in places.enumerated() {
            guard let place else { continue }
            let member = members[index]
            guard last[place] == index else {
                note(member.name) { .duplicate($0) }
                continue
            }
            if case .null = member.value { continue }
            path.append(.name(member.name))
            result.append(.init(member.name, checked(member.value, fields[place].schema)))
            path.removeLast()
        }
        return .object(result)
    }

    /// Each member as the closure gives it, those of one name once.
    private mutating func object(
        _ members: [JSONValue.Member], _ value: (inout FieldChecker, JSONValue) -> JSONValue
    ) -> JSONValue {
        let areDistinct = JSONValue.areDistinct(members)
        let last = areDistinct ? [:] : Dictionary(members.enumerated().map { ($0.element.name, $0.offset) }) { $1 }
        var result: [JSONValue.Member] = []
        result.reserveCapacity(members.count)
        for (place, member) in members.enumerated() {
            guard areDistinct || last[member.name] == place else {
                note(member.name) { .duplicate($0) }
                continue
            }
            path.append(.name(member.name))
            result.append(.init(member.name, value(&self, member.value)))
            path.removeLast()
        }
        return .object(result)
    }

    private mutating func list(
        _ items: [JSONValue], _ value: (inout FieldChecker, JSONValue) -> JSONValue
    ) -> JSONValue {
        var result: [JSONValue] = []
        result.reserveCapacity(items.count)
        for (place, item) in items.enumerated() {
            path.append(.index(place))
            result.append(value(&self, item))
            path.removeLast()
        }
        return .array(result)
    }

    /// What is kept as it is has no field twice either.
    private mutating func anything(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members): object(members) { checker, value in checker.anything(value) }
        case .array(let items): list(items) { checker, item in checker.anything(item) }
        case .null, .bool, .number, .decimal, .string: value
        }
    }

    private mutating func plain(_ value: JSONValue, _ schema: Schema) -> JSONValue {
        if !schema.takes(value), mistyped == nil {
            let place = path.isEmpty ? "the object" : text(of: path)
            mistyped = "\(place): \(schema.wanted) is wanted, and \(value.found) was found"
        }
        return value
    }

    private mutating func note(_ name: String, _ finding: (String) -> Checked.Finding) {
        guard findings.count < Self.findingsMax else { return }
        let finding = finding(text(of: path + [.name(name)]))
        if known.insert(finding).inserted { findings.append(finding) }
    }

    private func text(of path: [Step]) -> String {
        path.reduce(into: "") { text, step in
            switch step {
            case .name(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}

extension Schema {
    /// What null means in a list or map, where a field cannot be left out.
    fileprivate var zero: JSONValue {
        switch shape {
        case .object, .map: .object([])
        case .list: .array([])
        case .string(let format): format == nil ? "" : .null
        case .integer, .intOrString: 0
        case .boolean: .bool(false)
        case .quantity: "0"
        case .any: .null
        }
    }

    /// Whether a value without parts is of this kind.
    fileprivate func takes(_ value: JSONValue) -> Bool {
        switch (shape, value) {
        case (.string(let format), .string(let text)): format != "date-time" || ValueFormat.isTime(text)
        case (.integer(let bits), .number(let number)): bits == 64 || Int32(exactly: number) != nil
        case (.boolean, .bool), (.intOrString, .string): true
        case (.intOrString, .number(let number)): Int32(exactly: number) != nil
        case (.quantity, .string(let text)): ValueFormat.isQuantity(text)
        default: false
        }
    }

    fileprivate var wanted: String {
        switch shape {
        case .object, .map: "an object"
        case .list: "an array"
        case .string(let format): format == "date-time" ? "a time such as 2006-01-02T15:04:05Z" : "a string"
        case .integer(let bits): "a whole number of \(bits) bits"
        case .boolean: "true or false"
        case .intOrString: "a string or a whole number of 32 bits"
        case .quantity: "a quantity such as 100m or 64Mi"
        case .any: "anything"
        }
    }
}

extension JSONValue {
    fileprivate var found: String {
        switch self {
        case .null: "null"
        case .bool(let value): "\(value)"
        case .number, .decimal: "the number \(text)"
        case .string: "the string \(text)"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

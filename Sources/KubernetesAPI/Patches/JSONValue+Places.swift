import JSON

/// What is done at a place of a document.
enum PlaceEdit {
    /// Puts a value there: a new item of an array, or a member whether there is one or not.
    case add(JSONValue)
    /// Puts a value in place of another.
    case replace(JSONValue)
    /// Takes out what is there.
    case remove
}

extension JSONValue {
    /// The value at a place; `nil` where there is none.
    func value(at pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            switch value {
            case .object:
                guard let next = value[token] else { return nil }
                value = next
            case .array(let items):
                guard let index = JSONPointer.index(token, of: items.count, isNew: false) else { return nil }
                value = items[index]
            case .null, .bool, .number, .decimal, .string: return nil
            }
        }
        return value
    }

    /// Does something at a place; `false` where there is no such place, and then nothing of the value is of use.
    mutating func edit(_ edit: PlaceEdit, at tokens: ArraySlice<String>) -> Bool {
        guard let token = tokens.first else { return editWhole(edit) }
        let rest = tokens.dropFirst()
        switch self {
        case .object(var members):
            // What is edited is held once, or each step would copy it.
            self = .null
            defer { self = .object(members) }
            guard let place = members.lastIndex(where: { $0.name == token }) else {
                guard rest.isEmpty, case .add(let value) = edit else { return false }
                members.append(Member(token, value))
                return true
            }
            if rest.isEmpty, case .remove = edit {
                members.removeAll { $0.name == token }
                return true
            }
            return members[place].value.edit(edit, at: rest)
        case .array(var items):
            self = .null
            defer { self = .array(items) }
            return Self.edit(&items, edit, at: token, rest)
        case .null, .bool, .number, .decimal, .string: return false
        }
    }

    private mutating func editWhole(_ edit: PlaceEdit) -> Bool {
        switch edit {
        case .add(let value), .replace(let value):
            self = value
            return true
        case .remove: return false
        }
    }

    private static func edit(
        _ items: inout [JSONValue], _ edit: PlaceEdit, at token: String, _ rest: ArraySlice<String>
    ) -> Bool {
        if rest.isEmpty, case .add(let value) = edit {
            guard let index = JSONPointer.index(token, of: items.count, isNew: true) else { return false }
            items.insert(value, at: index)
            return true
        }
        guard let index = JSONPointer.index(token, of: items.count, isNew: false) else { return false }
        if rest.isEmpty, case .remove = edit {
            items.remove(at: index)
            return true
        }
        return items[index].edit(edit, at: rest)
    }
}

import JSON

extension JSONValue {
    /// Whether a member is there and not `null`.
    func has(_ name: String) -> Bool { self[name].map { $0 != .null } ?? false }

    /// Sets a member that is missing.
    mutating func setIfMissing(_ name: String, _ value: JSONValue) {
        if isObject, !has(name) { self[name] = value }
    }

    /// Sets a string that is missing or empty.
    mutating func setIfEmpty(_ name: String, _ value: JSONValue) {
        if isObject, !has(name) || self[name] == "" { self[name] = value }
    }

    /// Changes a member that is an object, or that is missing where `makes` says that it is made then.
    mutating func changeObject(_ name: String, makes: Bool = false, _ change: (inout JSONValue) -> Void) {
        if makes { setIfMissing(name, .object([])) }
        if self[name]?.isObject == true { self.change(name, change) }
    }

    /// Changes each item of a list.
    mutating func changeItems(of name: String, _ change: (inout JSONValue) -> Void) {
        self.change(name) { list in
            guard case .array(var items) = list else { return }
            list = .null
            for index in items.indices { change(&items[index]) }
            list = .array(items)
        }
    }

    /// Takes a member as another value has it: its value, or that it is missing.
    mutating func take(_ name: String, from other: JSONValue?) {
        let value = other?[name]
        self[name] = value == .null ? nil : value
    }
}

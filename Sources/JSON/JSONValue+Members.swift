extension JSONValue {
    /// The members of an object; none of anything else.
    public var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// The items of an array; `nil` of anything else.
    public var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

    /// The characters of a string; `nil` of anything else.
    public var string: String? { if case .string(let string) = self { string } else { nil } }

    /// The value of a whole number; `nil` of anything else.
    public var number: Int64? { if case .number(let number) = self { number } else { nil } }

    /// What `true` and `false` say; `nil` of anything else.
    public var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }

    /// Whether this is an object.
    public var isObject: Bool { if case .object = self { true } else { false } }

    /// The last member of a name, of an object.
    ///
    /// Setting one replaces it where it stands, or puts it behind the others; setting `nil` takes it out. What is no
    /// object is made one when a member is set.
    public subscript(name: String) -> JSONValue? {
        get {
            guard case .object(let members) = self else { return nil }
            return members.last { $0.name == name }?.value
        }
        set {
            var members = members
            self = .null
            if let newValue {
                if let place = members.lastIndex(where: { $0.name == name }) {
                    members[place].value = newValue
                } else {
                    members.append(Member(name, newValue))
                }
            } else {
                members.removeAll { $0.name == name }
            }
            self = .object(members)
        }
    }

    /// Changes the value of a name where it stands, without a copy of it; does nothing where there is none.
    public mutating func change(_ name: String, _ change: (inout JSONValue) -> Void) {
        guard case .object(var members) = self, let place = members.lastIndex(where: { $0.name == name }) else {
            return
        }
        // What is changed is held once, or each step would copy it.
        self = .null
        change(&members[place].value)
        self = .object(members)
    }

    /// The value below a path of names.
    public subscript(path first: String, _ rest: String...) -> JSONValue? {
        rest.reduce(self[first]) { $0?[$1] }
    }
}

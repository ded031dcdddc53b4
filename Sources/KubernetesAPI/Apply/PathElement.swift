import JSON

/// One step on the way to a field: as ownership tells fields apart, and as FieldsV1 writes it.
struct PathElement: Hashable, Sendable, Comparable {
    /// The kinds of steps.
    enum Kind: Hashable, Sendable {
        /// A member of an object or map.
        case field(String)
        /// The item of a list whose keys have these values; sorted by name.
        case key([JSONValue.Member])
        /// An item of a set.
        case value(JSONValue)
        /// An item by its place, which only others write.
        case index(Int)
    }

    /// What step it is.
    let kind: Kind
    /// As FieldsV1 writes it: `f:spec`, `k:{"name":"web"}`, `v:"a"`, `i:0`. Steps are sorted by it.
    let text: String

    /// A step.
    init(_ kind: Kind) {
        self.kind = kind
        text =
            switch kind {
            case .field(let name): "f:\(name)"
            case .key(let members): "k:\(JSONValue.object(members).text)"
            case .value(let value): "v:\(value.text)"
            case .index(let index): "i:\(index)"
            }
    }

    /// The step that a name in FieldsV1 means; `nil` where it means none.
    init?(reading text: String) {
        let rest = String(text.dropFirst(2))
        switch text.prefix(2) {
        case "f:": self.init(.field(rest))
        case "k:":
            guard let members = Self.parsed(rest)?.members, !members.isEmpty else { return nil }
            self.init(.key(members.sorted { $0.name < $1.name }))
        case "v:":
            guard let value = Self.parsed(rest) else { return nil }
            self.init(.value(value))
        case "i:":
            guard let index = Int(rest) else { return nil }
            self.init(.index(index))
        default: return nil
        }
    }

    /// The step to an item of a list that is told apart by fields, or by its value where there are none; `nil` for one
    /// that lacks all of the fields.
    init?(of item: JSONValue, keys: [String]) {
        guard !keys.isEmpty else {
            self.init(.value(item))
            return
        }
        let members = keys.sorted().compactMap { name in
            (item[name] ?? Self.defaults(name)).map { JSONValue.Member(name, $0) }
        }
        guard item.isObject, keys.contains(where: { item[$0] != nil }), members.count == keys.count else { return nil }
        self.init(.key(members))
    }

    /// Whether two are one step: the text says all that the kind does, and takes less to compare.
    static func == (left: PathElement, right: PathElement) -> Bool { left.text == right.text }

    /// By the text, as equality is.
    func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Whether one stands before another.
    static func < (left: PathElement, right: PathElement) -> Bool { left.text < right.text }

    /// What a field is where it is left out: the ports of pods and services are told apart by it.
    private static func defaults(_ name: String) -> JSONValue? { name == "protocol" ? "TCP" : nil }

    private static func parsed(_ text: String) -> JSONValue? {
        do throws(JSONError) { return try JSONValue(parsing: Array(text.utf8)) } catch { return nil }
    }
}

extension PathElement: CustomStringConvertible {
    /// As messages write it: `.spec`, `[name="web"]`, `[="a"]`, `[0]`.
    var description: String {
        switch kind {
        case .field(let name): ".\(name)"
        case .key(let members): "[\(members.map { "\($0.name)=\($0.value.text)" }.joined(separator: ","))]"
        case .value(let value): "[=\(value.text)]"
        case .index(let index): "[\(index)]"
        }
    }
}

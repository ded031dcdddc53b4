import JSON

/// One step on the way to a field: as ownership tells fields apart, and as FieldsV1 writes it.
///
/// It is kept as that text, which says all that the kind does: most steps come from a text and go back into one, and
/// are only compared between.
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

    /// As FieldsV1 writes it: `f:spec`, `k:{"name":"web"}`, `v:"a"`, `i:0`. Steps are sorted by it.
    let text: String

    /// A step.
    init(_ kind: Kind) {
        text =
            switch kind {
            case .field(let name): "f:" + name
            case .key(let members): "k:" + JSONValue.object(members).text
            case .value(let value): "v:" + value.text
            case .index(let index): "i:\(index)"
            }
    }

    private init(_ text: String) { self.text = text }

    /// The step that a name in FieldsV1 means; `nil` where it means none.
    init?(reading text: String) {
        if text.hasPrefix("f:") {
            self.init(text)
        } else {
            guard let kind = Self.kind(of: text) else { return nil }
            self.init(kind)
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

    /// What step it is.
    var kind: Kind {
        guard let kind = Self.kind(of: text) else { preconditionFailure("\(text) is no step") }
        return kind
    }

    /// Whether one stands before another.
    static func < (left: PathElement, right: PathElement) -> Bool { left.text < right.text }

    private static func kind(of text: String) -> Kind? {
        // By scalars, since what follows may be a mark that makes one character with the colon.
        let rest = String(text.unicodeScalars.dropFirst(2))
        switch String(text.unicodeScalars.prefix(2)) {
        case "f:": return .field(rest)
        case "k:":
            guard let members = parsed(rest)?.members, !members.isEmpty else { return nil }
            return .key(members.sorted { $0.name < $1.name })
        case "v:": return parsed(rest).map { .value($0) }
        case "i:": return Int(rest).map { .index($0) }
        default: return nil
        }
    }

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

/// What a value in an object of the API may be: one description, which checks of unknown fields, strategic merge,
/// server-side apply and OpenAPI all read. A class, since large parts are shared.
public final class Schema: Sendable {
    /// The kinds of values.
    public indirect enum Shape: Sendable {
        /// Fields that are all known.
        case object([Field])
        /// Any names, with values of one kind.
        case map(Schema)
        /// Items of one kind.
        case list(Schema, ListRules)
        /// A string; the format is OpenAPI's, such as `date-time`.
        case string(format: String? = nil)
        /// A whole number of 32 or 64 bits.
        case integer(bits: Int)
        /// `true` or `false`.
        case boolean
        /// A whole number, or a name: ports.
        case intOrString
        /// A quantity such as `100m`: a string or a number.
        case quantity
        /// Anything, kept as it is: parts of objects that Martlet has no use for.
        case any
    }

    /// How lists are merged.
    public struct ListRules: Sendable {
        /// The names of the fields that tell items apart, for server-side apply; `nil` for a list that is replaced
        /// whole, and empty for a set of plain values.
        public let keys: [String]?
        /// The field that tells items apart for a strategic merge patch; `nil` where such a patch replaces the list,
        /// and empty where it merges plain values.
        public let mergeKey: String?

        /// Replaced whole by every patch.
        public static let atomic = ListRules(keys: nil, mergeKey: nil)

        /// Merged by these fields; by strategic merge patches by the first, or by another.
        public static func merged(by keys: String..., patchKey: String? = nil) -> ListRules {
            ListRules(keys: keys, mergeKey: patchKey ?? keys.first ?? "")
        }
    }

    /// A field of an object.
    public struct Field: Sendable {
        /// Its name.
        public let name: String
        /// What its value may be.
        public let schema: Schema
        /// What it means, in a sentence or two.
        public let words: String
        /// Whether OpenAPI lists it as required.
        public let isRequired: Bool
        /// The step to it.
        let element: PathElement

        /// A field.
        public init(_ name: String, _ schema: Schema, _ words: String, isRequired: Bool = false) {
            self.name = name
            self.schema = schema
            self.words = words
            self.isRequired = isRequired
            element = PathElement(.field(name))
        }
    }

    /// The name of its definition in OpenAPI, such as `io.k8s.api.networking.v1.IPBlock`; `nil` for what has none.
    public let definition: String?
    /// What it is, in a sentence.
    public let words: String
    /// What its value may be.
    public let shape: Shape
    /// Whether server-side apply gives the whole of it to one owner, though it is an object or map.
    public let isAtomic: Bool
    /// The places of its fields, by how long their names are: few have the same length.
    private let places: [[Int]]

    /// What a value may be.
    public init(_ definition: String? = nil, _ words: String = "", _ shape: Shape, isAtomic: Bool = false) {
        self.definition = definition
        self.words = words
        self.shape = shape
        self.isAtomic = isAtomic
        places = if case .object(let fields) = shape { Self.places(of: fields) } else { [] }
    }

    private static func places(of fields: [Field]) -> [[Int]] {
        let longest = fields.map(\.name.utf8.count).max() ?? 0
        var places: [[Int]] = Array(repeating: [], count: longest + 1)
        for (place, field) in fields.enumerated() { places[field.name.utf8.count].append(place) }
        return places
    }

    /// Which of its fields has a name; `nil` for one that is unknown, and where it has no fields.
    func place(of name: String) -> Int? {
        guard case .object(let fields) = shape, name.utf8.count < places.count else { return nil }
        return places[name.utf8.count].first { fields[$0].name == name }
    }

    /// The field of a name; `nil` where none is known.
    func field(_ name: String) -> Field? {
        guard case .object(let fields) = shape else { return nil }
        return place(of: name).map { fields[$0] }
    }

    /// What the value of a member may be: that of a field, or of the values of a map; `nil` for one that is unknown.
    public func member(_ name: String) -> Schema? {
        switch shape {
        case .object: field(name)?.schema
        case .map(let values): values
        case .any: self
        case .list, .string, .integer, .boolean, .intOrString, .quantity: nil
        }
    }
}

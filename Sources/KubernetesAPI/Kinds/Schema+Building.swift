// Words that the descriptions of kinds are written with.
extension Schema {
    static let text = Schema(.string())
    static let int32 = Schema(.integer(bits: 32))
    static let int64 = Schema(.integer(bits: 64))
    static let flag = Schema(.boolean)
    static let texts = list(text)
    static let textMap = map(text)
    static let quantities = map(quantity)
    static let time = Schema(
        "io.k8s.apimachinery.pkg.apis.meta.v1.Time", "A point in time, written as RFC 3339 says.",
        .string(format: "date-time"))
    static let intOrString = Schema(
        "io.k8s.apimachinery.pkg.util.intstr.IntOrString", "A number of 32 bits, or a name.", .intOrString)
    static let quantity = Schema(
        "io.k8s.apimachinery.pkg.api.resource.Quantity",
        "An amount with a unit, such as 100m, 2 or 64Mi, written as a string or a number.", .quantity)

    /// A value that has no definition of its own.
    private convenience init(_ shape: Shape) { self.init(nil, "", shape) }

    /// A list; replaced whole unless rules say otherwise.
    static func list(_ items: Schema, _ rules: ListRules = .atomic) -> Schema { Schema(.list(items, rules)) }

    /// A map from any names.
    static func map(_ values: Schema, isAtomic: Bool = false) -> Schema {
        Schema(nil, "", .map(values), isAtomic: isAtomic)
    }

    /// An object of the core group.
    static func core(_ name: String, _ words: String, isAtomic: Bool = false, _ fields: [Field]) -> Schema {
        Schema("io.k8s.api.core.v1.\(name)", words, .object(fields), isAtomic: isAtomic)
    }

    /// An object of the core group that is kept as it is.
    static func opaque(_ name: String, _ words: String) -> Schema { Schema("io.k8s.api.core.v1.\(name)", words, .any) }

    /// An object of networking.k8s.io.
    static func networking(_ name: String, _ words: String, _ fields: [Field]) -> Schema {
        Schema("io.k8s.api.networking.v1.\(name)", words, .object(fields))
    }

    /// An object of discovery.k8s.io.
    static func discovery(_ name: String, _ words: String, _ fields: [Field]) -> Schema {
        Schema("io.k8s.api.discovery.v1.\(name)", words, .object(fields))
    }

    /// An object that all groups share.
    static func meta(_ name: String, _ words: String, isAtomic: Bool = false, _ fields: [Field]) -> Schema {
        Schema("io.k8s.apimachinery.pkg.apis.meta.v1.\(name)", words, .object(fields), isAtomic: isAtomic)
    }
}

extension [Schema.Field] {
    /// What every object says of its kind.
    static let kindAndVersion: [Schema.Field] = [
        .init("apiVersion", .text, "The group and version of the kind."),
        .init("kind", .text, "The kind of the object."),
    ]

    /// The fields of an object with a name, ahead of its own.
    static func object(_ own: [Schema.Field]) -> [Schema.Field] {
        kindAndVersion + [.init("metadata", .objectMeta, "The name of the object and what is known of it.")] + own
    }
}

extension Schema.ListRules {
    /// Merged as a set of plain values.
    static let set = merged()

    /// Owned one by one, though a strategic merge patch replaces the list.
    static func owned(by keys: String...) -> Schema.ListRules { .init(keys: keys, mergeKey: nil) }

    /// Owned as a whole, though a strategic merge patch goes into the list.
    static func patched(by key: String) -> Schema.ListRules { .init(keys: nil, mergeKey: key) }
}

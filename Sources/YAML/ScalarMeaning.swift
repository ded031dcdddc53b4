/// What a scalar is, with its tag counted in.
struct ScalarMeaning {
    /// The JSON of anything but a text; `nil` for a text.
    let json: String?

    private static let core = "tag:yaml.org,2002:"

    /// Tells what a scalar is.
    init(_ scalar: YAMLEvent.Scalar, at place: TextPlace) throws(YAMLError) {
        guard let tag = scalar.tag else {
            json = scalar.isPlain ? try Self.json(PlainScalar(scalar.bytes), at: place) : nil
            return
        }
        // A tag of somebody's own says nothing that JSON could hold: the text is left.
        guard tag.hasPrefix(Self.core) else { json = nil; return }
        let plain = PlainScalar(scalar.bytes)
        switch (tag.dropFirst(Self.core.count), plain) {
        case ("str", _), ("timestamp", _), ("merge", _): json = nil
        case ("null", .null), ("bool", .bool), ("int", .whole), ("float", .whole), ("float", .fraction),
            ("float", .notFinite):
            json = try Self.json(plain, at: place)
        default: throw YAMLError(.wrongTag("!!" + tag.dropFirst(Self.core.count)), at: place)
        }
    }

    /// Whether this is the `<<` that takes over the members of other objects.
    static func isMerge(_ scalar: YAMLEvent.Scalar) -> Bool {
        scalar.bytes.elementsEqual("<<".utf8) && (scalar.tag == nil ? scalar.isPlain : scalar.tag == core + "merge")
    }

    private static func json(_ plain: PlainScalar, at place: TextPlace) throws(YAMLError) -> String? {
        switch plain {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .whole(let digits): digits
        case .fraction(let value): json(value)
        case .notFinite: throw YAMLError(.notFinite, at: place)
        case .text: nil
        }
    }

    /// A number without a fraction is written as a whole one: a port of `80.0` is 80, as kubectl sends it.
    private static func json(_ value: Double) -> String {
        // `Int64(exactly:)` calls trunc(), for which a pure target would have to be linked with libm.
        guard value.magnitude < 0x1p62, Double(Int64(value)) == value else { return value.description }
        return String(Int64(value))
    }
}

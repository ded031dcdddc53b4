/// The way to a field, which is written out only where something is wrong with it.
indirect enum FieldPath: CustomStringConvertible {
    /// The object itself.
    case root
    /// A member of what is there.
    case member(FieldPath, String)
    /// An item of what is there, from 0.
    case item(FieldPath, Int)

    /// `spec.ingress[0].from`; a name of other characters is quoted, as in `metadata.labels["example.com/app"]`.
    var description: String {
        switch self {
        case .root: "."
        case .member(let outer, let name) where !Self.isPlain(name): "\(outer)[\(quoted(name))]"
        case .member(.root, let name): name
        case .member(let outer, let name): "\(outer).\(name)"
        case .item(let outer, let index): "\(outer)[\(index)]"
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
    }
}

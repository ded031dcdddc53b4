/// The way to a value, as defects write it: `spec.ingress[0].from[1]`, `metadata.labels["example.com/app"]`.
struct DocumentPath {
    /// One part of the way.
    enum Step: Hashable {
        /// A member of an object.
        case member(String)
        /// An item of an array, from 0.
        case item(Int)
    }

    /// The parts, from the outside in; none for the document itself, which is written `.` or not at all.
    private(set) var steps: [Step] = []

    /// Reads a path; `nil` where it is none.
    init?(_ path: String) {
        var rest = path[...].utf8
        while let first = rest.first {
            rest.removeFirst()
            switch first {
            case UInt8(ascii: "."): continue
            case UInt8(ascii: "["):
                guard let step = Self.bracketed(&rest) else { return nil }
                steps.append(step)
            default:
                let name = path.utf8[path.utf8.index(before: rest.startIndex)...].prefix { !Self.ends($0) }
                rest = rest[name.endIndex...]
                steps.append(.member(String(Substring(name))))
            }
        }
    }

    private static func ends(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") }

    /// What stands behind an opening bracket, up to the closing one.
    private static func bracketed(_ rest: inout Substring.UTF8View) -> Step? {
        guard rest.first == UInt8(ascii: "\"") else {
            let digits = rest.prefix { $0 != UInt8(ascii: "]") }
            rest = rest[digits.endIndex...].dropFirst()
            guard let index = Int(Substring(digits)), index >= 0 else { return nil }
            return .item(index)
        }
        var name: [UInt8] = []
        rest.removeFirst()
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            name.append(byte == UInt8(ascii: "\\") ? rest.popFirst() ?? byte : byte)
        }
        // A long name is cut in messages; the object that it is in is found all the same.
        if rest.starts(with: "...".utf8) { rest = rest.dropFirst(3) }
        return rest.popFirst() == UInt8(ascii: "]") ? .member(String(decoding: name, as: UTF8.self)) : nil
    }
}

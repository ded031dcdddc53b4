/// The way to a field, which is written out only where something is wrong with it.
struct FieldPath: CustomStringConvertible {
    /// A step into what is there.
    enum Step {
        /// To a member.
        case member(String)
        /// To an item, from 0.
        case item(Int)
    }

    private let steps: [Step]

    /// The way that these steps lead.
    init(_ steps: [Step] = []) { self.steps = steps }

    /// The same way and a step more.
    func adding(_ step: Step) -> FieldPath { FieldPath(steps + [step]) }

    /// `spec.ingress[0].from`; a name of other characters is quoted, as in `metadata.labels["example.com/app"]`. The
    /// object itself is `.`.
    var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .item(let index): text += text.isEmpty ? ".[\(index)]" : "[\(index)]"
            case .member(let name) where !Self.isPlain(name): text += (text.isEmpty ? "." : "") + "[\(quoted(name))]"
            case .member(let name): text += text.isEmpty ? name : ".\(name)"
            }
        }
        return text.isEmpty ? "." : text
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
    }
}

/// The numbers that the fields of one message have in protobuf.
struct MessageNumbers: Sendable {
    /// A field, as the protobuf of Kubernetes has it.
    struct Field: Sendable {
        /// Its name in JSON; for an inlined one, that of its message.
        let name: String
        /// Its number.
        let number: UInt64
        /// Whether a zero, or an empty string, says something: that of a pointer, or of a field JSON always writes.
        let keepsZero: Bool
        /// Whether the fields of its message stand in JSON among those of the message around it.
        let isInlined: Bool
    }

    /// The fields, in no order that means anything.
    let fields: [Field]

    /// The field of a number.
    func field(_ number: UInt64) -> Field? { fields.first { $0.number == number } }

    /// The numbers of a definition, such as `io.k8s.api.core.v1.Pod`; `nil` for one that can only be read as JSON.
    static func of(_ definition: String) -> MessageNumbers? { all[definition] }

    private static let all = tables.reduce(into: [String: MessageNumbers]()) { all, table in
        read(table.text, prefix: table.prefix, into: &all)
    }

    /// The package of the definitions, and for each its name and fields.
    private static let tables = [
        (prefix: "io.k8s.apimachinery.pkg.apis.meta.v1.", text: meta),
        (prefix: "io.k8s.api.networking.v1.", text: networking),
        (prefix: "io.k8s.api.discovery.v1.", text: discovery),
        (prefix: "io.k8s.api.core.v1.", text: [core, containers, volumes, pod].joined(separator: "\n")),
    ]

    /// A word without `=` begins a message; `name=1` is a field, `name=1!` one whose zero says something, and `@Name=1`
    /// one that is inlined.
    private static func read(_ text: String, prefix: String, into all: inout [String: MessageNumbers]) {
        var (name, fields) = ("", [Field]())
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if let field = Field(word) {
                fields.append(field)
            } else {
                if !name.isEmpty { all[prefix + name] = MessageNumbers(fields: fields) }
                (name, fields) = (String(word), [])
            }
        }
        all[prefix + name] = MessageNumbers(fields: fields)
    }
}

extension MessageNumbers.Field {
    /// The field that a word of the tables stands for; `nil` where it is the name of a message.
    fileprivate init?(_ word: Substring) {
        let parts = word.split(separator: "=")
        guard parts.count == 2 else { return nil }
        let digits = parts[1].prefix { $0 != "!" }
        guard let number = UInt64(digits) else { preconditionFailure("the tables number fields, not \(word)") }
        self.number = number
        keepsZero = digits.count < parts[1].count
        isInlined = parts[0].hasPrefix("@")
        name = String(isInlined ? parts[0].dropFirst() : parts[0])
    }
}

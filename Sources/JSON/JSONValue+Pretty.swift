extension JSONValue {
    /// The value as JSON over several lines, each level two spaces further in.
    public var prettyText: String {
        var result = ""
        writePretty(to: &result, indent: "")
        return result
    }

    private func writePretty(to output: inout String, indent: String) {
        let inner = indent + "  "
        switch self {
        case .array(let items) where !items.isEmpty:
            output += "[\n"
            for (index, item) in items.enumerated() {
                output += inner
                item.writePretty(to: &output, indent: inner)
                output += index == items.count - 1 ? "\n" : ",\n"
            }
            output += indent + "]"
        case .object(let members) where !members.isEmpty:
            output += "{\n"
            for (index, member) in members.enumerated() {
                output += inner + JSONValue.string(member.name).text + ": "
                member.value.writePretty(to: &output, indent: inner)
                output += index == members.count - 1 ? "\n" : ",\n"
            }
            output += indent + "}"
        case .null, .bool, .number, .decimal, .string, .array, .object: output += text
        }
    }
}

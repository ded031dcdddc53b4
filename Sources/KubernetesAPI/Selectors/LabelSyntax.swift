/// How keys and values of labels may be written; what is wrong is said in the words of an API server.
enum LabelSyntax {
    /// The bytes that a name or value may have at most.
    private static let bytesMax = 63
    private static let characters =
        "alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
    private static let keyExample =
        "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
        + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

    /// What is wrong with a key: `[PREFIX/]NAME`.
    static func faults(ofKey key: String) -> [String] {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.last else {
            return [
                "a qualified name must consist of \(characters) \(keyExample) with an optional DNS subdomain prefix "
                    + "and '/' (e.g. 'example.com/MyName')"
            ]
        }
        var faults = parts.count == 2 ? Self.faults(ofPrefix: parts[0]) : []
        if name.isEmpty { faults.append("name part must be non-empty") }
        if name.utf8.count > bytesMax { faults.append("name part must be no more than \(bytesMax) bytes") }
        if !isName(name) { faults.append("name part must consist of \(characters) \(keyExample)") }
        return faults
    }

    /// What is wrong with a value.
    static func faults(ofValue value: String) -> [String] {
        var faults: [String] = []
        if value.utf8.count > bytesMax { faults.append("must be no more than \(bytesMax) bytes") }
        if !value.isEmpty && !isName(value[...]) {
            faults.append(
                "a valid label must be an empty string or consist of \(characters) (e.g. 'MyValue',  or 'my_value',  "
                    + "or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')")
        }
        return faults
    }

    private static func faults(ofPrefix prefix: Substring) -> [String] {
        guard !prefix.isEmpty else { return ["prefix part must be non-empty"] }
        let labels = prefix.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isRight = labels.allSatisfy { label in
            label.allSatisfy { isSmall($0) || $0 == UInt8(ascii: "-") } && label.first.map(isSmall) == true
                && label.last.map(isSmall) == true
        }
        var faults: [String] = []
        if prefix.utf8.count > 253 { faults.append("prefix part must be no more than 253 bytes") }
        if !isRight {
            faults.append(
                "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' "
                    + "or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used "
                    + "for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')")
        }
        return faults
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        return isWord(first) && isWord(last)
            && text.utf8.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") || $0 == 0x5f || $0 == UInt8(ascii: ".") }
    }

    private static func isSmall(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        isSmall(byte) || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }
}

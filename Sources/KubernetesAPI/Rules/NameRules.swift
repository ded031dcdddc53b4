/// What names may be, each rule giving the reasons why a text is none, in the words of the API server.
enum NameRules {
    /// Such as `example.com`.
    static func subdomain(_ text: String) -> [String] {
        tooLong(text, max: 253) + (isSubdomain(text) ? [] : [Pattern.subdomain.words])
    }

    /// A part of a subdomain, such as `my-name`.
    static func label(_ text: String) -> [String] {
        var reasons = tooLong(text, max: 63)
        if !isLabel(text.utf8) { reasons.append(isSubdomain(text) ? "must not contain dots" : Pattern.label.words) }
        return reasons
    }

    /// A label that begins with a letter, as the names of services do.
    static func label1035(_ text: String) -> [String] {
        tooLong(text, max: 63) + (isLabel(text.utf8) && isLetter(text.utf8.first) ? [] : [Pattern.label1035.words])
    }

    /// Such as `*.example.com`.
    static func wildcardSubdomain(_ text: String) -> [String] {
        let isGood = text.hasPrefix("*.") && isSubdomain(String(text.dropFirst(2)))
        return tooLong(text, max: 253) + (isGood ? [] : [Pattern.wildcard.words])
    }

    /// A name of hosts that certificates and rules know: a subdomain, or one with a wildcard.
    static func host(_ text: String) -> [String] { text.contains("*") ? wildcardSubdomain(text) : subdomain(text) }

    /// A key of labels, such as `example.com/my.name`.
    static func qualifiedName(_ text: String) -> [String] {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.last else {
            return [
                "a valid label key \(Pattern.qualifiedName.words)"
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        var reasons: [String] = []
        if parts.count == 2 {
            let prefix = String(Substring(parts[0]))
            reasons = prefix.isEmpty ? ["prefix part must be non-empty"] : subdomain(prefix).map { "prefix part \($0)" }
        }
        if name.isEmpty { reasons.append("name part must be non-empty") }
        if name.count > 63 { reasons.append("name part must be no more than 63 bytes") }
        if !isWord(name) { reasons.append("name part \(Pattern.qualifiedName.words)") }
        return reasons
    }

    /// A value of labels, such as `my_value`; it may be empty.
    static func labelValue(_ text: String) -> [String] {
        let reasons = text.utf8.count > 63 ? ["must be no more than 63 bytes"] : []
        return reasons + (text.isEmpty || isWord(text.utf8) ? [] : [Pattern.labelValue.words])
    }

    /// A name of a port, as IANA has them.
    static func portName(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        var reasons = tooLong(text, max: 15)
        if bytes.isEmpty || !bytes.allSatisfy({ isLowerOrDigit($0) || $0 == dash }) {
            reasons.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
        }
        if !bytes.contains(where: isLetter) { reasons.append("must contain at least one letter (a-z)") }
        if text.contains("--") { reasons.append("must not contain consecutive hyphens") }
        if bytes.first == dash || bytes.last == dash { reasons.append("must not begin or end with a hyphen") }
        return reasons
    }

    /// A name that can stand in a path.
    static func pathSegment(_ text: String) -> [String] {
        if text == "." || text == ".." { return ["may not be '\(text)'"] }
        return ["/", "%"].filter { text.contains($0) }.map { "may not contain '\($0)'" }
    }

    /// Such as `acme.io/foo`: the reasons with the part of the text that each is about.
    static func domainPrefixedPath(_ text: String) -> [(part: String, reason: String)] {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            return [(text, "must be a domain-prefixed path (such as \"acme.io/foo\")")]
        }
        let isGood = parts[1].utf8.allSatisfy { isAlphanumeric($0) || "/-._~%!$&'()*+,;=:".utf8.contains($0) }
        return subdomain(parts[0]).map { (parts[0], $0) } + (isGood ? [] : [(parts[1], Pattern.httpPath.words)])
    }

    /// Why a condition is as it is: one word.
    static func conditionReason(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let isInner = { (byte: UInt8) in isAlphanumeric(byte) || "_,:".utf8.contains(byte) }
        let isGood =
            bytes.first.map { isAlphanumeric($0) && !isDigit($0) } == true && bytes.allSatisfy(isInner)
            && bytes.last.map { isAlphanumeric($0) || $0 == UInt8(ascii: "_") } == true
        return isGood ? [] : [Pattern.conditionReason.words]
    }

    /// A name of a variable, which may be any printed text without `=`.
    static func variable(_ text: String) -> [String] {
        if text.utf8.allSatisfy({ (0x20...0x7e).contains($0) && $0 != UInt8(ascii: "=") }) { return [] }
        return ["a valid environment variable name must consist only of printable ASCII characters other than '='"]
    }

    /// A beginning of names as the name it would be checked as: a dash at its end is followed by more.
    static func completed(_ prefix: String) -> String {
        prefix.utf8.count > 1 && prefix.hasSuffix("-") ? prefix.dropLast(2) + "a" : prefix
    }
}

extension NameRules {
    private static func tooLong(_ text: String, max: Int) -> [String] {
        text.utf8.count > max ? ["must be no more than \(max) characters"] : []
    }

    private static func isSubdomain(_ text: String) -> Bool {
        text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
    }

    private static func isLabel(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        return isLowerOrDigit(first) && isLowerOrDigit(last)
            && bytes.allSatisfy { isLowerOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// Letters and digits at both ends, and also dashes, underscores and dots between.
    private static func isWord(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && bytes.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8?) -> Bool { byte.map(isLetter) ?? false }

    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isLowerOrDigit(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte | 0x20) || isDigit(byte) }
}

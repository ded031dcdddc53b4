/// Which names the API server takes, by the characters of each; a problem is said with what would be right.
enum NameRules {
    /// Why this is no name of an object such as a pod or a policy.
    static func problem(dnsSubdomain name: String) -> String? {
        if name.utf8.count > 253 { return "\(quoted(name)) has \(name.utf8.count) characters: 253 are allowed" }
        if areLowercaseLabels(name.utf8) { return nil }
        return "\(quoted(name)) is no DNS name: write lower-case letters, digits, \"-\" and \".\", and begin and end "
            + "each part with a letter or digit"
    }

    /// Why this is no name of a namespace.
    static func problem(dnsLabel name: String) -> String? {
        if name.utf8.count > 63 { return "\(quoted(name)) has \(name.utf8.count) characters: 63 are allowed" }
        if isLowercaseLabel(name.utf8) { return nil }
        return "\(quoted(name)) is no DNS label: write lower-case letters, digits and \"-\", and begin and end with a "
            + "letter or digit"
    }

    /// Why this is no key of a label: a name, perhaps behind a DNS name and a slash.
    static func problem(labelKey key: String) -> String? {
        let parts = key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count <= 2, let name = parts.last else {
            return "\(quoted(key)) has more than one \"/\": write a name such as app or example.com/app"
        }
        if parts.count == 2, let prefix = parts.first.map({ String(Substring($0)) }) {
            if prefix.isEmpty { return "\(quoted(key)) has nothing before \"/\": write a DNS name, or no \"/\"" }
            if let reason = problem(dnsSubdomain: prefix) { return "the part before \"/\", " + reason }
        }
        if name.isEmpty { return "\(quoted(key)) has no name: write one such as app or example.com/app" }
        if name.count > 63 { return "\(quoted(key)) has a name of \(name.count) characters: 63 are allowed" }
        if isLabelWord(name) { return nil }
        return "\(quoted(key)) is no label key: write letters, digits, \"-\", \"_\" and \".\", and begin and end with "
            + "a letter or digit"
    }

    /// Why this is no value of a label.
    static func problem(labelValue value: String) -> String? {
        if value.utf8.count > 63 { return "\(quoted(value)) has \(value.utf8.count) characters: 63 are allowed" }
        if value.isEmpty || isLabelWord(value.utf8) { return nil }
        return "\(quoted(value)) is no label value: write letters, digits, \"-\", \"_\" and \".\", and begin and end "
            + "with a letter or digit, or write nothing"
    }

    /// Why this is no name of a port, by the rules of IANA for service names.
    static func problem(portName name: String) -> String? {
        let bytes = Array(name.utf8)
        let hyphen = UInt8(ascii: "-")
        if bytes.isEmpty { return "is empty: write a number, or the name of a container's port" }
        if bytes.allSatisfy(isDigit) { return "\(quoted(name)) is a number in quotes: write it without them" }
        if bytes.count > 15 { return "\(quoted(name)) has \(bytes.count) characters: 15 are allowed" }
        if !bytes.allSatisfy({ isLowercase($0) || isDigit($0) || $0 == hyphen }) {
            return "\(quoted(name)) is no port name: write lower-case letters, digits and \"-\""
        }
        if !bytes.contains(where: isLowercase) { return "\(quoted(name)) has no letter: write at least one" }
        if bytes.first == hyphen || bytes.last == hyphen {
            return "\(quoted(name)) begins or ends with \"-\": write a letter or digit there"
        }
        if zip(bytes, bytes.dropFirst()).contains(where: { $0 == hyphen && $1 == hyphen }) {
            return "\(quoted(name)) has \"--\": write one \"-\""
        }
        return nil
    }

    private static func isLowercaseLabel(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != UInt8(ascii: "-"), last != UInt8(ascii: "-")
        else { return false }
        return bytes.allSatisfy { isLowercase($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// Whether these are such labels with dots between them.
    private static func areLowercaseLabels(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        var isBetween = true
        var last = UInt8(ascii: ".")
        for byte in bytes {
            let isDot = byte == UInt8(ascii: ".")
            let isHyphen = byte == UInt8(ascii: "-")
            guard isDot || isHyphen || isLowercase(byte) || isDigit(byte) else { return false }
            if isBetween && (isDot || isHyphen) || isDot && last == UInt8(ascii: "-") { return false }
            isBetween = isDot
            last = byte
        }
        return !isBetween && last != UInt8(ascii: "-")
    }

    private static func isLabelWord(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
        guard let first = bytes.first, let last = bytes.last, isAlphanumeric(first), isAlphanumeric(last) else {
            return false
        }
        return bytes.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
    }

    private static func isLowercase(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLowercase(byte | 0x20) || isDigit(byte) }
}

/// The text in quotes, with control characters escaped and cut to what a terminal line takes.
func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let cut = scalars.index(scalars.startIndex, offsetBy: 64, limitedBy: scalars.endIndex), cut < scalars.endIndex
    else { return text.debugDescription }
    return String(scalars[..<cut]).debugDescription + "..."
}

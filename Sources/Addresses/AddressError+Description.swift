extension AddressError: CustomStringConvertible {
    /// One sentence that says what is wrong, where, and how to mend it.
    public var description: String {
        switch self {
        case .addressMissing(let text):
            "\(quoted(text)) holds no address: write one such as 10.0.0.1 or 2001:db8::1"
        case .unexpectedCharacter(let scalar, let position, let text):
            "\(quoted(text)) is no IP address: remove or correct \(quoted(String(scalar))) at character \(position)"
        case .zone(let text):
            "\(quoted(text)) names a zone, which policies cannot match: leave out \"%\" and what follows"
        case .port(let text):
            "\(quoted(text)) goes on with \":\" after the dotted numbers: write the address alone, without a port"
        case .brackets(let text):
            "\(quoted(text)) has square brackets: write the address without them and without a port"
        case .prefixInAddress(let text):
            "\(quoted(text)) is a CIDR where one address is wanted: leave out \"/\" and what follows"
        case .octetCount(let count, let text):
            "\(quoted(text)) has \(counted(count, "octet")) where 4 belong: write all four, such as 10.0.0.1"
        case .octetMissing(let number, let text):
            "\(quoted(text)) has nothing where octet \(number) belongs: write a number from 0 to 255 there"
        case .octetLeadingZero(let octet, let text):
            "\(quoted(text)) has a leading zero in octet \(quoted(octet)): write \(withoutLeadingZeros(octet))"
        case .octetTooLarge(let octet, let text):
            "\(quoted(text)) has octet \(quoted(octet)), which is above 255: write a number from 0 to 255 there"
        case .tooFewGroups(let count, let text):
            "\(quoted(text)) has \(counted(count, "group")) where 8 belong: add the others, or \"::\" for zeros"
        case .tooManyGroups(let count, let text):
            "\(quoted(text)) has \(counted(count, "group")) where 8 belong: remove those that are too many"
        case .groupMissing(let position, let text):
            "\(quoted(text)) lacks a group at character \(position): write one there, or remove the stray \":\""
        case .groupTooLong(let group, let text):
            "\(quoted(text)) has group \(quoted(group)), which is too long: write at most 4 hexadecimal digits"
        case .doubleColonTwice(let text):
            "\(quoted(text)) has \"::\" twice: keep one, and write the zeros of the other out"
        case .doubleColonWithoutRoom(let groups, let text):
            "\(quoted(text)) has \(groups) groups beside \"::\", which allow 7 at most: remove \"::\" or a group"
        case .ipv4Mapped(let address, let text):
            "\(quoted(text)) is an IPv4 address mapped into IPv6: write the IPv4 address \(address) instead"
        case .prefixMissing(let address, let text):
            "\(quoted(text)) has no prefix length: write \(CIDR(address)) for this one address"
        case .prefixEmpty(let text):
            "\(quoted(text)) has nothing after \"/\": write a prefix length there, such as 24"
        case .prefixNotNumber(let prefix, let text):
            "\(quoted(text)) has \(quoted(prefix)) after \"/\": write a prefix length in decimal digits, such as 24"
        case .prefixLeadingZero(let prefix, let text):
            "\(quoted(text)) has a leading zero after \"/\": write /\(withoutLeadingZeros(prefix))"
        case .prefixTooLong(let prefix, let family, let text):
            "\(quoted(text)) has prefix length \(quoted(prefix)): write \(family.bitWidth) or less"
        case .portMissing(let text):
            "\(quoted(text)) lacks a port: write one such as 80, or a range such as 8000-9000"
        case .portNotNumber(let port, let text):
            "\(quoted(text)) has port \(quoted(port)), which is no number: write one from 0 to 65535"
        case .portLeadingZero(let port, let text):
            "\(quoted(text)) has a leading zero in port \(quoted(port)): write \(withoutLeadingZeros(port))"
        case .portTooLarge(let port, let text):
            "\(quoted(text)) has port \(quoted(port)), which is above 65535: write one from 0 to 65535"
        case .portsReversed(let lower, let upper):
            "ports \(lower)-\(upper) run backwards: write \(upper)-\(lower)"
        }
    }

    /// The text in quotes, with control characters escaped and cut to what a terminal line takes.
    private func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let cut = scalars.index(scalars.startIndex, offsetBy: 64, limitedBy: scalars.endIndex),
            cut < scalars.endIndex
        else { return text.debugDescription }
        return String(scalars[..<cut]).debugDescription + "..."
    }

    private func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

    private func withoutLeadingZeros(_ digits: String) -> String {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? "0" : String(rest)
    }
}

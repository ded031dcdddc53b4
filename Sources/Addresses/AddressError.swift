/// Why a text, or a pair of numbers, is no address, prefix or port; `text` is always all that was written.
public enum AddressError: Error, Hashable, Sendable {
    /// There is nothing where an address belongs.
    case addressMissing(text: String)
    /// A character that no address holds; positions count from 1.
    case unexpectedCharacter(Unicode.Scalar, position: Int, text: String)
    /// A zone such as `%eth0` follows.
    case zone(text: String)
    /// A colon follows dotted decimal, as before a port.
    case port(text: String)
    /// The address stands in square brackets, as in a URL.
    case brackets(text: String)
    /// A prefix length follows where one address is wanted.
    case prefixInAddress(text: String)
    /// An IPv4 address, or the dotted tail of an IPv6 address, has not four octets.
    case octetCount(Int, text: String)
    /// Nothing stands where the octet of this number belongs, counted from 1.
    case octetMissing(number: Int, text: String)
    /// An octet begins with a zero that is not all of it.
    case octetLeadingZero(octet: String, text: String)
    /// An octet exceeds 255.
    case octetTooLarge(octet: String, text: String)
    /// An IPv6 address without `::` has fewer than eight groups.
    case tooFewGroups(Int, text: String)
    /// An IPv6 address without `::` has more than eight groups.
    case tooManyGroups(Int, text: String)
    /// A colon has no group at its side; the position is where the group belongs, counted from 1.
    case groupMissing(position: Int, text: String)
    /// A group has more than four hexadecimal digits.
    case groupTooLong(group: String, text: String)
    /// `::` stands twice, so nobody can tell how long either is.
    case doubleColonTwice(text: String)
    /// `::` stands beside eight groups or more, where it has nothing to stand for.
    case doubleColonWithoutRoom(groups: Int, text: String)
    /// An IPv6 spelling of an IPv4 address, which no packet carries.
    case ipv4Mapped(IPAddress, text: String)
    /// A CIDR has no `/`.
    case prefixMissing(IPAddress, text: String)
    /// A CIDR has nothing after `/`.
    case prefixEmpty(text: String)
    /// What follows `/` is not all decimal digits.
    case prefixNotNumber(prefix: String, text: String)
    /// A prefix length begins with a zero that is not all of it.
    case prefixLeadingZero(prefix: String, text: String)
    /// A prefix length exceeds the bits of its family.
    case prefixTooLong(prefix: String, family: IPFamily, text: String)
    /// Nothing stands where a port belongs.
    case portMissing(text: String)
    /// A port is not all decimal digits.
    case portNotNumber(port: String, text: String)
    /// A port begins with a zero that is not all of it.
    case portLeadingZero(port: String, text: String)
    /// A port exceeds 65,535.
    case portTooLarge(port: String, text: String)
    /// A port range ends before it begins.
    case portsReversed(lower: UInt16, upper: UInt16)
}

extension AddressError {
    /// The reason for a byte that cannot stand at `offset`; every byte before it must be ASCII.
    static func stray(at offset: Int, of text: String) -> AddressError {
        let scalar = text.unicodeScalars[text.utf8.index(text.startIndex, offsetBy: offset)]
        switch scalar {
        case "%": return .zone(text: text)
        case ":": return .port(text: text)
        case "[", "]": return .brackets(text: text)
        case "/": return .prefixInAddress(text: text)
        default: return .unexpectedCharacter(scalar, position: offset + 1, text: text)
        }
    }
}

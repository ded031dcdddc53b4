import Addresses
import JSON

/// What addresses and blocks of them may be, in the words of the API server.
enum AddressRules {
    /// Faults of an address that has to be one.
    static func faults(ofAddress field: FieldCursor) -> [FieldFault] {
        do throws(AddressError) {
            _ = try IPAddress(parsing: field.string)
            return []
        } catch {
            return [
                field.invalid(
                    reason(
                        error, zeros: "must not have leading 0s", mapped: "must not be an IPv4-mapped IPv6 address",
                        other: "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"))
            ]
        }
    }

    /// A block of addresses and the faults of its text; bits behind the prefix are no fault, as in the API.
    static func block(_ field: FieldCursor) -> (cidr: CIDR?, faults: [FieldFault]) {
        do throws(AddressError) {
            return (try CIDR(parsing: field.string), [])
        } catch {
            let words = reason(
                error, zeros: "must not have leading 0s in IP or prefix length",
                mapped: "must not have an IPv4-mapped IPv6 address",
                other: "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")
            return (nil, [field.invalid(words)])
        }
    }

    /// Whether a text is an address.
    static func isAddress(_ text: String) -> Bool { address(text) != nil }

    /// The address that a text is.
    static func address(_ text: String) -> IPAddress? {
        do throws(AddressError) { return try IPAddress(parsing: text) } catch { return nil }
    }

    /// Faults of an address that no endpoint can have.
    static func faults(ofEndpointAddress field: FieldCursor) -> [FieldFault] {
        guard let address = address(field.string) else { return [] }
        if address.bits == 0 { return [field.invalid("may not be unspecified (\(field.string))")] }
        return special.filter { range in range.blocks.contains { $0.contains(address) } }
            .map { field.invalid("may not be in the \($0.words)") }
    }

    private static let special: [(blocks: [CIDR], words: String)] = [
        (
            [CIDR(IPAddress(ipv4: 0x7f00_0000), prefixLength: 8), CIDR(IPAddress(ipv6: 1))],
            "loopback range (127.0.0.0/8, ::1/128)"
        ),
        (
            [
                CIDR(IPAddress(ipv4: 0xa9fe_0000), prefixLength: 16),
                CIDR(IPAddress(ipv6: 0xfe80 << 112), prefixLength: 10),
            ], "link-local range (169.254.0.0/16, fe80::/10)"
        ),
        (
            [
                CIDR(IPAddress(ipv4: 0xe000_0000), prefixLength: 24),
                CIDR(IPAddress(ipv6: 0xff02 << 112), prefixLength: 16),
            ], "link-local multicast range (224.0.0.0/24, ff02::/10)"
        ),
    ]

    private static func reason(_ error: AddressError, zeros: String, mapped: String, other: String) -> String {
        switch error {
        case .octetLeadingZero, .prefixLeadingZero: zeros
        case .ipv4Mapped: mapped
        default: other
        }
    }
}

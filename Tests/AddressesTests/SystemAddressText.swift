import Addresses
import Glibc

/// The C library's reading and printing of addresses, as the oracle for ours.
enum SystemAddressText {
    /// The address that `inet_pton` reads in `text`, if either family takes it.
    static func parse(_ text: String) -> IPAddress? {
        parse(text, AF_INET, byteCount: 4) ?? parse(text, AF_INET6, byteCount: 16)
    }

    /// What `inet_ntop` prints for `address`.
    static func print(_ address: IPAddress) -> String? {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = address.family == .ipv4 ? AF_INET : AF_INET6
        guard inet_ntop(family, address.bytes, &text, socklen_t(text.count)) != nil else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func parse(_ text: String, _ family: Int32, byteCount: Int) -> IPAddress? {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        guard inet_pton(family, text, &bytes) == 1 else { return nil }
        return IPAddress(bytes: bytes)
    }
}

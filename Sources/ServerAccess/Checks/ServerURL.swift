/// The URL of an API server: a scheme, a host, perhaps a port, and perhaps a path before all of its paths.
///
/// client-go guesses a scheme where there is none, by whether there are certificates; a guess of `http` would send
/// requests past all of them, so it is refused here.
public struct ServerURL: Hashable, Sendable {
    /// Why a text is no such URL. Nothing of the text is said: it may hold a password.
    public enum Problem: Error, Hashable, Sendable {
        /// There is none.
        case empty
        /// It does not begin with a scheme.
        case noScheme
        /// It begins with another scheme.
        case otherScheme
        /// It holds a user's name.
        case user
        /// It goes on with a query or a fragment.
        case query
        /// It has no host.
        case noHost
        /// What stands where the host belongs is none.
        case badHost
        /// What stands behind the colon is no port.
        case badPort
        /// The path holds what no path holds.
        case badPath
    }

    /// The URL without a slash at its end.
    let text: String
    /// Whether what is sent can be read on the way.
    let isPlain: Bool
    /// Whether the way is within this host: the loopback, by its address or as `localhost`.
    let isOnThisHost: Bool

    /// Reads a URL.
    init(_ url: String) throws(Problem) {
        if url.isEmpty { throw .empty }
        guard let (scheme, rest) = Self.halves(of: url, at: "://") else { throw .noScheme }
        let isKnown = ["http", "https"].contains(scheme.lowercased())
        guard isKnown else { throw scheme.utf8.contains(UInt8(ascii: "/")) ? .noScheme : .otherScheme }
        let authority = rest.prefix { !"/?#".contains($0) }
        if authority.contains("@") { throw .user }
        if rest.contains(where: { $0 == "?" || $0 == "#" }) { throw .query }
        var path = rest[authority.endIndex...]
        guard Self.isPath(path) else { throw .badPath }
        while path.last == "/" { path.removeLast() }
        try Self.check(authority)
        text = "\(scheme.lowercased())://\(authority)\(path)"
        isPlain = scheme.lowercased() == "http"
        isOnThisHost = Self.isLoopback(authority)
    }

    private static func isLoopback(_ authority: Substring) -> Bool {
        if authority.hasPrefix("[::1]") { return true }
        let host = authority.prefix { $0 != ":" }
        return host.lowercased() == "localhost"
            || host.hasPrefix("127.") && host.allSatisfy { "0123456789.".contains($0) }
    }

    private static func halves(of text: String, at mark: String) -> (Substring, Substring)? {
        text.firstRange(of: mark).map { (text[..<$0.lowerBound], text[$0.upperBound...]) }
    }

    private static func check(_ authority: Substring) throws(Problem) {
        if authority.isEmpty || authority.first == ":" { throw .noHost }
        guard authority.first == "[" else {
            let host = authority.prefix { $0 != ":" }
            guard host.utf8.allSatisfy(isHostByte) else { throw .badHost }
            return try check(port: authority[host.endIndex...])
        }
        guard let end = authority.firstIndex(of: "]") else { throw .badHost }
        let address = authority[..<end].dropFirst()
        let isAddress = address.utf8.allSatisfy {
            isHexadecimal($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".")
        }
        guard isAddress, address.utf8.count(where: { $0 == UInt8(ascii: ":") }) >= 2 else { throw .badHost }
        try check(port: authority[end...].dropFirst())
    }

    /// What stands behind the host: nothing, or a colon and a port.
    private static func check(port text: Substring) throws(Problem) {
        if text.isEmpty { return }
        guard text.first == ":", isPort(text.dropFirst()) else { throw .badPort }
    }

    /// Whether a text is the number of a port.
    static func isPort(_ text: some StringProtocol) -> Bool {
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let port = Int(text) else {
            return false
        }
        return 1...65_535 ~= port
    }

    private static func isHostByte(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || "-._".utf8.contains(byte) }

    private static func isPath(_ path: Substring) -> Bool {
        path.utf8.allSatisfy { isLetterOrDigit($0) || "/-._~%!$&'()*+,;=:@".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isHexadecimal(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
    }
}

extension ServerURL.Problem: CustomStringConvertible {
    /// What is wrong, and what would be right.
    public var description: String {
        switch self {
        case .empty: "names no server: write a URL such as https://10.0.0.1:6443"
        case .noScheme: "has no scheme: write https:// before the host"
        case .otherScheme: "has another scheme than https and http: write https://"
        case .user: "holds a user's name or password: remove what stands before @, and write credentials of a user"
        case .query: "goes on with ? or #: a server's URL ends with its path"
        case .noHost: "has no host: write a name or an address behind ://"
        case .badHost: "has no such host: write a DNS name, an IPv4 address, or an IPv6 address in brackets"
        case .badPort:
            "has no such port: write : and a number from 1 to 65535 behind the host, and an IPv6 address in brackets"
        case .badPath: "has characters in its path that no URL has: write them as % and two digits"
        }
    }
}

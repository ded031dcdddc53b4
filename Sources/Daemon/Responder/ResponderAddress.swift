/// Where a responder listens.
public enum ResponderAddress: Equatable, Sendable, CustomStringConvertible {
    /// An IPv4 or IPv6 address and a port; port 0 is any that is free.
    case network(address: String, port: UInt16)
    /// A Unix socket: a path, or `@` and a name in no file system. A path has its mode, and another owner than this
    /// process where one is named.
    case local(String, mode: UInt32 = 0o600, user: UInt32? = nil, group: UInt32? = nil)

    /// Reads `127.0.0.1:9976`, `[::1]:9976`, `unix:/run/x.sock` or `unix:@x`.
    public init(_ text: String) throws(DaemonError) {
        if text.hasPrefix("unix:") {
            let name = String(text.dropFirst("unix:".count))
            guard name.hasPrefix("/") || name.hasPrefix("@") && name.utf8.count > 1 else {
                throw .unusableAddress(text, why: "a Unix socket is a path from / or @ and a name")
            }
            self = .local(name)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Self.port(text[text.index(after: colon)...]) else {
            throw .unusableAddress(text, why: "it is not ADDRESS:PORT with a port from 0 to 65535")
        }
        var address = text[..<colon]
        let isBracketed = address.hasPrefix("[") && address.hasSuffix("]")
        if isBracketed { address = address.dropFirst().dropLast() }
        guard isBracketed == address.contains(":"), SocketName(address: String(address), port: port) != nil else {
            throw .unusableAddress(
                text, why: "what stands before the port is no IPv4 address and no IPv6 address in []")
        }
        self = .network(address: String(address), port: port)
    }

    /// The address as it is read.
    public var description: String {
        switch self {
        case .network(let address, let port): address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
        case .local(let name, _, _, _): "unix:\(name)"
        }
    }

    private static func port(_ digits: Substring) -> UInt16? {
        digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? UInt16(digits) : nil
    }
}

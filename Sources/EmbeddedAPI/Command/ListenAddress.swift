/// Where to listen: `127.0.0.1:9978` or `[::1]:9978`.
struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address, without brackets.
    let host: String
    /// The port; 0 for any that is free.
    let port: UInt16

    /// Where it listens unless told otherwise.
    static let standard = ListenAddress(host: "127.0.0.1", port: 9_978)

    private init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// Reads an address and a port.
    init(_ text: String) throws(ServerCommandError) {
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw .usage("--listen takes ADDRESS:PORT, such as 127.0.0.1:9978 or [::1]:9978, not \(text)")
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard !host.isEmpty, host.allSatisfy({ $0.isHexDigit || $0 == "." || $0 == ":" }) else {
            throw .usage("--listen takes an address, such as 127.0.0.1 or [::1], not the name \(host)")
        }
        self.init(host: String(host), port: port)
    }

    /// Whether only this host reaches it.
    var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") }

    /// With a port that was chosen.
    func with(port: UInt16) -> ListenAddress { ListenAddress(host: host, port: port) }

    /// As URLs have it.
    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// Why a server was not started, or a certificate or a key not made or not read.
public enum HTTPServerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The address to listen on is neither IPv4 nor IPv6.
    case unusableAddress(String)
    /// The address cannot be listened on; with the `errno`.
    case notListening(address: String, port: UInt16, code: Int32)
    /// A certificate, a key or an authority is not what it has to be; which, and what GnuTLS says of it.
    case unusableTLS(part: String, words: String)
    /// libmicrohttpd, or a thread beside it, did not start.
    case notStarted(String)
    /// A certificate could not be made or read; what was being done, and what GnuTLS says of it.
    case certificate(doing: String, words: String)
    /// The system gave no random bytes.
    case noRandomness(words: String)

    /// The failure in one line.
    public var description: String {
        switch self {
        case .unusableAddress(let address): "\(address.debugDescription) is not an address to listen on"
        case .notListening(let address, let port, let code):
            "cannot listen on \(address), port \(port): \(HTTPServerError.errorWords(code))"
        case .unusableTLS(let part, let words): "the \(part) cannot be used: \(words)"
        case .notStarted(let part): "\(part) did not start"
        case .certificate(let doing, let words): "cannot \(doing): \(words)"
        case .noRandomness(let words): "no random bytes: \(words)"
        }
    }
}

internal import CMicrohttpd
internal import Glibc

extension HTTPServerError {
    /// What the system says of an `errno`.
    static func errorWords(_ code: Int32) -> String {
        // strerror(3) would share its text between threads.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { words in
            guard let start = words.baseAddress, strerror_r(code, start, words.count) == 0 else {
                return "errno \(code)"
            }
            return String(cString: start)
        }
    }

    /// What GnuTLS says of one of its codes: `gnutls_strerror`.
    static func tlsWords(_ code: Int32) -> String { String(cString: gnutls_strerror(code)) }
}

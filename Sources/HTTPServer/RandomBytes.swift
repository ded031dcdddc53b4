internal import CMicrohttpd

/// Bytes that nobody can guess, for tokens and serial numbers.
public enum RandomBytes {
    /// So many random bytes fit for keys: `gnutls_rnd`.
    public static func make(count: Int) throws(HTTPServerError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            code = count == 0 ? 0 : gnutls_rnd(GNUTLS_RND_KEY, buffer.baseAddress, count)
            filled = code == 0 ? count : 0
        }
        guard code == 0 else { throw .noRandomness(words: HTTPServerError.tlsWords(code)) }
        return bytes
    }
}

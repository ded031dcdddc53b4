internal import CCurl

/// libcurl's description of one transfer: `curl_easy_init`.
struct EasyHandle: ~Copyable {
    /// What libcurl knows it by.
    let pointer: UnsafeMutableRawPointer
    private let buffer: UnsafeMutablePointer<CChar>

    /// A transfer of nothing from nowhere.
    init() throws(HTTPFailure) {
        // The properties are set last: before that nothing is deinitialized.
        guard let pointer = curl_easy_init() else { throw HTTPFailure(CURLE_OUT_OF_MEMORY) }
        let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
        buffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        // This option cannot fail.
        _ = martlet_curl_set_context(pointer, CURLOPT_ERRORBUFFER, buffer)
        self.pointer = pointer
        self.buffer = buffer
    }

    deinit {
        curl_easy_cleanup(pointer)
        buffer.deallocate()
    }

    /// What libcurl says of a failure; empty where it says nothing.
    var words: String { String(cString: buffer) }

    /// `curl_easy_getinfo` of something that is a `long`.
    func number(_ info: CURLINFO) -> Int { martlet_curl_number(pointer, info) }

    /// Whether there is a connection that the request is, or was, sent on.
    var isConnected: Bool { martlet_curl_is_connected(pointer) != 0 }

    /// Whether the answer comes by HTTP/2.
    var speaksHTTP2: Bool { number(CURLINFO_HTTP_VERSION) == CURL_HTTP_VERSION_2_0 }

    /// `curl_easy_setopt` of a number.
    func set(_ option: CURLoption, _ value: Int) throws(HTTPFailure) {
        try check(martlet_curl_set_number(pointer, option, value))
    }

    /// `curl_easy_setopt` of a text, which is copied; `nil` puts nothing in the place of libcurl's own choice.
    func set(_ option: CURLoption, _ value: String?) throws(HTTPFailure) {
        try check(martlet_curl_set_text(pointer, option, value))
    }

    /// `curl_easy_setopt` of bytes, which are copied.
    func set(_ option: CURLoption, bytes: [UInt8]) throws(HTTPFailure) {
        try check(bytes.withUnsafeBytes { martlet_curl_set_blob(pointer, option, $0.baseAddress, $0.count) })
    }

    /// `curl_easy_setopt` of a list, which has to outlive the transfer.
    func set(_ option: CURLoption, _ list: borrowing TextList) throws(HTTPFailure) {
        try check(martlet_curl_set_list(pointer, option, list.pointer))
    }

    /// Has what comes given to functions that take `context` as their last argument.
    func deliver(
        to context: UnsafeMutableRawPointer, headers: @escaping curl_write_callback, body: @escaping curl_write_callback
    ) throws(HTTPFailure) {
        try check(martlet_curl_set_context(pointer, CURLOPT_HEADERDATA, context))
        try check(martlet_curl_set_taker(pointer, CURLOPT_HEADERFUNCTION, headers))
        try check(martlet_curl_set_context(pointer, CURLOPT_WRITEDATA, context))
        try check(martlet_curl_set_taker(pointer, CURLOPT_WRITEFUNCTION, body))
    }

    /// The body to send, which is copied.
    func setBody(_ bytes: [UInt8]) throws(HTTPFailure) {
        try check(bytes.withUnsafeBytes { martlet_curl_set_body(pointer, $0.baseAddress, $0.count) })
    }

    /// Has connections notice a peer that is gone.
    func mindPeer() throws(HTTPFailure) {
        try check(martlet_curl_set_minding(pointer))
    }

    /// Has the connection closed when this transfer leaves it, unless others still use it.
    ///
    /// libcurl 7.88 keeps what would tell a server of HTTP/2 that a stream is cancelled until something else passes.
    func leaveConnection() {
        // This option cannot fail.
        _ = martlet_curl_set_number(pointer, CURLOPT_FORBID_REUSE, 1)
    }

    private func check(_ code: CURLcode) throws(HTTPFailure) {
        guard code == CURLE_OK else { throw HTTPFailure(code) }
    }
}

extension HTTPFailure {
    /// A failure of libcurl of which no more is known than its number.
    init(_ code: CURLcode) {
        self = .other(code: Int(code.rawValue), words: String(cString: curl_easy_strerror(code)))
    }
}

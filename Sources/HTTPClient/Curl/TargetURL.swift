internal import CCurl

/// Where a request goes: its URL, taken apart by libcurl.
struct TargetURL {
    /// `http` or `https`.
    let scheme: String
    /// Name or address; one of IPv6 in brackets.
    let host: String
    /// `host:port`, for words.
    let place: String
    private let isUsualPort: Bool
    private let whole: String

    /// The parts of a URL of `http` or `https`.
    init(_ url: String) throws(HTTPFailure) {
        let parts = try URLParts.of(url)
        scheme = try parts.text(CURLUPART_SCHEME)
        guard scheme == "http" || scheme == "https" else {
            throw .unusableRequest("\(url) is neither http nor https")
        }
        whole = url
        host = try parts.text(CURLUPART_HOST)
        place = "\(host):\(try parts.text(CURLUPART_PORT, flags: CURLU_DEFAULT_PORT))"
        isUsualPort = parts.isMissing(CURLUPART_PORT, flags: CURLU_NO_DEFAULT_PORT)
    }

    /// `host`, with the port where that is not the usual one.
    var authority: String { isUsualPort ? host : place }

    /// The same URL as if the server had this name.
    func url(named name: String) throws(HTTPFailure) -> String {
        let parts = try URLParts.of(whole)
        try parts.set(CURLUPART_HOST, name.contains(":") ? "[\(name)]" : name)
        return try parts.text(CURLUPART_URL)
    }

    /// What `CURLOPT_CONNECT_TO` takes to reach this server, whatever the URL calls it.
    var connectTo: String { "::\(place)" }
}

/// libcurl's URL parser: `curl_url`.
private struct URLParts: ~Copyable {
    private let pointer: OpaquePointer
    private let whole: String

    init(_ url: String) throws(HTTPFailure) {
        guard let pointer = curl_url() else { throw HTTPFailure(CURLE_OUT_OF_MEMORY) }
        self.pointer = pointer
        whole = url
    }

    /// The parts of a URL.
    static func of(_ url: String) throws(HTTPFailure) -> URLParts {
        let parts = try URLParts(url)
        try parts.set(CURLUPART_URL, url)
        return parts
    }

    deinit {
        curl_url_cleanup(pointer)
    }

    /// `curl_url_set`.
    func set(_ part: CURLUPart, _ text: String) throws(HTTPFailure) {
        try check(curl_url_set(pointer, part, text, 0))
    }

    /// A part that is there; `curl_url_get`.
    func text(_ part: CURLUPart, flags: Int32 = 0) throws(HTTPFailure) -> String {
        var text: UnsafeMutablePointer<CChar>?
        try check(curl_url_get(pointer, part, &text, UInt32(flags)))
        defer { curl_free(text) }
        return text.map { String(cString: $0) } ?? ""
    }

    /// Whether a part is not there.
    func isMissing(_ part: CURLUPart, flags: Int32) -> Bool {
        var text: UnsafeMutablePointer<CChar>?
        defer { curl_free(text) }
        return curl_url_get(pointer, part, &text, UInt32(flags)) != CURLUE_OK
    }

    private func check(_ code: CURLUcode) throws(HTTPFailure) {
        guard code == CURLUE_OK else {
            throw .unusableRequest("\(whole) is no URL: \(String(cString: curl_url_strerror(code)))")
        }
    }
}

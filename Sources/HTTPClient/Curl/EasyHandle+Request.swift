internal import CCurl

extension EasyHandle {
    private static let bufferBytes = 128 << 10

    /// Says all of a request but its headers.
    func set(_ request: HTTPRequest, to target: TargetURL) throws(HTTPFailure) {
        try setUsual()
        if request.allowsCompression { try set(CURLOPT_ACCEPT_ENCODING, "gzip") }
        try setTarget(request, target)
        try setMethod(request)
        try set(CURLOPT_CONNECTTIMEOUT_MS, Int(min(max(request.connectSeconds, 0.001), 1e6) * 1000))
        if target.scheme == "https" { try set(request.tls) }
    }

    /// What holds for every request: nothing is taken from the environment or from files.
    private func setUsual() throws(HTTPFailure) {
        try set(CURLOPT_NOSIGNAL, 1)
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_NOPROXY, "*")
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_BUFFERSIZE, Self.bufferBytes)
        // Or whoever ends a transfer waits for a name that is being resolved.
        try set(CURLOPT_QUICK_EXIT, 1)
        try mindPeer()
    }

    private func setTarget(_ request: HTTPRequest, _ target: TargetURL) throws(HTTPFailure) {
        // libcurl verifies the name that the URL says, so the name to expect is written there; `CURLOPT_CONNECT_TO`
        // then leads to the server itself.
        try set(CURLOPT_URL, try request.tls.serverName.map(target.url(named:)) ?? request.url)
        // Without TLS a request for HTTP/2 would wait for the head of the answer before it.
        let isShared = request.allowsHTTP2 && target.scheme == "https"
        try set(CURLOPT_HTTP_VERSION, isShared ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        try set(CURLOPT_PIPEWAIT, 1)
    }

    private func setMethod(_ request: HTTPRequest) throws(HTTPFailure) {
        if let body = request.body { try setBody(body) }
        try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }

    private func set(_ tls: TLSSettings) throws(HTTPFailure) {
        try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        switch tls.trust {
        case .system: break
        case .authorities(let certificates):
            try set(CURLOPT_CAINFO_BLOB, bytes: certificates)
            // Or those of the machine are believed too: the blob takes the place of its file, not of its folder.
            try set(CURLOPT_CAPATH, nil)
        case .insecure:
            try set(CURLOPT_SSL_VERIFYPEER, 0)
            try set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if let identity = tls.identity {
            try set(CURLOPT_SSLCERT_BLOB, bytes: identity.certificate)
            try set(CURLOPT_SSLKEY_BLOB, bytes: identity.key)
        }
    }
}

extension HTTPRequest {
    /// The lines that libcurl takes for headers.
    func headerLines(to target: TargetURL) throws(HTTPFailure) -> [String] {
        var lines: [String] = []
        for header in headers {
            guard header.isOneLine else {
                throw .unusableRequest("the header \(header.name.debugDescription) is not one line of text")
            }
            // "Name:" would take away what libcurl says by itself.
            lines.append(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        // libcurl would wait for leave to send a large body, and call every body a form.
        lines.append("Expect:")
        if !says("content-type") { lines.append("Content-Type:") }
        // The URL says another name then.
        if tls.serverName != nil, !says("host") { lines.append("Host: \(target.authority)") }
        return lines
    }

    private func says(_ name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }
}

extension HTTPHeader {
    /// Whether it is one header on the wire and not two, and has a name.
    fileprivate var isOneLine: Bool {
        let isPlain = { (byte: UInt8) in byte >= 0x20 && byte != 0x7f || byte == 0x09 }
        let isNamed = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !":;".utf8.contains($0) }
        return isNamed && value.utf8.allSatisfy(isPlain)
    }
}

internal import CCurl
internal import Glibc

extension HTTPFailure {
    /// What libcurl's number and words mean for a transfer that has failed.
    init(_ code: CURLcode, of easy: borrowing EasyHandle, to target: TargetURL, hasHead: Bool) {
        let report = CurlReport(
            code: code, words: easy.words.isEmpty ? String(cString: curl_easy_strerror(code)) : easy.words,
            systemError: Int32(truncatingIfNeeded: easy.number(CURLINFO_OS_ERRNO)),
            verification: easy.number(CURLINFO_SSL_VERIFYRESULT), target: target,
            hasHead: hasHead)
        self = report.failure
    }
}

/// What libcurl tells of a failure.
private struct CurlReport {
    let code: CURLcode
    let words: String
    /// An `errno`, 0 where it was none.
    let systemError: Int32
    /// OpenSSL's `X509_V_ERR_…`.
    let verification: Int
    let target: TargetURL
    /// Whether the head of the answer came.
    let hasHead: Bool

    private var place: String { target.place }

    var failure: HTTPFailure {
        if isAboutHeadSize { return .headTooLarge(from: place) }
        return switch code {
        case CURLE_URL_MALFORMAT: .unusableRequest(words)
        case CURLE_COULDNT_RESOLVE_HOST: .hostNotResolved(host: target.host)
        case CURLE_COULDNT_CONNECT: notConnected
        case CURLE_OPERATION_TIMEDOUT: .timedOut(.connecting, at: place)
        case CURLE_PEER_FAILED_VERIFICATION: .certificate(certificateProblem, of: place)
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE: .unusableCertificate(words)
        case CURLE_SSL_CONNECT_ERROR: noTLS
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_HTTP2_STREAM: broken
        case CURLE_HTTP2 where isAboutConnection: broken
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_BAD_CONTENT_ENCODING,
            CURLE_WRITE_ERROR:
            .notHTTP(words, at: place)
        default: .other(code: Int(code.rawValue), words: words)
        }
    }

    private var notConnected: HTTPFailure {
        if systemError == ECONNREFUSED { return .refused(by: place) }
        return .unreachable(place, why: systemError == 0 ? words : String(cString: strerror(systemError)))
    }

    private var certificateProblem: HTTPFailure.CertificateProblem {
        // libcurl looks at names itself, when all else is well.
        if words.contains("certificate subject name") { return .wrongName }
        return switch verification {
        case 2, 18, 19, 20, 21: .unknownAuthority
        case 9: .notYetValid
        case 10: .expired
        default: .other(words)
        }
    }

    private var noTLS: HTTPFailure {
        if says(["wrong version number", "packet length too long", "http request"]) { return .notTLS(at: place) }
        if says(["Recv failure", "Send failure", "SSL_ERROR_SYSCALL", "unexpected eof"]) {
            return .cut(words, by: place)
        }
        return isAboutOurCertificate ? .clientCertificateRefused(by: place, words: words) : .tls(words, with: place)
    }

    /// With TLS 1.3 a server looks at our certificate when the client is done with the handshake.
    private var broken: HTTPFailure {
        if isAboutOurCertificate { return .clientCertificateRefused(by: place, words: words) }
        guard target.scheme == "http", !hasHead else { return .cut(words, by: place) }
        return .cut("\(words), as a port for https would do", by: place)
    }

    /// Whether the server has sent one of the alerts that are about certificates.
    private var isAboutOurCertificate: Bool {
        says([
            "alert certificate required", "alert bad certificate", "alert unknown ca", "alert unsupported certificate",
            "alert certificate revoked", "alert certificate expired", "alert certificate unknown",
            "alert access denied",
        ])
    }

    /// libcurl has bounds of its own. Of a line beyond 100 KB of HTTP/1.1 it says that there is no memory (later: code
    /// 100), of a head beyond 128 KB of HTTP/2 that a function of its own failed inside of nghttp2.
    private var isAboutHeadSize: Bool {
        let isBound = code == CURLE_OUT_OF_MEMORY || code.rawValue == 100
        return !hasHead && (isBound || says(["Too large response headers", "returned -902"]))
    }

    /// Whether it was the connection that failed, and not what was said on it.
    private var isAboutConnection: Bool {
        says(["Recv failure", "Send failure", "SSL_ERROR_SYSCALL", "unexpected eof"])
    }

    private func says(_ phrases: [String]) -> Bool { phrases.contains { words.contains($0) } }
}

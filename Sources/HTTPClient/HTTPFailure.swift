/// Why there is no answer, or no whole one, told apart by what a person can do about it.
public enum HTTPFailure: Error, Hashable, Sendable {
    /// A time that was over.
    public enum Limit: Hashable, Sendable {
        /// The one to connect.
        case connecting
        /// The one for all of it.
        case total
        /// The one in which something has to come.
        case silence
    }

    /// What is wrong with the certificate of a server.
    public enum CertificateProblem: Hashable, Sendable {
        /// Nobody whom we believe vouches for it.
        case unknownAuthority
        /// Its time is over.
        case expired
        /// Its time has not begun.
        case notYetValid
        /// It is for other names.
        case wrongName
        /// Something else; the words say what.
        case other(String)
    }

    /// We ended it ourselves.
    case cancelled
    /// The request cannot be sent as it is; the words say why.
    case unusableRequest(String)
    /// There is no address for a name.
    case hostNotResolved(host: String)
    /// Nobody listens at a host and port.
    case refused(by: String)
    /// There is no way to a host and port; the words say why.
    case unreachable(String, why: String)
    /// It took too long.
    case timedOut(Limit, at: String)
    /// We do not believe the certificate of a server.
    case certificate(CertificateProblem, of: String)
    /// The server does not believe ours, or wants one; the words are its own.
    case clientCertificateRefused(by: String, words: String)
    /// Our own certificates or key cannot be used; the words say why.
    case unusableCertificate(String)
    /// Who answers does not speak TLS.
    case notTLS(at: String)
    /// TLS failed in another way; the words say how.
    case tls(String, with: String)
    /// The connection, or its part for this request, ended before the answer did.
    case cut(String, by: String)
    /// Who answers does not speak HTTP, or breaks its rules; the words say how.
    case notHTTP(String, at: String)
    /// The head of the answer is larger than is taken.
    case headTooLarge(from: String)
    /// Something else, by libcurl's number and words.
    case other(code: Int, words: String)
}

extension HTTPFailure: CustomStringConvertible {
    /// What happened and, where one can know, what to do about it, in one sentence.
    public var description: String {
        switch self {
        case .cancelled: "the request was cancelled"
        case .unusableRequest(let words): "the request cannot be sent: \(words)"
        case .hostNotResolved(let host): "no address is known for \(host): check the name, and the DNS of this machine"
        case .refused(let place): "\(place) refuses connections: check that the server runs, and the port"
        case .unreachable(let place, let why): "\(place) cannot be reached: \(why)"
        case .timedOut(let limit, let place): "\(place) \(limit)"
        case .certificate(let problem, let place): "the certificate of \(place) \(problem)"
        case .clientCertificateRefused(let place, let words):
            "\(place) does not take our client certificate, or wants one and got none: \(words)"
        case .unusableCertificate(let words): "our own certificates or key cannot be used: \(words)"
        case .notTLS(let place): "\(place) does not speak TLS: use http, or the port for https"
        case .tls(let words, let place): "no TLS with \(place): \(words)"
        case .cut(let words, let place): "\(place) broke off before the end of the answer: \(words)"
        case .notHTTP(let words, let place): "what \(place) says is not the HTTP that was asked for: \(words)"
        case .headTooLarge(let place): "the headers from \(place) are larger than \(HeadReader.bytesMax) bytes"
        case .other(let code, let words): "\(words) (curl error \(code))"
        }
    }
}

extension HTTPFailure.Limit: CustomStringConvertible {
    /// What took too long, behind the name of the server.
    public var description: String {
        switch self {
        case .connecting: "took too long to connect"
        case .total: "took too long to answer"
        case .silence: "said nothing for too long"
        }
    }
}

extension HTTPFailure.CertificateProblem: CustomStringConvertible {
    /// What is wrong, behind "the certificate".
    public var description: String {
        switch self {
        case .unknownAuthority: "is not vouched for by an authority that we believe: check the certificate authority"
        case .expired: "has expired: renew it, or check the clock of this machine"
        case .notYetValid: "is not valid yet: check the clocks of both machines"
        case .wrongName: "is for other names: use one of them, or say the server name to expect"
        case .other(let words): "is not believed: \(words)"
        }
    }
}

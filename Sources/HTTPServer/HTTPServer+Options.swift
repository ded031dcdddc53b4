extension HTTPServer {
    /// How a server serves.
    public struct Options: Sendable {
        /// What a server says TLS with.
        public struct TLS: Sendable {
            /// The certificate and those it was signed by, as PEM.
            public var certificate: [UInt8]
            /// Its key, as PEM.
            public var key: [UInt8]
            /// The authorities that clients' certificates are believed under, as PEM; nil asks for no certificate.
            public var clientAuthorities: [UInt8]?

            /// TLS with a certificate, its key, and maybe authorities of clients.
            public init(certificate: [UInt8], key: [UInt8], clientAuthorities: [UInt8]? = nil) {
                self.certificate = certificate
                self.key = key
                self.clientAuthorities = clientAuthorities
            }
        }

        /// The IPv4 or IPv6 address to listen on.
        public var address = "127.0.0.1"
        /// The port; 0 is any that is free.
        public var port: UInt16 = 0
        /// Nil serves without TLS.
        public var tls: TLS?
        /// The longest body of a request, in bytes; longer ones are refused with 413.
        public var bodyMax = 3 << 20
        /// What the bodies of all requests may hold together, in bytes; what comes above it is refused with 503.
        public var bodiesMax = 256 << 20
        /// What answers that are no streams may hold together until they are read, in bytes; a GET whose answer comes
        /// above it is refused with 429, unless that is short or the only one.
        public var answersMax = 512 << 20
        /// The longest headers with the request line, in bytes; longer ones are refused with 431.
        public var headersMax = 16 << 10
        /// The connections at a time; others wait to be accepted.
        public var connectionsMax = 4096
        /// The threads that serve, each many connections; a handler that waits holds up those of its thread.
        public var threads = 3
        /// The time the headers of a request may take, and its body again.
        public var arrivalSeconds = 30.0
        /// The time after an answer by which the next request begins, and in which a reader must read something.
        public var keepAliveSeconds = 120.0
        /// The rate that a reader must keep up with over the whole of an answer that is no stream.
        public var readBytesPerSecondMin = 16_384
        /// What is answered to requests that do not get to the handler, by their status; only `whole` is sent.
        public var refusal: @Sendable (_ status: Int) -> ServerAnswer = { status in
            .whole(status: status, headers: [("Content-Type", "text/plain")], body: Array("refused: \(status)\n".utf8))
        }

        /// Any free port of the loopback, without TLS.
        public init() {}
    }
}

internal import CMicrohttpd

/// A connection as libmicrohttpd knows it, on the thread that serves it.
struct Connection: @unchecked Sendable {
    // Unchecked: libmicrohttpd lets any thread resume a connection, and a `ConnectionSeat` does nothing else with it.
    /// What libmicrohttpd calls it: `struct MHD_Connection *`.
    let pointer: OpaquePointer

    /// What the sentinel knows of it; nil if it was not admitted.
    var link: Link? {
        martlet_http_socket_context(pointer).map { Unmanaged<Link>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Its socket.
    var socket: Int32 { martlet_http_socket(pointer) }

    /// Whether it speaks TLS.
    var isSecure: Bool { martlet_http_session(pointer) != nil }

    /// The headers of its request.
    func headers() -> RequestHeaders {
        var headers = RequestHeaders()
        withUnsafeMutablePointer(to: &headers) { headers in
            _ = MHD_get_connection_values_n(
                pointer, .HEADER_KIND,
                { context, _, name, nameCount, value, valueCount in
                    let name = UnsafeRawBufferPointer(start: name, count: nameCount)
                    let value = UnsafeRawBufferPointer(start: value, count: valueCount)
                    context?.assumingMemoryBound(to: RequestHeaders.self).pointee.add(Array(name), Array(value))
                    return .YES
                }, headers)
        }
        return headers
    }

    /// Who the client is, by a certificate that holds now; it is looked at anew for each request, since it expires.
    func clientCertificate() -> ClientCertificate? {
        guard let session = martlet_http_session(pointer) else { return nil }
        var count: UInt32 = 0
        guard let certificates = gnutls_certificate_get_peers(session, &count), count > 0 else { return nil }
        guard martlet_tls_peer_is_trusted(session) != 0 else { return nil }
        let bytes = UnsafeBufferPointer(start: certificates[0].data, count: Int(certificates[0].size))
        do {
            return try Certificate(der: Array(bytes)).client()
        } catch {
            // A subject that cannot be read is nobody.
            return nil
        }
    }

    /// Has an answer sent; false if it cannot be, and then the connection has to be closed.
    func queue(_ response: borrowing Response, status: Int) -> Bool {
        MHD_queue_response(pointer, UInt32(clamping: status), response.pointer) == .YES
    }

    /// Sends bytes past libmicrohttpd, which has nothing to send itself; what the socket has no room for is lost.
    func send(_ bytes: [UInt8]) {
        if let session = martlet_http_session(pointer) {
            _ = bytes.withUnsafeBytes { gnutls_record_send(session, $0.baseAddress, $0.count) }
        } else {
            let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
            _ = bytes.withUnsafeBytes { CMicrohttpd.send(socket, $0.baseAddress, $0.count, flags) }
        }
    }
}

/// A connection that sends a stream.
struct ConnectionSeat: StreamSeat {
    private let connection: Connection
    private let link: Link

    /// The place of a stream at a connection.
    init(_ connection: Connection, _ link: Link) {
        self.connection = connection
        self.link = link
    }

    /// `MHD_suspend_connection`, called by the reader of the stream alone.
    func suspend() { MHD_suspend_connection(connection.pointer) }

    /// `MHD_resume_connection`.
    func resume() { MHD_resume_connection(connection.pointer) }

    /// Shuts the socket down.
    func cut() { link.cut() }
}

internal import CMicrohttpd
internal import Glibc
internal import Synchronization

/// A server of HTTP/1.1 on libmicrohttpd, with TLS where it is asked for. A class, because it is one running thing,
/// which ends with its last holder.
public final class HTTPServer: Sendable {
    /// What has to be ended, in the order of its beginning.
    private struct Running: @unchecked Sendable {
        // Unchecked: the daemon is touched by the one who stops it alone.
        let core: Unmanaged<ServerCore>
        let sentinel: SentinelThread
        let daemon: OpaquePointer
    }

    /// The port it listens on.
    public let port: UInt16
    private let running: Mutex<Running?>
    private let core: ServerCore

    /// Serves from now on; each request is given to the handler, on one of a few threads, so it should not wait long.
    public init(_ options: Options, _ handler: @escaping @Sendable (ServerRequest) -> ServerAnswer)
        throws(HTTPServerError)
    {
        try options.tls?.check()
        core = try ServerCore(options, handler)
        let listener = try ListenSocket(address: options.address, port: options.port)
        port = listener.port
        let sentinel: SentinelThread
        do {
            sentinel = try core.sentinel.start()
        } catch {
            close(listener.descriptor)
            throw error
        }
        let context = Unmanaged.passRetained(core)
        guard let daemon = options.startDaemon(listener, ServerCore.calls(to: context)) else {
            close(listener.descriptor)
            core.sentinel.stop()
            sentinel.join()
            context.release()
            throw .notStarted("libmicrohttpd")
        }
        running = Mutex(Running(core: context, sentinel: sentinel, daemon: daemon))
    }

    deinit {
        stop()
    }

    /// Ends every connection and every stream, and returns when no handler runs and none will.
    ///
    /// It must not be called by a handler, nor under a lock that one takes. A second call does nothing.
    public func stop() {
        let running = running.withLock { running in
            defer { running = nil }
            return running
        }
        guard let running else { return }
        // First, since libmicrohttpd aborts the process if a suspended connection is left.
        core.sentinel.stop()
        MHD_stop_daemon(running.daemon)
        running.sentinel.join()
        running.core.release()
    }

    /// The bytes that the bodies of unfinished requests hold now.
    var bodyBytesHeld: Int { core.bodyBytesHeld }

    /// The bytes that whole answers hold now that are not sent.
    var answerBytesHeld: Int { core.answerBytesHeld }
}

extension HTTPServer.Options {
    /// Room in a connection's memory for what libmicrohttpd notes of the headers, and for the head of the answer.
    private static let overheadBytes = 8 << 10

    /// Starts libmicrohttpd; nil if that fails, and then the socket is still open.
    fileprivate func startDaemon(_ listener: ListenSocket, _ calls: martlet_http_calls) -> OpaquePointer? {
        withText(tls?.certificate) { certificate in
            withText(tls?.key) { key in
                withText(tls?.clientAuthorities) { authorities in
                    martlet_http_start(
                        martlet_http_settings(
                            listener: listener.descriptor, threads: UInt32(clamping: max(1, threads)),
                            connections_max: UInt32(clamping: max(connectionsMax, threads)),
                            idle_seconds: UInt32(max(1, keepAliveSeconds.rounded(.up))),
                            connection_bytes_max: max(headersMax, 1024) + Self.overheadBytes,
                            certificate: certificate, key: key, authorities: authorities),
                        calls)
                }
            }
        }
    }

    /// Lends bytes as a text of C.
    private func withText<Value>(_ bytes: [UInt8]?, _ body: (UnsafePointer<CChar>?) -> Value) -> Value {
        guard let bytes else { return body(nil) }
        return (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { body($0.baseAddress) }
    }
}

internal import CCurl

/// One request under way, on the loop's thread: what libcurl is told, and what comes of it. A class, because libcurl's
/// functions point to it.
///
/// It does not move while it is in a `MultiHandle`, and is out of that before it is let go.
final class Exchange {
    /// The same for those who sent the request.
    let transfer: HTTPTransfer
    /// What was asked.
    let request: HTTPRequest
    /// Where it was asked.
    let target: TargetURL
    /// The same for libcurl.
    let easy: EasyHandle
    /// When something came last; before that, when it began.
    private(set) var lastReceived = ContinuousClock.now
    private let take: @Sendable (HTTPEvent) -> Void
    private var head = HeadReader()
    /// Why we refused to take more.
    private var refusal: HTTPFailure?
    /// Read by libcurl until the end.
    private let headers: TextList
    private let connections: TextList

    /// All is ready to be added to a `MultiHandle`.
    init(
        _ request: HTTPRequest, _ transfer: HTTPTransfer, _ take: @escaping @Sendable (HTTPEvent) -> Void
    ) throws(HTTPFailure) {
        self.request = request
        self.transfer = transfer
        self.take = take
        target = try TargetURL(request.url)
        easy = try EasyHandle()
        headers = try TextList(try request.headerLines(to: target))
        connections = try TextList(request.tls.serverName == nil ? [] : [target.connectTo])
        try easy.set(request, to: target)
        try easy.set(CURLOPT_HTTPHEADER, headers)
        try easy.set(CURLOPT_CONNECT_TO, connections)
        try easy.deliver(
            to: Unmanaged.passUnretained(self).toOpaque(),
            headers: { bytes, _, count, raw in Exchange.taking(bytes, count, raw) { $0.takeHeader($1) } },
            body: { bytes, _, count, raw in Exchange.taking(bytes, count, raw) { $0.takeBody($1) } })
    }

    /// When nothing has come for too long, unless something comes before.
    var silenceEnd: ContinuousClock.Instant { lastReceived.advanced(by: .seconds(request.silenceSecondsMax)) }

    /// A connection, told apart from others to the same place by the port on our side.
    struct Connection: Hashable {
        let place: String
        let localPort: Int
    }

    /// The connection that it is, or was, on; `nil` where there is none.
    var connection: Connection? {
        let localPort = easy.number(CURLINFO_LOCAL_PORT)
        return easy.isConnected && localPort > 0 ? Connection(place: target.place, localPort: localPort) : nil
    }

    /// The connection of HTTP/2 that has failed under this and all that share it; `nil` after any other failure.
    var lostConnection: Connection? {
        easy.words.contains("before end of the underlying stream") ? connection : nil
    }

    /// Tells the end that libcurl reports; the exchange has left its `MultiHandle`, so that nothing comes any more.
    func end(_ code: CURLcode) {
        if let refusal {
            end(refusal)
        } else if code != CURLE_OK {
            end(HTTPFailure(code, of: easy, to: target, hasHead: head.isWhole))
        } else if !head.isWhole {
            end(.cut("there is no answer", by: target.place))
        } else {
            tell(.complete)
        }
    }

    /// Tells the end for a reason of our own.
    func end(_ failure: HTTPFailure) { tell(.failed(failure)) }

    private func tell(_ end: HTTPEnd) {
        take(.end(transfer.isCancelled ? .failed(.cancelled) : end))
    }

    /// What a function of libcurl's returns: as many bytes as it was given, or another number to end the transfer.
    private static func taking(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ raw: UnsafeMutableRawPointer?,
        _ take: (Exchange, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Int {
        guard let bytes, let raw, count > 0 else { return 0 }
        let exchange = Unmanaged<Exchange>.fromOpaque(raw).takeUnretainedValue()
        let isTaken = bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
            !exchange.transfer.isCancelled && take(exchange, UnsafeBufferPointer(start: $0, count: count))
        }
        if !isTaken { exchange.easy.leaveConnection() }
        return isTaken ? count : 0
    }

    private func takeHeader(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
        lastReceived = .now
        switch head.take(line) {
        case .more: break
        case .whole(let head): take(.head(head))
        case .tooLarge: refusal = .headTooLarge(from: target.place)
        case .unreadable: refusal = .notHTTP("the answer begins with no status", at: target.place)
        }
        return refusal == nil
    }

    private func takeBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        lastReceived = .now
        take(.body(Array(bytes)))
        return true
    }
}

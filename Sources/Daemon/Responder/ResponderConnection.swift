internal import Glibc

/// One connection: what it is doing and until when it may. A class, since it is changed where it stands in a table.
final class ResponderConnection {
    /// What is being done.
    enum Phase {
        /// Requests are read.
        case reading
        /// What the stream has is sent.
        case streaming(ResponderStream)
        /// What is left is sent, and then no more.
        case closing
        /// All is said; what the client still sends is thrown away, so that it can read what we said.
        case lingering
        /// The connection is to be let go of.
        case over
    }

    /// What is waited for, which has its time.
    enum Wait { case idle, head, body, sending, stream, lingering }

    private static let pieceBytes = 16 * 1024
    private static let lingerSeconds = 2.0
    private static let lingerBytesMax = 8 * 1024 * 1024

    let socket: OwnedDescriptor
    let limits: ResponderLimits
    let peer: ResponderPeer
    var reader: RequestReader
    private(set) var phase = Phase.reading
    private var output: [UInt8] = []
    private var sent = 0
    private var waiting = Wait.head
    private var discarded = 0
    /// Whether nothing was answered yet.
    var isFresh = true
    /// Whether the stream goes out in chunks.
    var isChunked = false
    /// When what is waited for is late; nil where it may take for ever.
    private(set) var deadline: Int64?

    /// A connection that was just made.
    init(_ socket: OwnedDescriptor, peer: ResponderPeer, limits: ResponderLimits, now: Int64) {
        (self.socket, self.peer, self.limits) = (socket, peer, limits)
        reader = RequestReader(limits: limits, allowsPost: peer != .network)
        deadline = now + Int64(limits.headSeconds * 1000)
    }

    deinit { end() }

    /// Whether there is nothing left to do.
    var isOver: Bool { if case .over = phase { true } else { false } }

    /// Whether it may make room for another: nothing of ours is on its way there.
    var givesWay: Bool {
        guard output.isEmpty else { return false }
        switch phase {
        case .reading, .lingering, .over: return true
        case .streaming, .closing: return false
        }
    }

    /// The stream that is sent.
    var stream: ResponderStream? { if case .streaming(let stream) = phase { stream } else { nil } }

    /// What `poll` is to wake us for.
    var events: Int16 { Int16(output.isEmpty ? POLLIN : POLLOUT) }

    /// Does what can be done after `poll` found these events.
    func handle(_ events: Int16, now: Int64, answering: (ResponderRequest) -> ResponderAnswer) {
        if Int32(events) & (POLLERR | POLLNVAL) != 0 { return end() }
        if output.isEmpty, Int32(events) & (POLLIN | POLLHUP) != 0 { receive() }
        if !output.isEmpty, Int32(events) & POLLHUP != 0 { return end() }
        pump(now: now, answering: answering)
    }

    /// Goes on until something has to be waited for.
    func pump(now: Int64, answering: (ResponderRequest) -> ResponderAnswer) {
        while !isOver {
            guard flush(now: now) else { return }
            switch phase {
            case .reading: guard read(now: now, answering) else { return }
            case .streaming(let stream): guard take(from: stream, now: now) else { return }
            case .closing:
                shutdown(socket.number, Int32(SHUT_WR))
                phase = .lingering
            case .lingering: return wait(.lingering, now)
            case .over: return
            }
        }
    }

    /// What is waited for did not come in time.
    func expire(now: Int64, answering: (ResponderRequest) -> ResponderAnswer) {
        switch waiting {
        case .head, .body:
            refuse(RequestRefusal(status: 408, sentence: "The request did not come in time."))
            pump(now: now, answering: answering)
        case .idle, .sending, .stream, .lingering: end()
        }
    }

    /// Sends an answer and says no more.
    func refuse(_ refusal: RequestRefusal) {
        send(refusal.answer(to: peer), isHead: false, isCurrent: true, staysOpen: false)
    }

    /// Lets go of the connection.
    func end() {
        stream?.close()
        phase = .over
    }

    /// Has `bytes` sent, and goes on with `next` then.
    func send(_ bytes: [UInt8], then next: Phase) {
        output += bytes
        phase = next
    }

    /// Waits for something: its time begins when it is waited for first.
    func wait(_ wait: Wait, _ now: Int64, again: Bool = false) {
        guard wait != waiting || again else { return }
        waiting = wait
        deadline = seconds(wait).map { now + Int64($0 * 1000) }
    }

    private func seconds(_ wait: Wait) -> Double? {
        switch wait {
        case .idle: limits.idleSeconds
        case .head: limits.headSeconds
        case .body: limits.bodySeconds
        case .sending: limits.sendSeconds
        case .stream: nil
        case .lingering: Self.lingerSeconds
        }
    }

    /// Sends what there is; false while something is left.
    private func flush(now: Int64) -> Bool {
        while sent < output.count {
            let count = output.withUnsafeBytes { bytes in
                let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
                return Glibc.send(socket.number, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if errno == EAGAIN { wait(.sending, now) } else { end() }
                return false
            }
            sent += count
            wait(.sending, now, again: true)
        }
        (output, sent) = ([], 0)
        return true
    }

    private func receive() {
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
            let got = recv(socket.number, buffer.baseAddress, buffer.count, 0)
            count = max(0, got)
            if got == 0 || got < 0 && errno != EAGAIN && errno != EINTR { end() }
        }
        switch phase {
        case .reading: reader.append(bytes)
        case .streaming, .closing, .lingering:
            discarded += bytes.count
            if discarded > Self.lingerBytesMax { end() }
        case .over: break
        }
    }
}

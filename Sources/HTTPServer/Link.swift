internal import CMicrohttpd
internal import Glibc
internal import Synchronization

/// One connection of a client, as far as libmicrohttpd does not see to it. A class, because the server's threads, the
/// sentinel's and those of writers share it.
///
/// The descriptor is libmicrohttpd's. It is touched under the lock alone, and forgotten before libmicrohttpd closes
/// it, so never one that has come to mean another connection.
final class Link: Sendable {
    private struct State {
        var socket: Int32?
        var stream: AnswerStream?
        var later: LaterAnswer?
        var isGone = false
        var isStopping = false
        var lingers = false
    }

    /// What the sentinel knows it by; none is used twice.
    let number: UInt64
    private let state: Mutex<State>

    /// The connection of an open socket; `isStopping` where the server is being stopped already.
    init(number: UInt64, socket: Int32, isStopping: Bool) {
        self.number = number
        state = Mutex(State(socket: socket, isGone: isStopping, isStopping: isStopping))
        Self.prepare(socket)
    }

    /// Whether the client sends nothing more.
    var hasLostClient: Bool { state.withLock { $0.isGone } }

    /// Has the stream ended with the connection.
    func attach(_ stream: AnswerStream) {
        let isGone = state.withLock { state in
            state.stream = stream
            return state.isGone
        }
        if isGone { stream.end() }
    }

    /// Has the answer given up where the server is stopped before it is known.
    func attach(_ later: LaterAnswer) {
        let isStopping = state.withLock { state in
            state.later = later
            return state.isStopping
        }
        if isStopping { later.giveUp() }
    }

    /// Lets go of the stream, or of what was waited for: the answer is over.
    func detach() {
        state.withLock { state in
            state.stream = nil
            state.later = nil
        }
    }

    /// Notes that the server is being stopped: nothing is waited for any more, and a stream ends.
    func stop() {
        let later = state.withLock { state in
            state.isStopping = true
            return state.later
        }
        later?.giveUp()
        loseClient()
    }

    /// Notes that the client sends nothing more: a stream ends.
    ///
    /// A whole answer is still sent, since a client may say that it has sent everything and then read on.
    func loseClient() {
        let stream = state.withLock { state in
            state.isGone = true
            return state.stream
        }
        stream?.end()
    }

    /// Breaks the connection; libmicrohttpd notices and closes it.
    func cut() {
        state.withLock { state in
            if let socket = state.socket { _ = shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    /// Has what still comes read and thrown away for a while after the connection is closed.
    func setLingering() {
        state.withLock { $0.lingers = true }
    }

    /// Forgets the socket, which is going to be closed; a second descriptor of it where it has to linger.
    ///
    /// The kernel resets a connection that is closed with bytes unread, and the client may lose the answer that said
    /// why, so all that were refused linger, and those with bytes left.
    func close() -> Int32? {
        state.withLock { state in
            guard let socket = state.socket else { return nil }
            state.socket = nil
            guard state.lingers || Self.hasBytes(socket) else { return nil }
            let second = dup(socket)
            return second >= 0 ? second : nil
        }
    }

    private static func hasBytes(_ socket: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
    }

    /// A client that vanishes without a word is noticed within about a minute.
    private static func prepare(_ socket: Int32) {
        let tcp = Int32(IPPROTO_TCP)
        setOption(socket, SOL_SOCKET, SO_KEEPALIVE, 1)
        setOption(socket, tcp, TCP_KEEPIDLE, 30)
        setOption(socket, tcp, TCP_KEEPINTVL, 10)
        setOption(socket, tcp, TCP_KEEPCNT, 3)
        setOption(socket, tcp, TCP_USER_TIMEOUT, 60_000)
    }
}

internal import CMicrohttpd
internal import Glibc
internal import Synchronization

/// The thread beside libmicrohttpd's that notices what they do not: a client that leaves a suspended connection, a
/// sender that is slow but never silent, and what comes to connections that are closed already. A class, because its
/// thread and the server's share it.
///
///     libmicrohttpd's threads ─ admit, setDeadline, dismiss ─▶ Sentinel ─ loseClient, cut ─▶ Link
final class Sentinel: Sendable {
    /// Connections that are read out at a time; more of them are closed as they are.
    static let lingeringMax = 256
    private static let lingeringSeconds = 1
    private static let lingeringBytesMax = 4 << 20
    /// All that a client has sent before it left is read by then.
    private static let leftSeconds = 1.0
    private static let tickMilliseconds: Int32 = 250

    fileprivate struct Lingering {
        let socket: Int32
        let end: ContinuousClock.Instant
        var bytesLeft = Sentinel.lingeringBytesMax
    }

    fileprivate struct DueTime {
        var end: ContinuousClock.Instant
        let isOfSender: Bool
    }

    fileprivate struct State {
        var links: [UInt64: Link] = [:]
        var deadlines: [UInt64: DueTime] = [:]
        var lingering: [UInt64: Lingering] = [:]
        var lastNumber: UInt64 = 0
        var isTicking = false
        var isStopping = false
    }

    private let state = Mutex(State())
    private let poll: Poll

    /// One that watches nothing yet; its thread is started by `start`.
    init() throws(HTTPServerError) {
        poll = try Poll()
    }

    /// Starts the thread.
    func start() throws(HTTPServerError) -> SentinelThread { try SentinelThread(self) }

    /// Takes in a connection that was made.
    func admit(_ socket: Int32) -> Link {
        let link = state.withLock { state in
            state.lastNumber += 1
            let link = Link(number: state.lastNumber, socket: socket, isStopping: state.isStopping)
            state.links[link.number] = link
            return link
        }
        poll.add(socket, number: link.number, events: EPOLLRDHUP.rawValue | EPOLLET.rawValue)
        return link
    }

    /// Lets go of a connection that is going to be closed.
    func dismiss(_ link: Link, socket: Int32) {
        poll.remove(socket)
        let second = link.close()
        let (isRefused, isWaiting) = state.withLock { state -> (Bool, Bool) in
            state.links[link.number] = nil
            state.deadlines[link.number] = nil
            guard let second else { return (false, false) }
            guard !state.isStopping, state.lingering.count < Self.lingeringMax else { return (true, false) }
            let end = ContinuousClock.now.advanced(by: .seconds(Self.lingeringSeconds))
            state.lingering[link.number] = Lingering(socket: second, end: end)
            return (false, state.beginTicking())
        }
        guard let second else { return }
        if isRefused {
            close(second)
            return
        }
        _ = shutdown(second, Int32(SHUT_WR))
        poll.add(second, number: link.number, events: EPOLLIN.rawValue | EPOLLRDHUP.rawValue)
        if isWaiting { poll.ring() }
    }

    /// Has the connection cut in so many seconds, if the client still sends then, or still reads; nil takes that back.
    ///
    /// A sender that has left is given less: libmicrohttpd waits on for what cannot come.
    func setDeadline(of link: Link, seconds: Double?, isOfSender: Bool = true) {
        let isShort = isOfSender && link.hasLostClient
        let isWaiting = state.withLock { state in
            guard let seconds, state.links[link.number] != nil else {
                state.deadlines[link.number] = nil
                return false
            }
            let end = ContinuousClock.now.advanced(by: .seconds(isShort ? min(seconds, Self.leftSeconds) : seconds))
            state.deadlines[link.number] = DueTime(end: end, isOfSender: isOfSender)
            return state.beginTicking()
        }
        if isWaiting { poll.ring() }
    }

    /// Ends every stream, now and from now on, and the thread.
    func stop() {
        let links = state.withLock { state in
            state.isStopping = true
            return Array(state.links.values)
        }
        for link in links { link.stop() }
        poll.ring()
    }

    /// What the thread does until it is stopped.
    fileprivate func run() {
        while true {
            let (isStopping, isTicking) = state.withLock { ($0.isStopping, $0.isTicking) }
            if isStopping { break }
            for event in poll.wait(milliseconds: isTicking ? Self.tickMilliseconds : -1) { handle(event) }
            for link in overdue() { link.cut() }
        }
        let sockets = state.withLock { state in
            defer { state.lingering = [:] }
            return state.lingering.values.map(\.socket)
        }
        for socket in sockets { close(socket) }
    }

    private func handle(_ number: UInt64) {
        let (link, lingering) = state.withLock { ($0.links[number], $0.lingering[number]) }
        if let link {
            link.loseClient()
            hasten(link)
        }
        guard let lingering else { return }
        // Only this thread touches what lingers, once it is in the table.
        let count = drain(lingering.socket)
        let isOver = state.withLock { state in
            state.lingering[number]?.bytesLeft -= count ?? 0
            guard count == nil || lingering.bytesLeft < count ?? 0 else { return false }
            state.lingering[number] = nil
            return true
        }
        if isOver { close(lingering.socket) }
    }

    /// Shortens the time of a sender that has left.
    private func hasten(_ link: Link) {
        let end = ContinuousClock.now.advanced(by: .seconds(Self.leftSeconds))
        state.withLock { state in
            guard let due = state.deadlines[link.number], due.isOfSender else { return }
            state.deadlines[link.number]?.end = min(due.end, end)
        }
    }

    /// How many bytes came; nil at the end of the stream.
    private func drain(_ socket: Int32) -> Int? {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
            let count = recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { return count }
            return count < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : nil
        }
    }

    /// The connections whose time is over, once each; what has lingered long enough is closed.
    private func overdue() -> [Link] {
        let now = ContinuousClock.now
        let (links, sockets) = state.withLock { state in
            let late = state.deadlines.filter { $0.value.end <= now }.keys
            for number in late { state.deadlines[number] = nil }
            let old = state.lingering.filter { $0.value.end <= now }
            for number in old.keys { state.lingering[number] = nil }
            state.isTicking = !state.deadlines.isEmpty || !state.lingering.isEmpty
            return (late.compactMap { state.links[$0] }, old.values.map(\.socket))
        }
        for socket in sockets { close(socket) }
        return links
    }
}

extension Sentinel.State {
    /// Whether the thread has to be woken, since it does not look at the clock yet.
    fileprivate mutating func beginTicking() -> Bool {
        defer { isTicking = true }
        return !isTicking
    }
}

/// The running thread of a sentinel.
struct SentinelThread: @unchecked Sendable {
    // Unchecked: pthread_t is a number here, which is only handed back to pthread_join.
    private let thread: pthread_t

    /// Starts it.
    fileprivate init(_ sentinel: Sentinel) throws(HTTPServerError) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(sentinel)
        let code = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Sentinel>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        guard code == 0 else {
            context.release()
            throw .notStarted("the sentinel's thread")
        }
        self.thread = thread
    }

    /// Waits until it has ended, after `Sentinel.stop`.
    func join() {
        pthread_join(thread, nil)
    }
}

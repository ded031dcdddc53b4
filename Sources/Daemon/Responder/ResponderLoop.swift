internal import Glibc

/// What the thread of a responder does: it waits for all sockets at once and gives each its turn.
struct ResponderLoop {
    /// How long nobody is let in where descriptors have run out; `poll` would come back at once otherwise.
    private static let pauseMilliseconds: Int64 = 100
    private static let refusedMax = 16

    private let listeners: [ResponderListener]
    private let bell: Bell
    private let limits: ResponderLimits
    private let handler: (ResponderRequest) -> ResponderAnswer
    private var connections: [ResponderConnection] = []
    private var pausedUntil: Int64 = 0

    /// A loop over these sockets.
    init(
        _ listeners: [ResponderListener], bell: Bell, limits: ResponderLimits,
        handler: @escaping (ResponderRequest) -> ResponderAnswer
    ) {
        (self.listeners, self.bell, self.limits, self.handler) = (listeners, bell, limits, handler)
    }

    /// Goes on until it is told to stop, and lets go of everybody then.
    mutating func run(until isStopping: () -> Bool) {
        while !isStopping() { turn() }
        for connection in connections { connection.end() }
        connections = []
    }

    private mutating func turn() {
        let open = MonotonicClock.milliseconds >= pausedUntil ? listeners : []
        var entries = [pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)]
        entries += open.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        entries += connections.map { pollfd(fd: $0.socket.number, events: $0.events, revents: 0) }
        guard poll(&entries, nfds_t(entries.count), timeout(isPaused: open.isEmpty)) >= 0 else { return }
        let now = MonotonicClock.milliseconds
        serve(entries.dropFirst(1 + open.count), now: now)
        if entries[0].revents != 0 { heedStreams(now: now) }
        for (listener, entry) in zip(open, entries.dropFirst()) where entry.revents != 0 { accept(listener, now: now) }
    }

    /// Milliseconds until something is late; -1 where nothing can be.
    private func timeout(isPaused: Bool) -> Int32 {
        let deadlines = connections.compactMap(\.deadline) + (isPaused ? [pausedUntil] : [])
        guard let next = deadlines.min() else { return -1 }
        return Int32(clamping: max(0, next - MonotonicClock.milliseconds))
    }

    private mutating func serve(_ entries: ArraySlice<pollfd>, now: Int64) {
        for (connection, entry) in zip(connections, entries) {
            if entry.revents != 0 { connection.handle(entry.revents, now: now, answering: handle) }
            if let deadline = connection.deadline, deadline <= now, !connection.isOver {
                connection.expire(now: now, answering: handle)
            }
        }
        connections.removeAll { $0.isOver }
    }

    private mutating func heedStreams(now: Int64) {
        bell.hush()
        for connection in connections where connection.stream != nil { connection.pump(now: now, answering: handle) }
        connections.removeAll { $0.isOver }
    }

    private func handle(_ request: ResponderRequest) -> ResponderAnswer {
        let answer = handler(request)
        if case .stream(let stream) = answer.body {
            let bell = bell
            stream.attach { bell.ring() }
        }
        return answer
    }

    private mutating func accept(_ listener: ResponderListener, now: Int64) {
        switch listener.accept() {
        case .none: break
        case .exhausted: pausedUntil = now + Self.pauseMilliseconds
        case .connection(let socket, let credentials):
            let local = credentials.map { ResponderPeer.local(process: $0.process, user: $0.user) }
            let peer = local ?? .network
            let connection = ResponderConnection(socket, peer: peer, limits: limits, now: now)
            if listener.isLocal, !(credentials?.mayAsk ?? false) {
                let sentence = "Only root and the user that the agent runs as may ask here."
                connection.refuse(RequestRefusal(status: 403, sentence: sentence))
            } else if !makeRoom() {
                connection.refuse(RequestRefusal(status: 503, sentence: "Too many connections are open."))
            }
            connection.pump(now: now, answering: handle)
            // Some of those who got no room stay until they have read so: a socket closed at once takes it back.
            if connections.count < limits.connectionsMax + Self.refusedMax { connections.append(connection) }
        }
    }

    /// Lets go of the connection that has been there longest and has nothing of ours; false where there is none.
    private mutating func makeRoom() -> Bool {
        if connections.count < limits.connectionsMax { return true }
        guard let index = connections.firstIndex(where: \.givesWay) else { return false }
        connections.remove(at: index).end()
        return true
    }
}

internal import Synchronization

/// The body of an answer that comes by and by. A class, because one side writes it and the server's thread sends it.
///
/// A connection with nothing to send is suspended, and resumed by whoever writes. libmicrohttpd forgets a resume that
/// comes before the suspend, and a suspend that comes while a resume is pending. Neither can be: both are called
/// under this stream's lock, a resume only where `isSuspended`, which it takes back; and the next suspend comes from
/// `take`, which is not called before libmicrohttpd has done the resume. For the same reason a suspended connection
/// never goes away beside us: it is closed by its own thread alone, and not while it is suspended.
///
///     write ──▶ AnswerQueue ──▶ take, called by libmicrohttpd when the socket has room
///       └─ resume ▲                └─ suspend, where nothing waits
public final class AnswerStream: Sendable {
    fileprivate struct State {
        var queue: AnswerQueue
        var seat: (any StreamSeat)?
        var isSuspended = false
        var isClosed = false
        var closers: [@Sendable () -> Void] = []
        /// What the budget knows of.
        var bytesNoted = 0
    }

    private let state: Mutex<State>
    private let budget: StreamBudget?

    /// A stream that nobody reads yet; `bufferMax` bytes may wait in it, or one message of any size, as far as there is
    /// room in a budget that it shares with others.
    public init(bufferMax: Int, budget: StreamBudget? = nil) {
        state = Mutex(State(queue: AnswerQueue(bufferMax: bufferMax)))
        self.budget = budget
    }

    deinit {
        state.withLock { state in
            state.queue.end()
            note(&state)
        }
    }

    /// Has bytes sent from any thread, without waiting; false when the peer is gone or too slow, or the stream over.
    ///
    /// Too slow is a peer for whom more than `bufferMax` bytes wait, or more than the budget has room for: its stream
    /// is ended, and its connection with it.
    public func write(_ bytes: [UInt8]) -> Bool {
        let (isTaken, seat) = state.withLock { state -> (Bool, (any StreamSeat)?) in
            let wasOpen = state.queue.phase == .open
            var isTaken = state.queue.append(bytes)
            if !note(&state) {
                state.queue.end()
                note(&state)
                isTaken = false
            }
            state.resume()
            return (isTaken, wasOpen && !isTaken ? state.seat : nil)
        }
        // A peer that does not read would otherwise be noticed by the next timeout alone.
        seat?.cut()
        return isTaken
    }

    /// Ends the stream when all that was written has been sent; the connection may be used again then.
    public func finish() {
        state.withLock { state in
            state.queue.finish()
            state.resume()
        }
    }

    /// Has `body` called once when the stream is over, for whatever reason; at once if it is over already.
    ///
    /// It is called by a thread of the server, never from within `write` or `finish`, so it may take locks that are
    /// held around those.
    public func onClose(_ body: @escaping @Sendable () -> Void) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.closers.append(body) }
            return state.isClosed
        }
        if isClosed { body() }
    }

    /// Has the stream sent by a connection.
    func attach(to seat: any StreamSeat) {
        state.withLock { $0.seat = seat }
    }

    /// Cuts the stream off: nothing more is sent, and the connection is closed.
    func end() {
        let seat = state.withLock { state in
            state.queue.end()
            note(&state)
            state.resume()
            return state.seat
        }
        seat?.cut()
    }

    /// Hands out what is to be sent next; suspends the connection where that is nothing.
    func take(into buffer: UnsafeMutableRawBufferPointer) -> AnswerQueue.Step {
        state.withLock { state in
            let step = state.queue.take(into: buffer)
            note(&state)
            if step == .wait, let seat = state.seat {
                state.isSuspended = true
                seat.suspend()
            }
            return step
        }
    }

    /// Says that no connection sends the stream any more.
    func close() {
        let closers = state.withLock { state in
            state.queue.end()
            note(&state)
            state.seat = nil
            state.isSuspended = false
            state.isClosed = true
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer() }
    }

    /// Tells the budget what waits; false where that is too much.
    @discardableResult
    private func note(_ state: inout State) -> Bool {
        defer { state.bytesNoted = state.queue.bytesWaiting }
        return budget?.note(state.queue.bytesWaiting, insteadOf: state.bytesNoted) ?? true
    }
}

/// What a stream needs of the connection it is sent by. A seam: the tests sit here without a connection.
protocol StreamSeat: Sendable {
    /// Has nothing asked of the stream until it is resumed.
    func suspend()
    /// Undoes one suspend.
    func resume()
    /// Breaks the connection; called without any lock.
    func cut()
}

extension AnswerStream.State {
    /// Has the connection ask again, where it waits.
    fileprivate mutating func resume() {
        guard isSuspended, let seat else { return }
        isSuspended = false
        seat.resume()
    }
}

internal import Synchronization

/// An answer that is written piece by piece, by any thread, until it is finished or its client goes.
///
/// A piece that finds the queue full is dropped whole and counted: the writer never waits for a slow client, and no
/// client sees half of a line. A class, since writer and responder share it.
public final class ResponderStream: Sendable {
    private struct State {
        var pieces: [[UInt8]] = []
        var bytes = 0
        var dropped = 0
        var isFinished = false
        var isClosed = false
        var wake: (@Sendable () -> Void)?
        var onClose: (@Sendable () -> Void)?
    }

    /// What the responder is to do next.
    enum Step: Equatable {
        /// Send these bytes.
        case send([UInt8])
        /// There is nothing yet.
        case wait
        /// All was sent.
        case finish
    }

    private let queueBytesMax: Int
    private let state = Mutex(State())

    /// A stream that holds so many bytes for a client that is slow. `onClose` is called once, when nobody reads any
    /// more.
    public init(queueBytesMax: Int = 256 * 1024, onClose: (@Sendable () -> Void)? = nil) {
        self.queueBytesMax = queueBytesMax
        state.withLock { $0.onClose = onClose }
    }

    /// Whether somebody may still read what is written.
    public var isOpen: Bool { state.withLock { !$0.isClosed && !$0.isFinished } }

    /// How many pieces were dropped so far because the client was too slow.
    public var dropped: Int { state.withLock { $0.dropped } }

    /// Hands over a piece; false where it was dropped, or nobody reads any more.
    @discardableResult
    public func write(_ piece: [UInt8]) -> Bool {
        let (isTaken, wake) = state.withLock { state -> (Bool, (@Sendable () -> Void)?) in
            guard !state.isClosed, !state.isFinished else { return (false, nil) }
            guard state.bytes + piece.count <= queueBytesMax else {
                state.dropped += 1
                return (false, nil)
            }
            if piece.isEmpty { return (true, nil) }
            state.pieces.append(piece)
            state.bytes += piece.count
            return (true, state.pieces.count == 1 ? state.wake : nil)
        }
        wake?()
        return isTaken
    }

    /// Says that nothing more will be written; what waits is still sent.
    public func finish() {
        let wake = state.withLock { state in
            state.isFinished = true
            return state.wake
        }
        wake?()
    }

    /// Has `wake` called when there is something to do again.
    func attach(wake: @escaping @Sendable () -> Void) {
        state.withLock { $0.wake = wake }
    }

    /// Takes out what waits.
    func next() -> Step {
        state.withLock { state in
            if state.pieces.isEmpty { return state.isFinished ? .finish : .wait }
            defer { (state.pieces, state.bytes) = ([], 0) }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(state.bytes)
            for piece in state.pieces { bytes += piece }
            return .send(bytes)
        }
    }

    /// Says that nobody reads any more.
    func close() {
        let onClose = state.withLock { state in
            defer { state = State(dropped: state.dropped, isFinished: state.isFinished, isClosed: true) }
            return state.onClose
        }
        onClose?()
    }
}

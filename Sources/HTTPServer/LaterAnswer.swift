internal import Synchronization

/// An answer that is not known yet. A class, since one side gives it and the server's thread sends it.
///
/// Its connection is suspended until then, by the rules that `AnswerStream` explains, so that nobody waits in a thread
/// that serves others.
public final class LaterAnswer: Sendable {
    fileprivate struct State {
        var answer: ServerAnswer?
        var seat: (any StreamSeat)?
    }

    private let state = Mutex(State())

    /// An answer that is still to be given.
    public init() {}

    /// Gives the answer, from any thread; another one that comes after it is dropped.
    public func give(_ answer: ServerAnswer) {
        state.withLock { state in
            guard state.answer == nil else { return }
            state.answer = answer
            state.seat?.resume()
            state.seat = nil
        }
    }

    /// Has an answer that was not given by now say that the server ends.
    func giveUp() {
        give(.whole(status: 503, headers: [("Connection", "close")], body: []))
    }

    /// The answer; where it is not known, suspends the connection, which asks again when it is.
    func take(at seat: any StreamSeat) -> ServerAnswer? {
        state.withLock { state in
            if let answer = state.answer { return answer }
            state.seat = seat
            seat.suspend()
            return nil
        }
    }
}

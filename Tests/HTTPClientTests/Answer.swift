import HTTPClient
import Synchronization

/// All that came of a request.
struct Answer: Sendable {
    /// The events in their order: `head`, `body` with a number of bytes, `end`.
    var order: [String] = []
    /// The head; `nil` where none came.
    var head: HTTPHead?
    /// The pieces of the body.
    var pieces: [[UInt8]] = []
    /// How it ended; `nil` where it has not.
    var end: HTTPEnd?
    /// When it ended.
    var endMoment = ContinuousClock.now

    /// The body.
    var body: [UInt8] { pieces.flatMap { $0 } }

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// Why it failed; `nil` where it did not.
    var failure: HTTPFailure? { if case .failed(let failure) = end { failure } else { nil } }

    /// Sends a request, and waits for its end.
    init(to request: HTTPRequest, on loop: HTTPLoop) async {
        let taker = Taker()
        self = await taker.answer { loop.send(request, $0) }
    }

    /// An answer of which nothing has come yet.
    init() {}
}

/// Gathers what comes of a request.
final class Taker: Sendable {
    private struct State {
        var answer = Answer()
        var waiting: CheckedContinuation<Answer, Never>?
    }

    private let state = Mutex(State())

    /// What came so far.
    var answer: Answer { state.withLock { $0.answer } }

    /// Takes an event.
    func take(_ event: HTTPEvent) {
        state.withLock { state in
            switch event {
            case .head(let head):
                state.answer.order.append("head")
                state.answer.head = head
            case .body(let bytes):
                state.answer.order.append("body")
                state.answer.pieces.append(bytes)
            case .end(let end):
                state.answer.order.append("end")
                state.answer.end = end
                state.answer.endMoment = .now
            }
            guard state.answer.end != nil else { return }
            state.waiting?.resume(returning: state.answer)
            state.waiting = nil
        }
    }

    /// Waits for the end of what `send` sends.
    func answer(_ send: (@escaping @Sendable (HTTPEvent) -> Void) -> Void) async -> Answer {
        send { self.take($0) }
        return await end()
    }

    /// Waits for the end.
    func end() async -> Answer {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if state.answer.end != nil {
                    continuation.resume(returning: state.answer)
                } else {
                    state.waiting = continuation
                }
            }
        }
    }

    /// Waits until what came so far is as wanted; whether it is.
    func waits(until isReached: @Sendable (Answer) -> Bool) async -> Bool {
        for _ in 0..<500 {
            if isReached(answer) { return true }
            do { try await Task.sleep(for: .milliseconds(10)) } catch { return false }
        }
        return false
    }
}

/// Runs a test on a loop of its own, and stops it.
func withLoop<Value>(_ body: (HTTPLoop) async throws -> Value) async throws -> Value {
    let loop = try HTTPLoop()
    do {
        let value = try await body(loop)
        loop.stop()
        return value
    } catch {
        loop.stop()
        throw error
    }
}

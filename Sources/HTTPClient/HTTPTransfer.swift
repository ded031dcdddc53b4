internal import Synchronization

/// A request under way, for whoever may want to end it. A class, since whoever holds it and the loop share it.
///
/// Letting go of it changes nothing.
public final class HTTPTransfer: Sendable {
    /// What the loop knows it by.
    let number: UInt64
    private let loop: HTTPLoop
    private let cancelled = Atomic(false)

    /// The transfer of a number on a loop.
    init(_ number: UInt64, on loop: HTTPLoop) {
        self.number = number
        self.loop = loop
    }

    /// Whether it was cancelled.
    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    /// Ends the request, from any thread: the end `.cancelled` follows soon, unless another one was there before.
    ///
    /// Called on the loop's thread, no other event comes between; called elsewhere, one that is being delivered may.
    /// The end never comes inside of this call.
    public func cancel() {
        guard !cancelled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        loop.put(.cancel(number))
    }
}

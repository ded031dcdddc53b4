internal import Synchronization

/// Something that will be done later, for whoever may want to call it off. A class, since whoever holds it and the loop
/// share it.
///
/// Letting go of it changes nothing.
public final class HTTPTimer: Sendable {
    /// What the loop knows it by.
    let number: UInt64
    /// What will be done.
    let body: @Sendable () -> Void
    private let loop: HTTPLoop
    private let cancelled = Atomic(false)

    /// The timer of a number on a loop.
    init(_ number: UInt64, on loop: HTTPLoop, _ body: @escaping @Sendable () -> Void) {
        self.number = number
        self.loop = loop
        self.body = body
    }

    /// Whether it was called off.
    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    /// Calls it off, from any thread; called on the loop's thread, it is not done any more.
    public func cancel() {
        guard !cancelled.exchange(true, ordering: .acquiringAndReleasing) else { return }
        loop.put(.cancelTimer(number))
    }
}

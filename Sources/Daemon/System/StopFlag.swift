internal import Synchronization

/// Whether a thread was told to stop. A class, since an atomic may not move in memory.
final class StopFlag: Sendable {
    private let value = Atomic(false)

    /// Whether it was told.
    var isSet: Bool { value.load(ordering: .acquiring) }

    /// Tells it.
    func set() { value.store(true, ordering: .releasing) }
}

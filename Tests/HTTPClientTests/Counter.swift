import Synchronization

/// A number that several threads add to.
final class Counter: Sendable {
    private let number = Atomic(0)

    /// What it is now.
    var value: Int { number.load(ordering: .relaxed) }

    /// Adds to it.
    func add(_ count: Int) {
        number.add(count, ordering: .relaxed)
    }
}

internal import Synchronization

/// How many bytes may wait for the readers of all streams, or of all whole answers, together: many that read nothing,
/// each within its own bound, would fill any memory. A class, because all of them count in the same one.
///
/// A reader for whom little waits goes on whatever the others do, so that it does not suffer for them.
public final class StreamBudget: Sendable {
    /// What may wait for any stream, whatever waits for the others.
    static let bytesFree = 64 << 10

    private let bytesMax: Int
    private let held = Atomic(0)

    /// A budget of so many bytes.
    public init(bytesMax: Int) {
        self.bytesMax = bytesMax
    }

    /// What waits now.
    public var bytesHeld: Int { held.load(ordering: .relaxed) }

    /// Whether so many bytes more may wait.
    public func hasRoom(for bytes: Int) -> Bool { bytes <= bytesMax - bytesHeld }

    /// Notes what waits for a stream instead of what waited before; false where it is too much.
    func note(_ bytes: Int, insteadOf before: Int) -> Bool {
        let (_, now) = held.add(bytes - before, ordering: .relaxed)
        return now <= bytesMax || bytes <= max(before, Self.bytesFree)
    }

    /// Notes an answer that waits as a whole, until as much is noted as gone; false, and nothing noted, where it is too
    /// much. One with nothing beside it is never too much, or it could not be had at all.
    func admit(_ bytes: Int) -> Bool {
        if note(bytes, insteadOf: 0) || bytesHeld == bytes { return true }
        _ = note(0, insteadOf: bytes)
        return false
    }
}

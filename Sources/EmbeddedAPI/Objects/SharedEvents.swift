internal import Synchronization

/// The last events as watches send them: a thousand watches that hear of a change send one and the same array.
///
/// A class, since all watches share it. It keeps no more than a megabyte; the history has what happened.
final class SharedEvents: Sendable {
    private static let bytesMax = 1 << 20

    private struct Key: Hashable {
        let revision: Int64
        let type: String
    }

    private struct State {
        var events: [Key: [UInt8]] = [:]
        var byteCount = 0
    }

    private let state = Mutex(State())

    /// An event; `make` makes it where it is not here. A revision is of one object, and its text always the same.
    func event(_ type: String, at revision: Int64, _ make: () -> [UInt8]) -> [UInt8] {
        state.withLock { state in
            let key = Key(revision: revision, type: type)
            if let event = state.events[key] { return event }
            let event = make()
            if state.byteCount + event.count > Self.bytesMax { state = State() }
            state.events[key] = event
            state.byteCount += event.count
            return event
        }
    }
}

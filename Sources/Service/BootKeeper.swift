internal import Addresses
internal import Agent
internal import Daemon
internal import Nftables
internal import Synchronization

/// Keeps the rules for the next boot behind the loop's back: a disk that is busy takes a third of a second to write
/// them, in which no change would reach the kernel.
///
/// A class, since a thread of it writes.
final class BootKeeper: Sendable {
    /// After a change, nothing is written for so long: a node whose pods change all the time writes now and then. What
    /// is read at a boot is older than that in any case: its pods come up with other addresses. At the end all is
    /// written, so only a crash of the machine loses any of it.
    static let rest = Duration.seconds(30)

    private struct State: Sendable {
        var ruleset: Ruleset?
        var ranges: AddressRanges?
        var knownRanges = AddressRanges()
        var restUntil = Duration.zero
        var isWriting = false

        var isWaiting: Bool { ruleset != nil || ranges != nil }
    }

    private let state = Mutex(State())
    private let store: Mutex<BootStore>
    private let thread = Mutex<DaemonThread?>(nil)
    private let fail: @Sendable (DaemonError) -> Void

    /// Keeps in a store, and tells what fails.
    init(_ store: BootStore, fail: @escaping @Sendable (DaemonError) -> Void) {
        self.store = Mutex(store)
        self.fail = fail
    }

    /// Takes what the table holds now.
    func note(_ ruleset: Ruleset) { state.withLock { $0.ruleset = ruleset } }

    /// Takes the ranges of this node's pods, which change a few times in its life: they are not made to wait.
    func note(_ ranges: AddressRanges) {
        state.withLock { state in
            if ranges == state.knownRanges { return }
            (state.ranges, state.knownRanges, state.restUntil) = (ranges, ranges, .zero)
        }
    }

    /// When to call `write` at the latest; `nil` while nothing waits.
    func due(now: Duration) -> Duration? {
        state.withLock { state in
            // What is being written may fail, and is then to be tried again.
            if state.isWriting { return max(state.restUntil, now + .seconds(1)) }
            return state.isWaiting ? state.restUntil : nil
        }
    }

    /// Begins to write what waits, where the rest is over.
    func write(now: Duration) {
        let isDue = state.withLock { state in
            guard state.isWaiting, !state.isWriting, state.restUntil <= now else { return false }
            (state.isWriting, state.restUntil) = (true, now + Self.rest)
            return true
        }
        if !isDue { return }
        do throws(DaemonError) {
            let started = try DaemonThread { [self] in write() }
            thread.withLock { $0 = started }
        } catch {
            write()
        }
    }

    /// Writes what waits, and returns when it is written.
    func finish() {
        thread.withLock { $0 }?.join()
        write()
    }

    private func write() {
        let (ruleset, ranges) = state.withLock { state in
            defer { (state.ruleset, state.ranges) = (nil, nil) }
            return (state.ruleset, state.ranges)
        }
        // What fails is tried again after the rest, with what holds by then; one of the two does not keep the other.
        if let ranges, !succeeds({ (store) throws(DaemonError) in try store.keep(ranges) }) {
            state.withLock { $0.ranges = $0.ranges ?? ranges }
        }
        if let ruleset, !succeeds({ (store) throws(DaemonError) in try store.keep(ruleset) }) {
            state.withLock { $0.ruleset = $0.ruleset ?? ruleset }
        }
        state.withLock { $0.isWriting = false }
    }

    private func succeeds(_ body: (inout BootStore) throws(DaemonError) -> Void) -> Bool {
        do throws(DaemonError) {
            try store.withLock { (store) throws(DaemonError) in try body(&store) }
            return true
        } catch {
            fail(error)
            return false
        }
    }
}

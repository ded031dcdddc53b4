import Nftables
import Synchronization

/// One listing of open connections, which may take place elsewhere: the kernel looks through one table for all
/// namespaces, which takes 5 ms, and 50 ms where processors are busy. No change of the rules should wait for that.
///
/// A class, since whoever lists and whoever waits share it.
final class ConnectionListing: Sendable {
    /// What came of it.
    typealias Outcome = Result<[TrackedConnection], KernelError>

    /// When it began.
    let start: Duration
    private let outcome = Mutex<Outcome?>(nil)

    /// A listing that begins now.
    init(start: Duration) { self.start = start }

    /// Takes what was listed.
    func finish(_ outcome: Outcome) { self.outcome.withLock { $0 = outcome } }

    /// What was listed; `nil` until it was.
    var listed: Outcome? { outcome.withLock { $0 } }
}

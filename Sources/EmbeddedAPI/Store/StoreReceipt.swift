internal import KubernetesAPI

/// Whether some changes are durable, which nobody knows at first. A class, since those who made them wait for what the
/// saver finds out.
final class StoreReceipt: @unchecked Sendable {
    /// What became of the changes: they are durable, or none of them happened.
    typealias Outcome = Result<Void, APIFailure>

    private let monitor = Monitor()
    private var settled: Outcome?
    private var tells: [@Sendable (Outcome) -> Void] = []

    /// A receipt of changes that are still to be saved, or of some whose outcome is known.
    init(_ outcome: Outcome? = nil) {
        settled = outcome
    }

    /// What became of them; `nil` as long as that is not known.
    var outcome: Outcome? { monitor.locked { settled } }

    /// Waits until it is known, and throws where nothing was saved.
    func wait() throws(APIFailure) {
        let outcome = monitor.locked {
            monitor.wait { settled != nil }
            return settled
        }
        try outcome?.get()
    }

    /// Has `tell` called once it is known: at once where it is, else by the thread that saves, which it must not hold
    /// up.
    func whenSettled(_ tell: @escaping @Sendable (Outcome) -> Void) {
        let outcome = monitor.locked {
            if settled == nil { tells.append(tell) }
            return settled
        }
        if let outcome { tell(outcome) }
    }

    /// Says what became of them, once.
    func settle(_ outcome: Outcome) {
        let tells = monitor.locked {
            settled = outcome
            monitor.wakeAll()
            defer { self.tells = [] }
            return self.tells
        }
        for tell in tells { tell(outcome) }
    }
}

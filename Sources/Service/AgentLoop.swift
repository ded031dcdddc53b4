internal import Agent
internal import Daemon
internal import Glibc
internal import Nftables
internal import Synchronization

/// Leads an agent: calls it when something came in, when a time has come, and when somebody asks it something.
///
/// The thread that runs it is the one owner of all that the agent knows. Others write into the mailbox and ask.
final class AgentLoop<Node: Kernel & SendableMetatype>: Sendable {
    /// Something to be done with the agent by its own thread.
    private typealias Job = @Sendable (inout AgentCore<Node>) -> Void

    private struct State: Sendable {
        var jobs: [(number: Int, job: Job)] = []
        var jobCount = 0
        var isStopped = false
        var hasEnded = false
        /// What the loop does now, and since when.
        var busySince: Duration?
    }

    /// Where sources write.
    let mailbox: Mailbox

    private let bell: Bell
    private let state = Mutex(State())

    /// A loop that does not run yet.
    init() throws(DaemonError) {
        let bell = try Bell()
        self.bell = bell
        mailbox = Mailbox { bell.ring() }
    }

    /// Runs the agent until it is stopped. After each step `each` hears what happened, and says when it wants to be
    /// called again at the latest, if at all.
    func run(
        _ core: inout AgentCore<Node>, _ each: (inout AgentCore<Node>, [AgentReport]) -> Duration?
    ) {
        while true {
            let (jobs, isStopped) = state.withLock { state in
                defer { state.jobs = [] }
                state.busySince = .sinceBoot
                return (state.jobs, state.isStopped)
            }
            for (_, job) in jobs { job(&core) }
            if isStopped { break }
            let due = core.step(mailbox.take())
            let own = each(&core, core.takeReports())
            state.withLock { $0.busySince = nil }
            bell.wait(milliseconds: [due, own].compactMap { $0 }.min().map { ($0 - .sinceBoot).wholeMilliseconds })
        }
        state.withLock { ($0.busySince, $0.hasEnded, $0.jobs) = (nil, true, []) }
    }

    /// Lets the agent's own thread do something, at once where it rests; its number among the jobs.
    @discardableResult
    func enqueue(_ job: @escaping @Sendable (inout AgentCore<Node>) -> Void) -> Int {
        let number = state.withLock { state in
            state.jobCount += 1
            if !state.hasEnded { state.jobs.append((state.jobCount, job)) }
            return state.jobCount
        }
        bell.ring()
        return number
    }

    /// Asks the agent something and waits for the answer; `nil` where it gives none in this time, or has ended. What
    /// was not begun by then is not done later.
    func ask<Answer: Sendable>(
        within time: Duration, _ question: @escaping @Sendable (inout AgentCore<Node>) -> Answer
    ) -> Answer? {
        let answer = Answered<Answer>()
        let number = enqueue { core in answer.give(question(&core)) }
        let given = answer.wait(time) { state.withLock { $0.hasEnded } }
        if given == nil { state.withLock { $0.jobs.removeAll { $0.number == number } } }
        return given
    }

    /// Since when one and the same thing is being done; `nil` while it rests.
    var busySince: Duration? { state.withLock { $0.busySince } }

    /// Ends the run, behind what is being done.
    func stop() {
        state.withLock { $0.isStopped = true }
        bell.ring()
    }
}

/// An answer that another thread gives. Waiting is asking now and then: this is for people and probes.
private final class Answered<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    /// Gives it.
    func give(_ value: Value) { self.value.withLock { $0 = value } }

    func wait(_ time: Duration, orUntil hasEnded: () -> Bool) -> Value? {
        let deadline = Duration.sinceBoot + time
        while true {
            let isLast = hasEnded() || Duration.sinceBoot >= deadline
            if let value = value.withLock({ $0 }) { return value }
            if isLast { return nil }
            usleep(500)
        }
    }
}

extension Duration {
    /// The time since the machine began, which no change of its date moves and which goes on while it sleeps.
    static var sinceBoot: Duration {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Rounded up, and none below zero: whoever wakes too early would only wait once more.
    fileprivate var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = max(.zero, self).components
        return Int32(clamping: seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}

public import Nftables

/// Brings the table in the kernel to what it should be: told what is wanted and how each step went, it says what to do
/// next. It does nothing itself and knows no clock.
///
///     wanted ≠ seen     plan, commit phase by phase; each leads to a state that is safe to stop in
///     nothing seen      look first
///     refused, lost     look again, and after a wait try again, for ever and ever more slowly
///     stale             somebody else committed: take the new generation, a few times; then wait
public struct Reconciler: Sendable {
    /// What to do next.
    public enum Action: Hashable, Sendable {
        /// Look at the whole table.
        case observe
        /// Ask for the generation alone: the table is as it was.
        case askGeneration
        /// Commit a phase.
        case apply(Phase, expecting: Generation)
        /// Nothing before this time.
        case wait(until: Duration)
        /// Nothing: the table is as it should be, or nothing is wanted yet.
        case rest
    }

    /// How it went.
    public enum Outcome: Hashable, Sendable {
        /// This is there.
        case observed(Observation)
        /// The generation is this one.
        case generation(Generation)
        /// The phase was committed.
        case applied(Generation)
        /// It failed.
        case failed(KernelError)
    }

    /// Something that people should hear of.
    public enum Report: Hashable, Sendable {
        /// The table was not as we left it: what differed, as what is there beside what should be.
        case drift([ObjectDifference])
        /// Something failed, for the how-manieth time in a row, and when it is tried again.
        case failed(KernelError, tries: Int, retryAt: Duration)
        /// There is no way to what is wanted.
        case unplannable(PlanError, tries: Int, retryAt: Duration)
        /// The table is as it should be, after so many failures.
        case recovered(tries: Int)
    }

    /// How it stands between what is wanted and what is there.
    public enum Condition: Hashable, Sendable {
        /// Nothing is wanted yet: what a table before us enforces stays.
        case idle
        /// On the way.
        case working
        /// The table is as it should be.
        case inSync
        /// The last try failed.
        case failing(reason: String, tries: Int, since: Duration)
    }

    private static let staleTriesMax = 5

    /// Whether a commit by somebody else leaves our table as it is, or we would be told: then a new generation is all
    /// that is asked for.
    public var hearsOfChanges: Bool

    /// What the table should be; `nil` also while nothing is wanted yet.
    public private(set) var wanted: Ruleset?
    /// How it stands.
    public private(set) var condition = Condition.idle
    /// What the table holds, as far as we know; `nil` where it has to be looked at.
    public private(set) var seen: Observation?

    private var isWanting = false
    private var planner = Planner()
    /// How we left the table, while we have to look at it again: what is otherwise then is drift.
    private var left: Observation?
    private var planned: [Phase]?
    private var needsGeneration = false
    private var staleCount = 0
    private var failureCount = 0
    private var failingSince: Duration?
    private var retryAt: Duration?
    private var reports: [Report] = []

    /// One that wants nothing yet.
    public init(hearsOfChanges: Bool = false) { self.hearsOfChanges = hearsOfChanges }

    /// Sets what the table should be: `nil` for none at all.
    public mutating func want(_ ruleset: Ruleset?) {
        wanted = ruleset
        isWanting = true
        planned = nil
    }

    /// Takes note that the table may be another than we made.
    public mutating func suspect() {
        left = seen ?? left
        forget()
    }

    /// Has what failed be tried again now: somebody ordered it.
    public mutating func hurry() { retryAt = nil }

    /// What to do next.
    public mutating func next(now: Duration) -> Action {
        guard isWanting else { return .rest }
        if let retryAt, retryAt > now { return .wait(until: retryAt) }
        guard let seen else { return .observe }
        if needsGeneration { return .askGeneration }
        do throws(PlanError) {
            let phases =
                if let planned { planned } else {
                    try planner.changesAroundMisfits(from: seen.ruleset, to: wanted)
                }
            planned = phases
            guard let phase = phases.first else {
                settle()
                return .rest
            }
            if failureCount == 0 { condition = .working }
            return .apply(phase, expecting: seen.generation)
        } catch {
            let retryAt = noteFailure("\(error)", .seconds(1), now)
            reports.append(.unplannable(error, tries: failureCount, retryAt: retryAt))
            return .wait(until: retryAt)
        }
    }

    /// Takes how it went.
    public mutating func take(_ outcome: Outcome, now: Duration) {
        switch outcome {
        case .observed(let observation): take(observation)
        case .generation(let generation):
            needsGeneration = false
            seen = seen.map { Observation($0.ruleset, at: generation) }
        case .applied(let generation):
            guard let phase = planned?.first else { return }
            planned?.removeFirst()
            seen = Observation(phase.result, at: generation)
            staleCount = 0
        case .failed(.stale) where staleCount < Self.staleTriesMax:
            staleCount += 1
            if hearsOfChanges { needsGeneration = true } else { suspect() }
        case .failed(let error):
            suspect()
            // Whether it was committed is not known, so nothing of what is found is somebody else's doing.
            if case .lost = error { left = nil }
            let retryAt = noteFailure("\(error)", error.firstWait, now)
            reports.append(.failed(error, tries: failureCount, retryAt: retryAt))
        }
    }

    /// What people should hear of since this was asked last.
    public mutating func takeReports() -> [Report] {
        defer { reports = [] }
        return reports
    }

    private mutating func take(_ observation: Observation) {
        if let left {
            let differences = RulesetComparison(from: left.ruleset, to: observation.ruleset).objects
            if !differences.isEmpty { reports.append(.drift(differences)) }
        }
        left = nil
        seen = observation
        planned = nil
    }

    private mutating func settle() {
        condition = .inSync
        // Nothing tells the two apart. With one storage for both, the next plan has next to nothing to compare.
        seen = seen.map { Observation(wanted, at: $0.generation) }
        if failureCount > 0 { reports.append(.recovered(tries: failureCount)) }
        (failureCount, staleCount, failingSince, retryAt) = (0, 0, nil, nil)
    }

    private mutating func forget() {
        (seen, planned, needsGeneration) = (nil, nil, false)
    }

    /// Waits longer each time, up to a few seconds: what changed meanwhile waits as long.
    private mutating func noteFailure(_ reason: String, _ firstWait: Duration, _ now: Duration) -> Duration {
        failureCount += 1
        staleCount = 0
        let since = failingSince ?? now
        failingSince = since
        condition = .failing(reason: reason, tries: failureCount, since: since)
        let at = now + min(firstWait * (1 << min(failureCount - 1, 10)), .seconds(5))
        retryAt = at
        return at
    }
}

extension KernelError {
    /// How long to wait after the first failure of this kind: what another look may mend is tried soon.
    fileprivate var firstWait: Duration { isPassing ? .milliseconds(10) : .seconds(1) }
}

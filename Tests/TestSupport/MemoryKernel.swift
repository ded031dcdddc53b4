public import Nftables
import Synchronization

/// A kernel made of values, with the rules of the real one: what it refuses, with which error, and when it counts on.
///
/// A class, since a test changes it behind the back of whoever holds it as a `Kernel`.
public final class MemoryKernel: Kernel, Sendable {
    /// A call that is made to fail.
    public struct Fault: Hashable, Sendable {
        /// Which of the two calls.
        public enum Call: Hashable, Sendable {
            /// Looking.
            case observe
            /// Committing.
            case apply
        }

        /// Which call.
        public let call: Call
        /// The how-manieth such call, from 1 on, since the kernel was made.
        public let number: Int
        /// What it throws.
        public let error: KernelError
        /// Whether the batch was committed all the same, as when only the answer was lost.
        public let isCommitted: Bool

        /// The n-th call fails with this error.
        public init(_ call: Call, number: Int, _ error: KernelError, isCommitted: Bool = false) {
            self.call = call
            self.number = number
            self.error = error
            self.isCommitted = isCommitted
        }
    }

    private struct State {
        var table = MemoryTable()
        var generation = Generation(rawValue: 1)
        var faults: [Fault] = []
        var observeCount = 0
        var applied: [Phase] = []
        var applyCount = 0
    }

    private let state: Mutex<State>

    /// A kernel with this table, or without any.
    public init(_ ruleset: Ruleset? = nil, faults: [Fault] = []) {
        state = Mutex(State(table: MemoryTable(ruleset: ruleset), faults: faults))
    }

    /// What the table holds now.
    public var ruleset: Ruleset? { state.withLock { $0.table.ruleset } }

    /// The phases that were committed, in order.
    public var applied: [Phase] { state.withLock { $0.applied } }

    /// How often it was looked at, and how often something was to be committed.
    public var callCounts: (observe: Int, apply: Int) { state.withLock { ($0.observeCount, $0.applyCount) } }

    /// Lets another call fail.
    public func add(_ fault: Fault) { state.withLock { $0.faults.append(fault) } }

    /// Lets no call fail any more.
    public func removeFaults() { state.withLock { $0.faults = [] } }

    /// Somebody else commits to a table of theirs.
    public func commitByOthers() { state.withLock { $0.generation = $0.generation.next } }

    /// Somebody else changes our table; nothing is checked.
    public func changeByOthers(_ change: (inout Ruleset?) -> Void) {
        state.withLock {
            change(&$0.table.ruleset)
            $0.generation = $0.generation.next
        }
    }

    /// What the table holds now, and at which generation.
    public func observe() throws(KernelError) -> Observation {
        try state.withLock { state throws(KernelError) in
            state.observeCount += 1
            if let fault = state.faults.first(where: { $0.call == .observe && $0.number == state.observeCount }) {
                throw fault.error
            }
            return Observation(state.table.ruleset, at: state.generation)
        }
    }

    /// The generation now.
    public func generation() throws(KernelError) -> Generation { state.withLock { $0.generation } }

    /// Commits one phase whole, or throws and has done nothing.
    public func apply(_ phase: Phase, expecting generation: Generation) throws(KernelError) -> Generation {
        try state.withLock { state throws(KernelError) in
            state.applyCount += 1
            let fault = state.faults.first { $0.call == .apply && $0.number == state.applyCount }
            if let fault, !fault.isCommitted { throw fault.error }
            guard generation == state.generation else { throw .stale }
            let (table, isMoved) = try state.table.after(phase.changes)
            state.table = table
            if isMoved { state.generation = generation.next }
            state.applied.append(phase)
            if let fault { throw fault.error }
            return state.generation
        }
    }
}

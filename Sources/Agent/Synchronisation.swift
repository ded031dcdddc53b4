public import Nftables

/// What an order to synchronise has come to: what it took until the table was as it should be.
public struct Synchronisation: Hashable, Sendable {
    /// A phase, in words: its rulesets are not kept for whoever may ask.
    public struct Part: Hashable, Sendable {
        /// Which part of the way it is.
        public let step: Phase.Step
        /// What it does, change by change.
        public let changes: [String]

        /// What a phase does.
        init(_ phase: Phase) { (step, changes) = (phase.step, phase.changes.map(\.summary)) }
    }

    /// Why it cannot be said what an order would do.
    public enum Failure: Error, Hashable, Sendable {
        /// The table could not be looked at.
        case kernel(KernelError)
        /// There is no way to what is wanted.
        case plan(PlanError)
    }

    /// What was committed since it was ordered, until it was done.
    public private(set) var parts: [Part] = []
    /// Whether the table was looked at since and is as it should be.
    public internal(set) var isDone = false

    /// Takes note of a phase that was committed.
    mutating func note(_ phase: Phase) {
        // What comes later answers something else.
        if !isDone { parts.append(Part(phase)) }
    }
}

extension Synchronisation.Failure: CustomStringConvertible {
    /// What went wrong and what to do.
    public var description: String {
        switch self {
        case .kernel(let error): "\(error)"
        case .plan(let error): "\(error)"
        }
    }
}

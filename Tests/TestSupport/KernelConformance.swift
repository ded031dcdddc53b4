public import Nftables

/// What every `Kernel` must do, the real one as well as the one made of values: a list of cases, each for a kernel
/// without our table.
public struct KernelConformance: Sendable, CustomStringConvertible {
    /// What went other than it must.
    public struct Failure: Error, CustomStringConvertible {
        /// What was expected and what was found.
        public let description: String
    }

    /// What it shows, as a sentence.
    public let description: String
    /// Shows it, or throws a ``Failure`` or what the kernel threw.
    public let run: @Sendable (any Kernel) throws -> Void

    /// All cases.
    public static let cases = life + refusals + acceptances + ways

    /// The case of this name.
    init(_ description: String, _ run: @escaping @Sendable (any Kernel) throws -> Void) {
        self.description = description
        self.run = run
    }
}

extension KernelConformance {
    /// Throws where something does not hold.
    static func require(_ holds: Bool, _ what: @autoclosure () -> String) throws(Failure) {
        if !holds { throw Failure(description: what()) }
    }

    /// Commits one batch of changes at the present generation.
    static func commit(_ changes: [Change], to kernel: any Kernel) throws {
        let generation = try kernel.observe().generation
        _ = try kernel.apply(Phase(.build, changes, result: nil), expecting: generation)
    }

    /// Takes the kernel to a ruleset phase by phase, and checks that it is there.
    static func move(_ kernel: any Kernel, to wanted: Ruleset?) throws {
        let seen = try kernel.observe()
        var generation = seen.generation
        for phase in try changes(from: seen.ruleset, to: wanted) {
            generation = try kernel.apply(phase, expecting: generation)
            let found = try kernel.observe()
            try require(
                found.ruleset?.withoutComments == phase.result?.withoutComments,
                "after \(phase.step) found\n"
                    + "\(found.ruleset?.text ?? "nothing")\nin place of\n\(phase.result?.text ?? "nothing")")
            try require(found.generation == generation, "apply said \(generation), observe \(found.generation)")
        }
    }

    /// Commits a batch that must be refused: for its last change, with one of these errors, and without a trace.
    ///
    /// Kernels before 6.1 are less exact, which is `tolerated`: they find fault with an earlier change, or take the
    /// batch and do nothing.
    static func refuse(
        _ changes: [Change], _ allowed: [Errno], by kernel: any Kernel, tolerated isTolerated: Bool = false
    ) throws {
        let isTolerated = isTolerated && !RunningKernel.isExact
        let before = try kernel.observe()
        do {
            _ = try kernel.apply(Phase(.build, changes, result: nil), expecting: before.generation)
            if !isTolerated { throw Failure(description: "accepted: \(changes.map(\.summary))") }
        } catch KernelError.refused(let change, let errno) {
            let isMeant = isTolerated ? changes.contains(change) : change == changes.last
            try require(isMeant, "refused \(change.summary), not \(changes.last?.summary ?? "")")
            try require(allowed.contains(errno), "refused with \(errno), not with \(allowed)")
        }
        let after = try kernel.observe()
        try require(after.ruleset == before.ruleset, "a refused batch left\n\(after.ruleset?.text ?? "nothing")")
        try require(isTolerated || after.generation == before.generation, "a refused batch moved the generation")
    }

    /// Commits a batch that must be accepted and change nothing.
    static func acceptWithoutEffect(_ changes: [Change], by kernel: any Kernel) throws {
        let before = try kernel.observe()
        try commit(changes, to: kernel)
        let after = try kernel.observe()
        try require(
            after.ruleset == before.ruleset, "\(changes.map(\.summary)) made\n\(after.ruleset?.text ?? "nothing")")
    }
}

extension Ruleset {
    /// The ruleset without the comments of its objects, which the kernel keeps as they were first.
    var withoutComments: Ruleset {
        var plain = Ruleset(table: table)
        plain.counters = counters
        plain.foreign = foreign
        plain.sets = sets.mapValues { NamedSet($0.elements) }
        plain.maps = maps.mapValues { VerdictMap($0.layout, $0.verdicts) }
        plain.chains = chains.mapValues { Chain($0.rules, base: $0.base) }
        return plain
    }
}

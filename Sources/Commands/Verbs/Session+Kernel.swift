import JSON
import NetlinkKernel
import Nftables

extension Session {
    /// How often rules that somebody else changed meanwhile are looked at again.
    private static let triesMax = 5

    /// The table as the kernel holds it.
    func observe() throws(Failure) -> Ruleset? {
        try Failure.wrapping(Failure.kernel) { () throws(KernelError) in try host.kernel(.none).observe().ruleset }
    }

    /// Makes the table what is wanted, `nil` being no table, as the one writer here; gives the phases that it took.
    func program(_ wanted: Ruleset?) throws(Failure) -> [Phase] {
        let lock = try Failure.wrapping(Failure.host) { () throws(HostError) in try host.becomeWriter() }
        defer { withExtendedLifetime(lock) {} }
        let kernel = try open()
        for _ in 1..<Self.triesMax {
            do throws(Failure) {
                return try program(wanted, kernel)
            } catch {
                guard case .kernel(.stale) = error else { throw error }
            }
        }
        return try program(wanted, kernel)
    }

    /// Lets the kernel check the whole change without keeping it; gives the phases that it would take.
    func tryOut(_ wanted: Ruleset?) throws(Failure) -> [Phase] {
        let kernel = try open()
        let seen = try Failure.wrapping(Failure.kernel) { () throws(KernelError) in try kernel.observe() }
        let phases = try plan(from: seen.ruleset, to: wanted)
        let whole = Phase.squeezed(from: seen.ruleset, to: wanted)
        try Failure.wrapping(Failure.kernel) { () throws(KernelError) in try kernel.tryOut(whole) }
        return phases
    }

    private func open() throws(Failure) -> any TableKernel {
        try Failure.wrapping(Failure.kernel) { () throws(KernelError) in try host.kernel(.adoptable) }
    }

    private func program(_ wanted: Ruleset?, _ kernel: any TableKernel) throws(Failure) -> [Phase] {
        let seen = try Failure.wrapping(Failure.kernel) { () throws(KernelError) in try kernel.observe() }
        let phases = try plan(from: seen.ruleset, to: wanted)
        var generation = seen.generation
        for phase in phases {
            generation = try Failure.wrapping(Failure.kernel) { () throws(KernelError) in
                try kernel.apply(phase, expecting: generation)
            }
        }
        return phases
    }

    private func plan(from seen: Ruleset?, to wanted: Ruleset?) throws(Failure) -> [Phase] {
        try Failure.wrapping(Failure.plan) { () throws(PlanError) in try changes(from: seen, to: wanted) }
    }
}

extension [Phase] {
    /// One line for each change, with its phase.
    var text: String { flatMap { phase in phase.changes.map { "\(phase.step.rawValue): \($0.summary)\n" } }.joined() }

    /// The same as JSON.
    var json: JSONValue {
        .array(
            map { phase in
                .members([
                    "phase": .string(phase.step.rawValue), "changes": .array(phase.changes.map { .string($0.summary) }),
                ])
            })
    }
}

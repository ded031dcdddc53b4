import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// Every n-th call to the socket fails: what is in the kernel afterwards is a state between two phases, and the way
/// goes on from there.
@Suite(.requiresKernel)
struct FaultTests {
    static let faults: [FaultyPort.Fault] = [
        .error(.interrupted), .error(.noBufferSpace), .error(.tryAgain), .error(.noMemory), .error(.notPermitted),
        .lostAnswer, .truncated, .staleAnswer, .overrun, .interruptedListing, .meanwhile,
    ]

    /// Faults that nobody outside may notice.
    private static let harmless: [FaultyPort.Fault] = [.error(.interrupted), .staleAnswer, .interruptedListing]

    private let start: Ruleset?
    private let end: Ruleset?

    init() { (start, end) = (Transition.old, Transition.new) }

    @Test func `the way between the two rulesets of these tests has all steps`() throws {
        #expect(Transition.old.problems == [] && Transition.new.problems == [])
        let steps = try changes(from: Transition.old, to: Transition.new).map(\.step)
        #expect(Set(steps) == Set(Phase.Step.allCases))
    }

    @Test(arguments: faults)
    func `a fault at any call on the way leaves a safe state, from which the way goes on`(
        _ fault: FaultyPort.Fault
    ) throws {
        try Lab.run { lab in
            let clean = try lab.kernel()
            let (kernel, port) = try lab.faultyKernel()
            let other = try lab.kernel(table: "other")
            var isThere = false
            port.meanwhile = {
                isThere.toggle()
                _ = try? other.reach(isThere ? Ruleset(table: "other") : nil)
            }
            var call = 0
            repeat {
                call += 1
                try clean.reach(start)
                port.arm(call, fault)
                try check(kernel, clean, "\(fault) at call \(call)", isHarmless: Self.harmless.contains(fault)) {
                    port.arm()
                } hasFailed: {
                    port.hasFailed
                }
                port.arm(call)
            } while call < callCountMax && lastHadFault
            #expect(call > 30)
        }
    }

    private let callCountMax = 1000
    private final class Flag { var isSet = true }
    private let flag = Flag()
    private var lastHadFault: Bool { flag.isSet }

    /// One run over all phases, watched from a socket without faults.
    private func check(
        _ kernel: NetlinkKernel, _ clean: NetlinkKernel, _ what: String, isHarmless: Bool, disarm: () -> Void,
        hasFailed: () -> Bool
    ) throws {
        let states = [start] + (try changes(from: start, to: end)).map(\.result)
        var reached = 0
        do {
            let seen = try kernel.observe()
            #expect(seen.ruleset == start, "\(what)")
            var generation = seen.generation
            for phase in try changes(from: seen.ruleset, to: end) {
                generation = try kernel.apply(phase, expecting: generation)
                reached += 1
            }
            #expect(try clean.observe().ruleset == end, "\(what)")
        } catch let error as KernelError {
            #expect(!isHarmless, "\(what): \(error)")
            let state = try clean.observe().ruleset
            if case .lost = error {
                #expect(state == states[reached] || state == states[min(reached + 1, states.count - 1)], "\(what)")
            } else {
                #expect(state == states[reached], "\(what): \(error)")
            }
        }
        flag.isSet = hasFailed()
        disarm()
        try kernel.reach(end)
        #expect(try clean.observe().ruleset == end, "\(what)")
    }

    /// Where the kernel refuses all features asked for at once, each is asked for by itself.
    @Test(arguments: [(refusals: 0, callsMin: 4), (refusals: 1, callsMin: 15)])
    func `a fault at any call of the beginning is an error, or changes nothing of what was found out`(
        _ refusals: Int, _ callsMin: Int
    ) throws {
        try Lab.run { lab in
            let clean = try lab.kernel()
            try clean.reach(Transition.old)
            let generation = try clean.observe().generation
            // Each trial of the probe is a transaction that the kernel aborts, which takes it some 20 ms.
            let faults = isSoak ? Self.faults.filter { $0 != .meanwhile } : [.lostAnswer, .staleAnswer]
            for fault in faults {
                var call = 0
                var hasFailed = true
                while hasFailed {
                    call += 1
                    let port = FaultyPort(try lab.socket())
                    (port.refusesAll, port.refusalCount) = (.notSupported, refusals)
                    port.arm(call, fault)
                    do {
                        let kernel = try NetlinkKernel(table: "martlet", ownership: .none, port: port)
                        #expect(kernel.features == clean.features, "\(fault) at call \(call)")
                    } catch {
                        #expect(!Self.harmless.contains(fault), "\(fault) at call \(call): \(error)")
                    }
                    hasFailed = port.hasFailed
                }
                #expect(call > callsMin, "\(fault)")
            }
            #expect(try clean.observe() == Observation(Transition.old, at: generation))
        }
    }

    @Test func `a commit of somebody else between looking and doing makes the phase stale`() throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            let seen = try kernel.observe()
            try lab.nft("add table inet other")
            let phases = try changes(from: nil, to: Transition.old)
            #expect(throws: KernelError.stale) { try kernel.apply(phases[0], expecting: seen.generation) }
            #expect(try kernel.observe().ruleset == nil)
        }
    }

    @Test func `the generation that a phase gives back is the one that the kernel has`() throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            var generation = try kernel.observe().generation
            for phase in try changes(from: nil, to: Transition.old) {
                generation = try kernel.apply(phase, expecting: generation)
                #expect(try kernel.observe() == Observation(phase.result, at: generation))
            }
            #expect(try kernel.apply(Phase(.build, [], result: nil), expecting: generation) == generation)
        }
    }

    @Test func `what is busy is tried again when it is removed, and only then, and not for ever`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            try kernel.reach(Transition.old)
            let phases = try changes(from: Transition.old, to: Transition.new)
            var generation = try kernel.observe().generation
            for phase in phases {
                port.refusesAll = .busy
                port.refusalCount = .max
                port.arm()
                #expect(throws: KernelError.self) { try kernel.apply(phase, expecting: generation) }
                #expect(port.sendCount == (phase.step == .remove ? 5 : 1))
                port.refusalCount = phase.step == .remove ? 4 : 0
                generation = try kernel.apply(phase, expecting: generation)
                port.refusesAll = nil
            }
            #expect(try kernel.observe().ruleset == Transition.new)
        }
    }

    @Test func `a refusal names the change that was refused`() throws {
        try Lab.run { lab in
            let kernel = try lab.kernel()
            try kernel.reach(Transition.old)
            let seen = try kernel.observe()
            let phase = Phase(
                .switch, [.createCounter("good"), .deleteChain("pod/one"), .createCounter("other")],
                result: Transition.old)
            #expect(throws: KernelError.refused(.deleteChain("pod/one"), .busy)) {
                try kernel.apply(phase, expecting: seen.generation)
            }
            #expect(try kernel.observe() == seen)
        }
    }
}

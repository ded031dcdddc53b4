import Addresses
import Nftables
import TestSupport
import Testing

@testable import NetlinkKernel

/// A socket that may send little at once, as in a user namespace.
@Suite(.requiresKernel)
struct PartsTests {
    @Test(arguments: [1200, 2000, 4000])
    func `a phase that may be cut goes in parts, each of them a state that the next round goes on from`(
        _ limit: Int
    ) throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            try kernel.reach(EveryForm.ruleset)
            let seen = try kernel.observe()
            port.sendLimitMax = limit
            let big = grown(EveryForm.ruleset)
            var generation = seen.generation
            let phases = try changes(from: EveryForm.ruleset, to: big)
            for phase in phases {
                port.arm()
                generation = try kernel.apply(phase, expecting: generation)
                if phase.isDivisible { #expect(port.sendCount > 1) }
                #expect(try kernel.observe() == Observation(phase.result, at: generation))
            }
            try kernel.reach(EveryForm.ruleset)
            #expect(try kernel.observe().ruleset == EveryForm.ruleset)
        }
    }

    /// Much that is new, and one rule that uses it.
    private func grown(_ ruleset: Ruleset) -> Ruleset {
        var big = ruleset
        for number in 0..<20 {
            let addresses = (0..<20).map { IPAddress(ipv4: UInt32(number * 100 + $0)) }
            big.sets["grown/\(number)"] = NamedSet(Elements(addresses: addresses, family: .ipv4))
            big.chains["grown/\(number)"] = Chain([
                Rule(.match(.sourceAddress(.ipv4), in: "grown/\(number)"), .verdict(.accept))
            ])
        }
        return big
    }

    @Test func `a switch that does not fit is an error, and nothing of it is done`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            try kernel.reach(Transition.old)
            port.sendLimitMax = 300
            let seen = try kernel.observe()
            let phase = Phase.squeezed(from: Transition.old, to: Transition.new)
            let error = #expect(throws: KernelError.self) { try kernel.apply(phase, expecting: seen.generation) }
            #expect(error.map { if case .tooLarge(1000..., limit: 300) = $0 { true } else { false } } == true)
            #expect(try kernel.observe() == seen)
        }
    }

    @Test func `one message that is larger than a part is an error`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            port.sendLimitMax = 100
            let seen = try kernel.observe()
            #expect(throws: KernelError.self) {
                try kernel.apply(changes(from: nil, to: Transition.old)[0], expecting: seen.generation)
            }
            #expect(try kernel.observe().ruleset == nil)
        }
    }

    @Test func `no part leaves an element out that is there before and after`() throws {
        try Lab.run { lab in
            let (kernel, port) = try lab.faultyKernel()
            let watcher = try lab.kernel()
            let (old, new) = (holed(0), holed(1))
            try kernel.reach(old)
            // Room for the set beside it and for what leaves the set that drops, but not also for what joins it.
            port.sendLimitMax = 110_000
            let all = Phase.squeezed(from: old, to: new).changes
            let phase = Phase(.build, all.filter(Self.isBeside) + all.filter { !Self.isBeside($0) }, result: new)
            #expect(all.count == 3)
            var observed: [Ruleset?] = []
            // Every second call receives: the answer to a part that was committed is lost.
            for call in stride(from: 2, to: 100, by: 2) {
                let generation = try kernel.observe().generation
                port.arm(call, .lostAnswer)
                do {
                    _ = try kernel.apply(phase, expecting: generation)
                    break
                } catch {
                    #expect(error as? KernelError == .lost(.noBufferSpace))
                    observed.append(try watcher.observe().ruleset)
                    port.arm()
                    try watcher.reach(old)
                }
            }
            let both = numbers(old).intersection(numbers(new))
            #expect(observed.count > 1)
            for state in observed { #expect(state.map { both.isSubset(of: numbers($0)) } == true) }
            #expect(try watcher.observe().ruleset == new)
        }
    }

    private static func isBeside(_ change: Change) -> Bool {
        if case .addElements(_, to: "single") = change { true } else { false }
    }

    private func numbers(_ ruleset: Ruleset) -> RangeSet<UInt32> {
        let elements = ruleset.sets["closed"]?.elements
        return RangeSet(
            (elements.map { Array($0) } ?? []).map { element in
                let bounds = [element.bytes[..<4], element.bytes[4...]].map { $0.reduce(0) { $0 << 8 | UInt32($1) } }
                return bounds[0]...bounds[1]
            })
    }

    /// A set that drops, of many ranges that end here or a little further.
    private func holed(_ more: UInt32) -> Ruleset {
        var ruleset = Ruleset()
        let ranges = (1...UInt32(1000)).map { $0 * 16...$0 * 16 + 7 + more }
        let single = (0..<more * 3000).map { IPAddress(ipv4: $0) }
        ruleset.sets["single"] = NamedSet(Elements(addresses: single, family: .ipv4))
        ruleset.sets["closed"] = NamedSet(Elements(AddressRanges(ipv4: RangeSet(ranges)), family: .ipv4))
        ruleset.chains["hook"] = Chain(
            [Rule(.match(.sourceAddress(.ipv4), in: "closed"), .verdict(.drop))], base: BaseChain(.forward))
        return ruleset
    }
}

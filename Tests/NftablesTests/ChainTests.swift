import Addresses
import Nftables
import TestSupport
import Testing

@Suite struct ChainTests {
    @Test("nft prints the same names of priorities, at every hook", .requiresKernel)
    func priorities() throws {
        var ruleset = Ruleset()
        let centers: [Int32] = [-400, -300, -225, -150, -100, 0, 50, 100, 300]
        let all = centers.flatMap { center in (-12...12).map { center + $0 } } + [.min, -1000, 1000, .max]
        for hook in BaseChain.Hook.allCases {
            for (index, priority) in all.enumerated() {
                ruleset.chains["\(hook.word)-\(index)"] = Chain(
                    base: BaseChain(hook, priority: priority, policy: index.isMultiple(of: 2) ? .drop : .accept))
            }
        }
        #expect(ruleset.problems == [])
        let listing = try Nft.listing(ofText: ruleset.text)
        #expect(difference(listing, ruleset.text) == nil)
        #expect(listing.contains("hook prerouting priority dstnat - 3;"))
    }

    @Test("nft takes each kind where the kernel has it", .requiresKernel)
    func kinds() throws {
        for kind in BaseChain.Kind.allCases {
            for hook in BaseChain.Hook.allCases {
                for priority in [-201, -200, -199, 0] as [Int32] {
                    var ruleset = Ruleset()
                    ruleset.chains["c"] = Chain(base: BaseChain(hook, priority: priority, kind: kind))
                    let isTaken = try Nft.takes(ruleset.text)
                    #expect(isTaken == ruleset.problems.isEmpty, "\(kind) at \(hook) \(priority)")
                }
            }
        }
    }

    @Test("names the sets, maps and counters that its rules ask")
    func references() {
        let chain = Chain([
            Rule(.namedCounter("c"), .match(.sourceAddress(.ipv4), in: "s"), .verdict(.drop)),
            Rule(.match(.sourceAddress(.ipv4), notIn: "t"), .verdict(of: .sourceAddress(.ipv4), in: "m")),
            Rule(.verdict(.jump("x"))),
        ])
        #expect(chain.references == ["c", "s", "t", "m"])
    }
}

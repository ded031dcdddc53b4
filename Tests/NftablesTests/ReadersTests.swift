import Addresses
import Testing

@testable import Nftables

@Suite struct ReadersTests {
    private func ruleset(_ chains: [String: [Rule]]) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.chains = chains.mapValues { Chain($0) }
        return ruleset
    }

    private let asking = Rule(.match(.sourceAddress(.ipv4), in: "peers"), .verdict(.accept))
    private let mapping = Rule(.verdict(of: .destinationAddress(.ipv4), in: "pods"))
    private let other = Rule(.match(.sourceAddress(.ipv4), in: "others"), .verdict(.accept))

    @Test("knows each chain that reads an object, and no other")
    func reads() {
        let readers = Readers(of: ruleset(["a": [asking, other, asking], "b": [mapping], "c": [other]]))
        #expect(readers["peers"] == ["a"] && readers["pods"] == ["b"] && readers["others"] == ["a", "c"])
        #expect(readers["nobody's"] == [])
    }

    @Test("is, when it has followed other chains, what it would be if made anew, and looks at those alone that differ")
    func follows() {
        let before = ruleset(["a": [asking], "b": [mapping], "c": [asking, mapping], "gone": [asking]])
        let after = ruleset(["a": [asking], "b": [asking], "c": [other], "come": [mapping]])
        var readers = Readers(of: before)
        for (next, looks) in [(before, 0), (after, 6), (ruleset([:]), 4), (after, 4), (before, 6)] {
            let count = readers.lookCount
            readers.follow(next.chains)
            let anew = Readers(of: next)
            for object in ["peers", "pods", "others"] { #expect(readers[object] == anew[object]) }
            #expect(readers.lookCount - count == looks)
        }
    }
}

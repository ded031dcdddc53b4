import Addresses
import Testing

@testable import Nftables

@Suite struct DifferingNamesTests {
    private func ruleset(sets: [String: Int], chains: [String: Int]) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.sets = sets.mapValues { number in
            NamedSet(Elements(addresses: [IPAddress(ipv4: UInt32(number))], family: .ipv4))
        }
        ruleset.chains = chains.mapValues { Chain([], comment: String($0)) }
        return ruleset
    }

    @Test("names what came, went and changed, sorted, and nothing else")
    func names() {
        let old = ruleset(sets: ["z": 1, "same": 1, "gone": 1], chains: ["same": 1])
        let new = ruleset(sets: ["z": 2, "same": 1, "a-come": 1], chains: ["same": 1, "come": 1])
        let names = DifferingNames(old, new)
        #expect(names.sets == ["a-come", "gone", "z"])
        #expect(names.maps == [])
        #expect(names.chains == ["come"])
    }

    @Test("rulesets that are alike differ in no name, whether or not they share storage")
    func alike() {
        let ruleset = ruleset(sets: ["a": 1, "b": 2], chains: ["c": 3])
        for other in [ruleset, self.ruleset(sets: ["a": 1, "b": 2], chains: ["c": 3])] {
            let names = DifferingNames(ruleset, other)
            #expect(names.sets + names.maps + names.chains == [])
        }
    }
}

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

    @Test("names the same of a copy that was changed in place as of one that was built anew, and of counters too")
    func copies() {
        let old = ruleset(sets: Dictionary(uniqueKeysWithValues: (0..<100).map { ("s\($0)", $0) }), chains: [:])
        var new = old
        new.sets["s7"] = new.sets["s8"]
        new.sets["s70"] = nil
        new.sets["s70"] = new.sets["s8"]
        new.counters = ["b", "a"]
        for other in [new, ruleset(sets: [:], chains: [:]).taking(new)] {
            let names = DifferingNames(old, other)
            #expect(names.sets == ["s7", "s70"] && names.counters == ["a", "b"])
        }
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

extension Ruleset {
    /// One with the sets and counters of another, each put in by itself.
    fileprivate func taking(_ other: Ruleset) -> Ruleset {
        var result = self
        for (name, set) in other.sets.sorted(by: { $0.key < $1.key }) { result.sets[name] = set }
        for counter in other.counters.sorted() { result.counters.insert(counter) }
        return result
    }
}

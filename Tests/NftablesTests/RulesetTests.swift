import Nftables
import Testing

@Suite struct RulesetTests {
    @Test("chains come by name, those with a hook behind the others")
    func order() {
        var ruleset = Ruleset()
        ruleset.chains = [
            "b": Chain(base: BaseChain(.input)), "c": Chain(), "a": Chain(base: BaseChain(.forward, priority: 5)),
            "d": Chain(),
        ]
        #expect(ruleset.sortedChains.map(\.name) == ["c", "d", "a", "b"])
    }

    @Test("is equal to one made in another order, and to none that differs in anything")
    func equality() {
        var other = Ruleset(comment: "what the table is")
        for name in Samples.everything.chains.keys.sorted().reversed() {
            other.chains[name] = Samples.everything.chains[name]
        }
        for name in Samples.everything.sets.keys.sorted().reversed() {
            other.sets[name] = Samples.everything.sets[name]
        }
        for name in Samples.everything.maps.keys.sorted().reversed() {
            other.maps[name] = Samples.everything.maps[name]
        }
        other.counters = ["pod/shop/web-0/ingress", "denied"]
        #expect(other == Samples.everything)
        #expect(other.text == Samples.everything.text)
        let changes: [(inout Ruleset) -> Void] = [
            { $0.counters.remove("denied") }, { $0.sets["nothing"] = nil }, { $0.maps["no-pods"] = nil },
            { $0.chains["empty"] = nil }, { $0.foreign = [.set("x")] }, { $0.chains["leaf"]?.rules = [] },
        ]
        for change in changes {
            var changed = other
            change(&changed)
            #expect(changed != other)
        }
        #expect(Ruleset(table: "a") != Ruleset(table: "b"))
        #expect(Ruleset(comment: "a") != Ruleset(comment: "b"))
    }
}

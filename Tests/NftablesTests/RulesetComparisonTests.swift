import Addresses
import JSON
import Nftables
import TestSupport
import Testing

@Suite struct RulesetComparisonTests {
    private func ruleset(_ rules: [UInt16], members: [String] = []) -> Ruleset {
        var ruleset = Ruleset()
        ruleset.chains["c"] = Chain(rules.map { Rule(.match(.destinationPort(.tcp), .port($0)), .verdict(.accept)) })
        ruleset.sets["s"] = NamedSet(Elements(addresses: members.map { IPAddress(stringLiteral: $0) }, family: .ipv4))
        return ruleset
    }

    @Test("rulesets that are equal differ in nothing, and comments of objects say nothing")
    func equal() {
        var other = ruleset([1, 2], members: ["10.0.0.1"])
        other.sets["s"] = NamedSet(Elements(addresses: ["10.0.0.1"], family: .ipv4), comment: "new")
        let comparison = RulesetComparison(from: ruleset([1, 2], members: ["10.0.0.1"]), to: other)
        #expect(comparison.isEmpty && comparison.text.isEmpty)
        #expect(RulesetComparison(from: nil, to: nil).isEmpty)
    }

    @Test("rules stand in their order, what goes before what comes; elements are named one by one")
    func lines() {
        let comparison = RulesetComparison(
            from: ruleset([1, 2, 3, 4], members: ["10.0.0.1", "10.0.0.2"]),
            to: ruleset([1, 9, 3, 5, 4], members: ["10.0.0.2", "10.0.0.3"]))
        #expect(
            comparison.text == """
                ~ set s
                -     10.0.0.1
                +     10.0.0.3
                ~ chain c
                -     tcp dport 2 accept
                +     tcp dport 9 accept
                +     tcp dport 5 accept

                """)
        #expect(
            comparison.json.text == #"[{"kind":"set","name":"s","difference":"changed","added":["10.0.0.3"],"#
                + #""removed":["10.0.0.1"]},{"kind":"chain","name":"c","difference":"changed","added":"#
                + #"["tcp dport 9 accept","tcp dport 5 accept"],"removed":["tcp dport 2 accept"]}]"#)
    }

    @Test("objects that come and go are shown whole, and so is the table")
    func presence() {
        var old = Ruleset()
        old.counters = ["gone"]
        old.foreign = [.chain("theirs")]
        var new = Ruleset()
        new.maps["m"] = VerdictMap(KeyLayout(.port), [Element(.port(80), layout: KeyLayout(.port)): .accept])
        new.chains["base"] = Chain([], base: BaseChain(.forward))
        #expect(
            RulesetComparison(from: old, to: new).text == """
                - counter gone
                + map m
                +     type inet_service : verdict
                +     80 : accept
                + chain base
                +     type filter hook forward priority filter; policy accept;
                - foreign object chain theirs

                """)
        #expect(RulesetComparison(from: nil, to: Ruleset()).text == "+ table inet martlet\n")
        #expect(RulesetComparison(from: Ruleset(), to: nil).text == "- table inet martlet\n")
    }

    @Test("it is empty exactly where the plan has nothing to do, and backwards it says the opposite")
    func agreesWithPlans() throws {
        var generator = RulesetGenerator(SeededGenerator(seed: 20))
        for _ in 0..<200 {
            let (old, new) = (generator.ruleset(), generator.ruleset())
            let forth = RulesetComparison(from: old, to: new)
            let back = RulesetComparison(from: new, to: old)
            #expect(forth.isEmpty == Phase.squeezed(from: old, to: new).changes.isEmpty)
            #expect(RulesetComparison(from: old, to: old).isEmpty)
            #expect(forth.objects.map(\.title) == back.objects.map(\.title))
            for (one, other) in zip(forth.objects, back.objects) {
                #expect(one.lines.filter(\.isAdded).map(\.text) == other.lines.filter { !$0.isAdded }.map(\.text))
            }
        }
    }
}

import Addresses
import Testing

@testable import Nftables

@Suite struct DifferenceTests {
    static let layout = KeyLayout(.ipv4Address)

    @Test("from nothing, all is made in the order in which one needs the other")
    func fromNothing() {
        let map = KeyLayout(.port)
        var wanted = Ruleset(table: "t", comment: "why")
        wanted.counters = ["b", "a"]
        wanted.sets = ["s": set("10.0.0.1"), "empty": set()]
        wanted.maps = ["m": VerdictMap(map, [Element(.port(1), layout: map): .jump("leaf")], comment: "m")]
        wanted.chains = [
            "base": Chain([Rule(.verdict(.jump("leaf")))], base: BaseChain(.input), comment: "c"), "leaf": Chain(),
        ]
        #expect(
            Difference.changes(from: nil, to: wanted) == [
                .createTable(comment: LimitedText("why")),
                .createCounter("a"), .createCounter("b"),
                .createSet("empty", Self.layout, comment: nil), .createSet("s", Self.layout, comment: nil),
                .createMap("m", map, comment: LimitedText("m")),
                .createChain("leaf", base: nil, comment: nil),
                .createChain("base", base: BaseChain(.input), comment: LimitedText("c")),
                .addElements(set("10.0.0.1").elements, to: "s"),
                .setRules([Rule(.verdict(.jump("leaf")))], of: "base"),
                .addVerdicts([MapElement(Element(.port(1), layout: map), .jump("leaf"))], to: "m", map),
            ])
    }

    @Test("to nothing, the table goes with all in it; where there was none nothing is done")
    func toNothing() {
        #expect(Difference.changes(from: Samples.everything, to: nil) == [.deleteTable])
        #expect(Difference.changes(from: nil, to: nil) == [])
    }

    @Test("of two rulesets that are equal there is none")
    func equal() {
        #expect(Difference.changes(from: Samples.everything, to: Samples.everything) == [])
    }

    @Test("only elements that differ are touched, and members leave before others join")
    func elements() {
        var (old, new) = (Ruleset(), Ruleset())
        old.sets = ["a": set("10.0.0.1", "10.0.0.2"), "b": set("10.0.0.1"), "same": set("10.0.0.9")]
        new.sets = ["a": set("10.0.0.2", "10.0.0.3"), "b": set("10.0.0.1", "10.0.0.4"), "same": set("10.0.0.9")]
        #expect(
            Difference.changes(from: old, to: new) == [
                .removeElements(set("10.0.0.1").elements, from: "a"),
                .addElements(set("10.0.0.3").elements, to: "a"), .addElements(set("10.0.0.4").elements, to: "b"),
            ])
    }

    @Test("a verdict that changes leaves and joins again; one that stays is not touched")
    func verdicts() {
        let keys = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"].map {
            Element(.address($0), layout: Self.layout)
        }
        var (old, new) = (Ruleset(), Ruleset())
        old.maps = ["m": VerdictMap(Self.layout, [keys[0]: .accept, keys[1]: .drop, keys[2]: .drop])]
        new.maps = ["m": VerdictMap(Self.layout, [keys[1]: .accept, keys[2]: .drop, keys[3]: .return])]
        #expect(
            Difference.changes(from: old, to: new) == [
                .removeVerdicts([MapElement(keys[0], .accept), MapElement(keys[1], .drop)], from: "m", Self.layout),
                .addVerdicts([MapElement(keys[1], .accept), MapElement(keys[3], .return)], to: "m", Self.layout),
            ])
    }

    @Test("chains get all their rules anew where one differs, and a policy by itself")
    func chains() {
        var (old, new) = (Ruleset(), Ruleset())
        old.chains = [
            "a": Chain([Rule(.counter)]), "b": Chain([Rule(.counter)], base: BaseChain(.input)),
            "c": Chain([Rule(.counter)]),
        ]
        new.chains = [
            "a": Chain([Rule(.counter, comment: "x"), Rule(.verdict(.drop))]),
            "b": Chain([Rule(.counter)], base: BaseChain(.input, policy: .drop)), "c": Chain(),
        ]
        #expect(
            Difference.changes(from: old, to: new) == [
                .setRules(new.chains["a"]?.rules ?? [], of: "a"), .setRules([], of: "c"), .setPolicy(.drop, of: "b"),
            ])
    }

    @Test("what goes lets go of others first: rules, then maps, chains, sets and counters")
    func deletion() {
        var (old, new) = (Ruleset(), Ruleset())
        old.counters = ["k", "stays"]
        old.sets = ["s": set("10.0.0.1")]
        old.maps = ["m": VerdictMap(Self.layout, [Element(.address("10.0.0.1"), layout: Self.layout): .jump("x")])]
        old.chains = [
            "x": Chain([Rule(.namedCounter("k"))]), "y": Chain(),
            "base": Chain([Rule(.verdict(.jump("x")))], base: BaseChain(.input)), "stays": Chain([Rule(.counter)]),
        ]
        new.counters = ["stays"]
        new.chains = ["stays": Chain([Rule(.verdict(.drop))])]
        #expect(
            Difference.changes(from: old, to: new) == [
                .setRules([Rule(.verdict(.drop))], of: "stays"),
                .setRules([], of: "base"), .setRules([], of: "x"), .deleteMap("m"),
                .deleteChain("base"), .deleteChain("x"), .deleteChain("y"), .deleteSet("s"), .deleteCounter("k"),
            ])
    }

    @Test("elements that are not ours go first, and objects that are not ours last")
    func foreign() {
        let element = Element(.address("10.0.0.1"), layout: Self.layout)
        var (old, new) = (Ruleset(), Ruleset())
        old.sets = ["s": set()]
        new.sets = ["s": set("10.0.0.1")]
        old.foreign = [
            .set("x"), .flowTable("f"), .chain("c"), .object(type: 2, name: "o"), .element(of: "s", element),
            .catchAll(of: "s"),
        ]
        let changes = Difference.changes(from: old, to: new)
        #expect(changes.prefix(2) == [.removeForeign(.element(of: "s", element)), .removeForeign(.catchAll(of: "s"))])
        #expect(changes[2] == .addElements(set("10.0.0.1").elements, to: "s"))
        #expect(
            changes.suffix(4) == [
                .removeForeign(.set("x")), .removeForeign(.chain("c")), .removeForeign(.object(type: 2, name: "o")),
                .removeForeign(.flowTable("f")),
            ])
        #expect(changes.count == 7)
    }

    private func set(_ addresses: String...) -> NamedSet {
        NamedSet(Elements(addresses: addresses.map { IPAddress(stringLiteral: $0) }, family: .ipv4))
    }
}

import Addresses
import Nftables
import Testing

@Suite struct RuleTests {
    @Test("names what it asks, and where it leads by itself")
    func references() {
        let rule = Rule(
            .namedCounter("c"), .match(.sourceAddress(.ipv4), in: "s"), .match(.destinationAddress(.ipv4), notIn: "t"),
            .verdict(of: .sourceAddress(.ipv4), in: "m"))
        #expect(rule.references == ["c", "s", "t", "m"])
        #expect(rule.targets == [])
        #expect(Rule(.verdict(.jump("x")), .verdict(.goto("y")), .verdict(.drop)).targets == ["x", "y"])
    }

    static let endings: [(Rule, Bool)] = [
        (Rule(.verdict(.accept)), true), (Rule(.verdict(.drop)), true), (Rule(.reject(.portUnreachable)), true),
        (Rule(.counter, .namedCounter("c"), .log(Log(prefix: "")), .verdict(.drop)), true),
        (Rule(), false), (Rule(.counter), false), (Rule(.verdict(.return)), false), (Rule(.verdict(.jump("x"))), false),
        (Rule(.verdict(.goto("x"))), false), (Rule(.verdict(.continue)), false),
        (Rule(.limit(Limit(1, per: .second)), .verdict(.drop)), false),
        (Rule(.match(states: .new), .verdict(.drop)), false), (Rule(.foreign("x"), .verdict(.drop)), false),
        (Rule(.verdict(of: .sourceAddress(.ipv4), in: "m"), .verdict(.drop)), false),
    ]

    @Test("ends every walk where nothing in it can fail and its verdict is final", arguments: endings)
    func ends(rule: Rule, isEnd: Bool) {
        #expect(rule.endsEveryWalk == isEnd)
    }

    @Test("is equal to one that says the same, comment included")
    func equality() {
        #expect(Rule(.counter, comment: "a\"b") == Rule([.counter], comment: "a'b"))
        #expect(Rule(.counter, comment: "a") != Rule(.counter, comment: "b"))
        #expect(Rule(.counter) != Rule(.counter, comment: ""))
        #expect(Rule(.counter, .verdict(.drop)) != Rule(.verdict(.drop), .counter))
    }
}

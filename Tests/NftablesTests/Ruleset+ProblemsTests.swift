import Addresses
import TestSupport
import Testing

@testable import Nftables

@Suite struct RulesetProblemsTests {
    /// A ruleset, what is wrong with it, and whether nft or the kernel refuse its text too.
    struct Case: Sendable, CustomTestStringConvertible {
        let ruleset: Ruleset
        let problems: [String]
        let isRefused: Bool

        init(_ problems: [String], isRefused: Bool = true, _ change: (inout Ruleset) -> Void) {
            var ruleset = Ruleset(table: "t")
            change(&ruleset)
            self.ruleset = ruleset
            self.problems = problems
            self.isRefused = isRefused
        }

        var testDescription: String { problems.joined(separator: ", ") }
    }

    static let layout = KeyLayout(.port, isInterval: true)

    static let names: [Case] = [
        Case(["table \"a b\": nft takes no such name"]) { $0 = Ruleset(table: "a b") },
        Case(["table \"drop\": nft takes no such name"]) { $0 = Ruleset(table: "drop") },
        Case(["counter \"1\": nft takes no such name"]) { $0.counters = ["1"] },
        Case(["set \"tcp\": nft takes no such name"]) { $0.sets["tcp"] = NamedSet(Elements(KeyLayout(.port))) },
        Case(["map \"a\\\"b\": nft takes no such name"]) { $0.maps["a\"b"] = VerdictMap(KeyLayout(.port)) },
        Case(["chain \"é\": nft takes no such name"]) { $0.chains["é"] = Chain() },
        Case(["map x: a set has the same name"]) {
            $0.sets["x"] = NamedSet(Elements(KeyLayout(.port)))
            $0.maps["x"] = VerdictMap(KeyLayout(.port))
        },
    ]

    static let elements: [Case] = [
        // The kernel would order the names as `nft` does not.
        Case(["set s: there are no intervals of ifname"], isRefused: false) {
            $0.sets["s"] = NamedSet(Elements(KeyLayout(.interfaceName, isInterval: true)))
        },
        Case(["set s: a key has at most 64 bytes"]) {
            let types = [FieldType](repeating: .ipv6Address, count: 5)
            $0.sets["s"] = NamedSet(Elements(KeyLayout(fields: types, isInterval: false)))
        },
        Case(["set s: two of its intervals overlap"]) {
            let elements = [(1, 5), (5, 9)].map { Element(ranges: [.ports($0, $1)], layout: layout) }
            $0.sets["s"] = NamedSet(Elements(layout, elements))
        },
        Case(["map m: two of its intervals overlap"]) {
            let elements = [(1, 5), (2, 3)].map { Element(ranges: [.ports($0, $1)], layout: layout) }
            $0.maps["m"] = VerdictMap(layout, [elements[0]: .drop, elements[1]: .accept])
        },
        Case(["set s: [0, 9, 0, 1] is no element of it"]) {
            $0.sets["s"] = NamedSet(Elements(layout, packed: [0, 9, 0, 1]))
        },
        Case(["set s: [0, 1, 9, 0, 6, 0, 0, 0] is no element of it"], isRefused: false) {
            $0.sets["s"] = NamedSet(Elements(KeyLayout(.port, .transportProtocol), packed: [0, 1, 9, 0, 6, 0, 0, 0]))
        },
        Case(["map m: has keys of another length"]) {
            $0.maps["m"] = VerdictMap(KeyLayout(.port), [Element(bytes: [1, 2, 3]): .drop])
        },
        Case(["table t: holds foreign objects"], isRefused: false) { $0.foreign = [.set("s")] },
    ]

    static let jumps: [Case] = [
        Case(["map m: leads to chain gone, which is not there"]) {
            $0.maps["m"] = VerdictMap(KeyLayout(.port), [Element(.port(1), layout: KeyLayout(.port)): .jump("gone")])
        },
        Case(["chain c rule 2: leads to chain gone, which is not there"]) {
            $0.chains["c"] = Chain([Rule(.counter), Rule(.verdict(.goto("gone")))])
        },
        Case(["chain c: jumps to b, which has a hook"]) {
            $0.chains["b"] = Chain(base: BaseChain(.input))
            $0.chains["c"] = Chain([Rule(.verdict(.jump("b")))])
        },
        // The kernel walks the chains that a hook leads to, and no others.
        Case(["chain a: jumps in a circle", "chain b: jumps in a circle"], isRefused: false) {
            $0.chains["a"] = Chain([Rule(.verdict(.jump("b")))])
            $0.chains["b"] = Chain([Rule(.verdict(.goto("a")))])
        },
        Case(["chain a: jumps in a circle", "chain base: jumps in a circle"]) {
            $0.chains["base"] = Chain([Rule(.verdict(.jump("a")))], base: BaseChain(.input))
            $0.chains["a"] = Chain([Rule(.verdict(of: .destinationPort(.tcp), in: "m"))])
            $0.maps["m"] = VerdictMap(KeyLayout(.port), [Element(.port(1), layout: KeyLayout(.port)): .jump("a")])
        },
        Case(["chain base: jumps 16 deep; the kernel allows 15"]) { nest(16, in: &$0) },
        Case([], isRefused: false) { nest(15, in: &$0) },
        Case(["chain base: jumps 16 deep; the kernel allows 15"]) { nest(16, in: &$0, by: { .goto($0) }) },
    ]

    static let cases = names + elements + jumps

    @Test("each reason is found, and no other with it", arguments: cases)
    func reasons(testCase: Case) {
        #expect(testCase.ruleset.problems.map(\.description) == testCase.problems)
    }

    @Test("what nft or the kernel would refuse is refused by them", .requiresKernel, arguments: cases)
    func refused(testCase: Case) throws {
        #expect(try Nft.takes(testCase.ruleset.text) == !testCase.isRefused)
    }

    @Test("the problems of all places come sorted")
    func sorted() {
        var ruleset = Ruleset(table: "t")
        ruleset.chains["b"] = Chain([Rule()])
        ruleset.chains["a"] = Chain([Rule(.foreign("x")), Rule(.limit(Limit(0, per: .day)))])
        ruleset.counters = ["1"]
        #expect(
            ruleset.problems.map(\.description) == [
                "chain a rule 1: 'x' is not ours to write", "chain a rule 2: a limit of nothing",
                "chain b rule 1: says nothing", "counter \"1\": nft takes no such name",
            ])
    }

    @Test("a ruleset with everything in it has none")
    func none() {
        #expect(Samples.everything.problems == [])
    }

    @Test("a wide graph of jumps is judged in one walk", .timeLimit(.minutes(1)))
    func wide() {
        var ruleset = Ruleset()
        for level in 0..<15 {
            for index in 0..<20 {
                let rules = level == 14 ? [] : (0..<20).map { Rule(.verdict(.jump("c\(level + 1)-\($0)"))) }
                ruleset.chains["c\(level)-\(index)"] = Chain(rules)
            }
        }
        ruleset.chains["base"] = Chain([Rule(.verdict(.jump("c0-0")))], base: BaseChain(.input))
        #expect(ruleset.problems == [])
    }

    private static func nest(_ count: Int, in ruleset: inout Ruleset, by verdict: (String) -> Verdict = { .jump($0) }) {
        ruleset.chains["base"] = Chain([Rule(.verdict(verdict("c1")))], base: BaseChain(.input))
        for index in 1...count {
            ruleset.chains["c\(index)"] = Chain(index < count ? [Rule(.verdict(verdict("c\(index + 1)")))] : [])
        }
    }
}

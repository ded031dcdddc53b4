import Addresses
import Nftables
import Testing

@Suite struct ChangeTests {
    static let layout = KeyLayout(.ipv4Address)
    static let changes: [(Change, String)] = [
        (.createTable(comment: nil), "create the table"), (.deleteTable, "delete the table"),
        (.createCounter("c"), "create counter c"), (.deleteCounter("c"), "delete counter c"),
        (.createSet("s", layout, comment: nil), "create set s of ipv4_addr"), (.deleteSet("s"), "delete set s"),
        (.addElements(Elements(addresses: ["10.0.0.1"], family: .ipv4), to: "s"), "add 1 element to set s"),
        (.removeElements(Elements(layout), from: "s"), "remove 0 elements from set s"),
        (.createMap("m", layout, comment: nil), "create map m of ipv4_addr"), (.deleteMap("m"), "delete map m"),
        (.addVerdicts([], to: "m", layout), "add 0 elements to map m"),
        (.removeVerdicts([], from: "m", layout), "remove 0 elements from map m"),
        (.createChain("c", base: nil, comment: nil), "create chain c"), (.deleteChain("c"), "delete chain c"),
        (.setPolicy(.drop, of: "c"), "set the policy of chain c to drop"),
        (.setRules([Rule(.counter)], of: "c"), "put 1 rule into chain c"),
        (.removeForeign(.chain("x")), "remove what is not ours: chain x"),
    ]

    @Test("is said in one line", arguments: changes)
    func summaries(change: Change, summary: String) {
        #expect(change.summary == summary)
    }

    @Test("only a switch is not to be divided")
    func divisible() {
        #expect(Phase.Step.allCases.filter { !Phase($0, [], result: nil).isDivisible } == [.switch])
    }
}

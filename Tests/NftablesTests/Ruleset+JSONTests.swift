import Addresses
import JSON
import TestSupport
import Testing

@testable import Nftables

@Suite struct RulesetJSONTests {
    @Test("nft lists the same, loaded from JSON or from text, but for the comments of all but rules", .requiresKernel)
    func loadsAsText() throws {
        let fromText = try Nft.listing(ofText: Samples.everything.text)
        let fromJSON = try Nft.listing(ofJSON: Samples.everything.json.text)
        #expect(difference(fromJSON, fromText.withoutComments) == nil)
        #expect(fromJSON.contains("comment \"all at once\""))
    }

    @Test("is the objects of the table in an order that nft can make them in")
    func isWritten() {
        var ruleset = Ruleset(table: "t", comment: "not said")
        ruleset.counters = ["c"]
        ruleset.sets = ["s": NamedSet(Elements(addresses: ["10.0.0.2", "10.0.0.1"], family: .ipv4), comment: "a set")]
        let layout = KeyLayout(.ipv4Address)
        ruleset.maps = ["m": VerdictMap(layout, [Element(.address("10.0.0.1"), layout: layout): .jump("leaf")])]
        ruleset.chains = [
            "base": Chain([Rule(.verdict(.accept), comment: "why")], base: BaseChain(.input, priority: -5)),
            "leaf": Chain(comment: "not said either"),
        ]
        let lines = [
            #"{"nftables":[{"table":{"family":"inet","name":"t"}}"#,
            #"{"counter":{"family":"inet","name":"c","table":"t","packets":0,"bytes":0}}"#,
            #"{"set":{"family":"inet","name":"s","table":"t","type":"ipv4_addr","comment":"a set","#
                + #""elem":["10.0.0.1","10.0.0.2"]}}"#,
            #"{"chain":{"family":"inet","table":"t","name":"leaf"}}"#,
            #"{"chain":{"family":"inet","table":"t","name":"base","type":"filter","hook":"input","prio":-5,"#
                + #""policy":"accept"}}"#,
            #"{"map":{"family":"inet","name":"m","table":"t","type":"ipv4_addr","map":"verdict","#
                + #""elem":[["10.0.0.1",{"jump":{"target":"leaf"}}]]}}"#,
            #"{"rule":{"family":"inet","table":"t","chain":"base","comment":"why","expr":[{"accept":null}]}}]}"#,
        ]
        #expect(difference(ruleset.json.text, lines.joined(separator: ",")) == nil)
    }

    @Test("says of what is not ours what nft says of what it has no words for")
    func foreign() {
        #expect(Statement.foreign("queue").json.text == #"{"xt":null}"#)
    }
}

extension String {
    fileprivate var withoutComments: String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop { $0 == "\t" }.hasPrefix("comment ") }.joined(separator: "\n")
    }
}

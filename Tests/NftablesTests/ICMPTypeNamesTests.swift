import Nftables
import TestSupport
import Testing

@Suite struct ICMPTypeNamesTests {
    @Test("nft has the same names for all 256 types of both kinds, and none in ranges", .requiresKernel)
    func all() throws {
        var ruleset = Ruleset()
        for (name, field) in [("v4", Field.icmpType), ("v6", .icmpv6Type)] {
            ruleset.chains[name] = Chain((0...255).map { Rule(.match(field, .icmpType($0))) })
            ruleset.chains["ranges-\(name)"] = Chain(
                (0...254).map { Rule(.match(field, DatumRange(.icmpType($0), .icmpType(255)))) })
        }
        #expect(ruleset.problems == [])
        let listing = try Nft.listing(ofText: ruleset.text)
        #expect(difference(listing, ruleset.text) == nil)
        #expect(listing.contains("icmpv6 type nd-neighbor-solicit"))
    }
}

import Nftables
import TestSupport
import Testing

@Suite struct RulesetTextTests {
    @Test("nft lists what it was given, byte for byte", .requiresKernel)
    func listsAsWritten() throws {
        let text = Samples.everything.text
        #expect(Samples.everything.problems == [])
        let listing = try Nft.listing(ofText: text)
        #expect(difference(withSortedConcatenations(listing), withSortedConcatenations(text)) == nil)
    }
}

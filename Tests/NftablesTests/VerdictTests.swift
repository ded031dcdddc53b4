import Nftables
import Testing

@Suite struct VerdictTests {
    @Test("has the words of nft, and a target where it leads to one")
    func words() {
        let verdicts: [Verdict] = [.accept, .drop, .return, .continue, .jump("a/b"), .goto("c")]
        #expect(verdicts.map(\.text) == ["accept", "drop", "return", "continue", "jump a/b", "goto c"])
        #expect(verdicts.map(\.target) == [nil, nil, nil, nil, "a/b", "c"])
    }
}

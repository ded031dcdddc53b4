import NetlinkKernel
import Nftables
import TestSupport
import Testing

@Suite struct RulesetArchiveTests {
    @Test("what was kept is what is read, whatever stands in it")
    func roundTrip() throws {
        for seed in 0..<UInt64(rounds(60, long: 600)) {
            var generator = RulesetGenerator(SeededGenerator(seed: seed))
            let ruleset = generator.ruleset()
            let bytes = RulesetArchive.bytes(of: ruleset)
            #expect(try RulesetArchive.ruleset(from: bytes, table: ruleset.table) == ruleset, "seed \(seed)")
            #expect(try RulesetArchive.ruleset(from: bytes, table: ruleset.table).text == ruleset.text, "seed \(seed)")
        }
    }

    @Test("an empty table is kept too")
    func empty() throws {
        let ruleset = Ruleset(table: "martlet", comment: "empty")
        #expect(try RulesetArchive.ruleset(from: RulesetArchive.bytes(of: ruleset), table: "martlet") == ruleset)
    }

    @Test("Fuzz: bytes that are cut or changed are read or refused")
    func damaged() {
        var random = SeededGenerator(seed: 11)
        var generator = RulesetGenerator(SeededGenerator(seed: 11))
        for _ in 0..<rounds(10, long: 50) {
            let whole = RulesetArchive.bytes(of: generator.ruleset())
            for _ in 0..<20 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
                }
                bytes.removeLast(Int.random(in: 0...3, using: &random))
                do throws(KernelError) {
                    _ = try RulesetArchive.ruleset(from: bytes, table: "martlet")
                } catch {
                    guard case .unreadable = error else {
                        Issue.record("\(error)")
                        continue
                    }
                }
            }
        }
    }
}

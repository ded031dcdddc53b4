import Benchmarks
import Testing

@Suite struct InstructionCountsTests {
    @Test(
        "the number stands behind its title",
        arguments: [
            ("version: 1\nevents: Ir\nsummary: 1234\n\nfn=x\n12 3\n", 1234), ("events: Ir\ntotals: 99 5\n", 99),
            ("events: Ir\n", nil), ("", nil), ("summary: many\n", nil),
        ] as [(String, Double?)])
    func totals(_ text: String, _ total: Double?) {
        #expect(InstructionCounts.total(text) == total)
    }
}

import Benchmarks
import Testing

@Suite struct RowTests {
    private static func row(_ target: Row.Target, ours: Double = 30, baseline: Double? = 20) -> Row {
        Row(name: "x", ours: Samples([ours]), baseline: baseline.map { Samples([$0]) }, target: target)
    }

    @Test(
        "a ratio goes the way that the target speaks of, and a share of up to one meets it",
        arguments: [
            (row(.none), 1.5, nil, nil), (row(.costAtMost(1.5)), 1.5, 1.0, true),
            (row(.costAtMost(1.2)), 1.5, 1.25, false), (row(.fasterAtLeast(2), ours: 5), 4, 0.5, true),
            (row(.fasterAtLeast(8), ours: 5), 4, 2, false), (row(.atMost(30), baseline: nil), nil, 1, true),
            (row(.atMost(15), baseline: nil), nil, 2, false), (row(.costAtMost(2), baseline: nil), nil, nil, nil),
            (row(.costAtMost(2), baseline: 0), nil, nil, nil),
        ] as [(Row, Double?, Double?, Bool?)])
    func ratios(_ row: Row, _ ratio: Double?, _ share: Double?, _ isMet: Bool?) {
        #expect(row.ratio?.median == ratio && row.share == share && row.isMet == isMet)
    }

    @Test("a target is judged by the ratio of the rounds, in its own direction")
    func rounds() {
        // By the medians it would be 2.
        let (slow, fast) = (Samples([10, 20, 40]), Samples([10, 10, 40]))
        let cost = Row(name: "x", ours: slow, baseline: fast, target: .costAtMost(1))
        #expect(cost.ratio == Figure(median: 1, spread: 0.5, roundCount: 3) && cost.isMet == true && cost.cost == 1)
        let faster = Row(name: "x", ours: fast, baseline: slow, target: .fasterAtLeast(1.5))
        #expect(faster.ratio == Figure(median: 1, spread: 0.5, roundCount: 3) && faster.isMet == false)
        #expect(faster.share == 1.5 && faster.cost == 1)
    }

    @Test("rounds of which each side had its own turn have a ratio of medians")
    func notInTurn() {
        let (ours, baseline) = (Samples([10, 20, 60]), Samples([10, 10, 40]))
        func row(inTurn: Bool) -> Row { Row(name: "x", ours: ours, baseline: baseline, inTurn: inTurn) }
        #expect(row(inTurn: true).cost == 1.5 && row(inTurn: true).ratio?.roundCount == 3)
        #expect(row(inTurn: false).cost == 2 && row(inTurn: false).ratio?.roundCount == 1)
    }
}

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
        #expect(row.ratio == ratio && row.share == share && row.isMet == isMet)
    }
}

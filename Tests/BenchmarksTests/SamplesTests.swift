import Benchmarks
import Testing

@Suite struct SamplesTests {
    @Test("the median and the spread of the middle half, whatever the order")
    func quantiles() {
        let samples = Samples([5, 1, 3, 2, 4])
        #expect(samples.median == 3 && samples.spread == 2.0 / 3)
        #expect(samples.quantile(1) == 5 && samples.quantile(0) == 1 && samples.quantile(0.125) == 1.5)
        #expect(samples.values == [5, 1, 3, 2, 4])
        #expect(samples.figure == Figure(median: 3, spread: 2.0 / 3, roundCount: 5))
    }

    @Test("nothing measured is nothing, and not a number beyond all")
    func empty() {
        #expect(Samples([]).median == 0 && Samples([]).spread == 0 && Samples([0, 0]).spread == 0)
        #expect(Samples([-5, -4, -3, -2, -1]).spread == 2.0 / 3)
        #expect(Samples([7]).figure == Figure(median: 7, spread: 0, roundCount: 1))
    }

    @Test("a ratio is the median of those of the rounds, which what slows both sides alike does not move")
    func ratiosOfRounds() {
        let ours = Samples([10, 20, 40, 80])
        #expect(ours.ratio(to: Samples([1, 2, 4, 8])) == Figure(median: 10, spread: 0, roundCount: 4))
        // The machine becomes half as fast in the middle of a round, and the medians fall on either side of that.
        let slowed = Samples([10, 10, 20, 20, 20]).ratio(to: Samples([5, 5, 5, 10, 10]))
        #expect(slowed == Figure(median: 2, spread: 0, roundCount: 5))
        #expect(Samples([1, 4, 6]).ratio(to: Samples([2, 2, 2])) == Figure(median: 2, spread: 0.625, roundCount: 3))
    }

    @Test(
        "a ratio is that of the medians where no rounds belong together",
        arguments: [
            ([3, 5, 7], [1, 3]), ([3, 5, 7], [2]), ([5], [2.5]), ([3], [1, 2]),
            // The other is nothing, or less, in one of the rounds.
            ([4, 6, 6], [0, 2, 3]), ([-1, 6, 6], [3, 2, 3]),
        ] as [([Double], [Double])])
    func ratiosOfMedians(_ ours: [Double], _ baseline: [Double]) {
        let (ours, baseline) = (Samples(ours), Samples(baseline))
        let expected = Figure(median: ours.median / baseline.median, spread: ours.spread + baseline.spread)
        #expect(ours.ratio(to: baseline) == expected)
    }

    @Test("rounds that were taken one side after the other do not belong together, however many there are")
    func notInTurn() {
        let (ours, baseline) = (Samples([10, 20, 60]), Samples([5, 4, 2]))
        #expect(ours.ratio(to: baseline)?.median == 5 && ours.ratio(to: baseline, inTurn: false)?.median == 5)
        #expect(ours.ratio(to: baseline)?.roundCount == 3)
        #expect(
            ours.ratio(to: baseline, inTurn: false)
                == Figure(median: 5, spread: ours.spread + baseline.spread, roundCount: 1))
    }

    @Test(
        "nothing has no ratio",
        arguments: [([], [1]), ([1], []), ([0, 0, 1], [1, 1, 1]), ([4, 4], [0, 0])] as [([Double], [Double])])
    func noRatio(_ ours: [Double], _ baseline: [Double]) {
        #expect(Samples(ours).ratio(to: Samples(baseline)) == nil)
    }
}

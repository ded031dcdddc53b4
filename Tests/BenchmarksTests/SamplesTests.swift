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
        #expect(Samples([7]).figure == Figure(median: 7, spread: 0, roundCount: 1))
    }

    @Test("what slows both sides of a round alike does not spread their ratio")
    func ratios() {
        let ours = Samples([10, 20, 40, 80])
        #expect(ours.ratioSpread(to: Samples([1, 2, 4, 8])) == 0 && ours.spread > 1)
        #expect(ours.ratioSpread(to: Samples([8, 4, 2, 1])) > 1)
        // Where the rounds do not belong together.
        #expect(ours.ratioSpread(to: Samples([1, 3])) == ours.spread + Samples([1, 3]).spread)
        #expect(Samples([4]).ratioSpread(to: Samples([2])) == 0)
        #expect(Samples([4, 4]).ratioSpread(to: Samples([0, 0])) == 0)
    }
}

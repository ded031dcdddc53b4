import Testing

@testable import Daemon

@Suite struct HistogramTests {
    @Test("a value counts at its bound and at all above, and what is no number does not count")
    func observe() {
        var histogram = Histogram(bounds: [0.5, 1])
        for value in [0.5, 0.6, 1, 2, -1, .nan] { histogram.observe(value) }
        #expect(histogram.cumulative.map(\.bound) == [0.5, 1, .infinity])
        #expect(histogram.cumulative.map(\.count) == [2, 4, 5])
        #expect(histogram.count == 5 && abs(histogram.sum - 3.1) < 1e-9)
    }

    @Test("bounds may double")
    func doubling() {
        #expect(Histogram.doubling(from: 0.001, count: 4).bounds == [0.001, 0.002, 0.004, 0.008])
        #expect(Histogram(bounds: []).cumulative.map(\.count) == [0])
    }
}

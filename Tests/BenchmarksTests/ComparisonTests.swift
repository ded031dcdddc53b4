import Benchmarks
import Testing

@Suite struct ComparisonTests {
    private static func run(_ rows: [Row], of group: String = "g", isQuick: Bool = false) -> Run {
        var run = Run(isQuick: isQuick)
        run.add(rows, of: group)
        return run
    }

    /// A row of a ratio, of which the rounds lie so far apart.
    private static func ratio(_ cost: Double, spread: Double, target: Row.Target = .none, unit: Row.Unit = .time) -> Row
    {
        let ours = [1 - spread / 2, 1 - spread / 2, 1, 1 + spread / 2, 1 + spread / 2].map { $0 * cost }
        return Row(name: "x", ours: Samples(ours), baseline: Samples([1, 1, 1, 1, 1]), unit: unit, target: target)
    }

    /// A row of so many rounds, which lie close together.
    private static func few(_ cost: Double, _ count: Int) -> Row {
        let baseline = Samples([Double](repeating: 1, count: count))
        return Row(name: "x", ours: Samples([Double](repeating: cost, count: count)), baseline: baseline)
    }

    private static func once(_ value: Double, _ unit: Row.Unit) -> Row {
        Row(name: "x", ours: Samples([value]), unit: unit)
    }

    @Test(
        "what differs by more than the noise of both runs is slower or faster, by less it is the same",
        arguments: [
            (ratio(1, spread: 0.05), ratio(1.11, spread: 0.05), .slower),
            (ratio(1, spread: 0.05), ratio(1.09, spread: 0.05), .same),
            (ratio(1, spread: 0), ratio(1.04, spread: 0), .same),
            (ratio(1, spread: 0), ratio(1.06, spread: 0), .slower),
            (ratio(1, spread: 0, unit: .each), ratio(1.06, spread: 0, unit: .each), .slower),
            (ratio(1, spread: 0.3), ratio(1.5, spread: 0.3), .same),
            (ratio(1.5, spread: 0.1), ratio(1, spread: 0.1), .faster),
            // That few rounds lie close together says little.
            (few(1, 1), few(1.39, 1), .same), (few(1, 1), few(1.41, 1), .slower),
            (few(1, 2), few(1.19, 2), .same), (few(1, 2), few(1.21, 2), .slower),
            (few(1, 4), few(1.09, 4), .same), (few(1, 4), few(1.11, 4), .slower),
            (few(1, 5), few(1.06, 5), .slower),
            // A target of the other direction does not turn it around.
            (
                ratio(0.1, spread: 0.02, target: .fasterAtLeast(5)),
                ratio(0.2, spread: 0.02, target: .fasterAtLeast(5)),
                .slower
            ),
            (once(1e6, .instructions), once(1.005e6, .instructions), .same),
            (once(1e6, .instructions), once(1.02e6, .instructions), .slower),
            (once(1e6, .instructions), once(0.9e6, .instructions), .faster),
            (once(1e6, .size), once(1.08e6, .size), .same), (once(1e6, .size), once(1.2e6, .size), .slower),
        ] as [(Row, Row, Comparison.Verdict)])
    func verdicts(_ before: Row, _ now: Row, _ verdict: Comparison.Verdict) {
        let comparison = Comparison(from: Self.run([before]), to: Self.run([now]))
        #expect(comparison.entries.map(\.verdict) == [verdict])
        #expect(comparison.hasSlower == (verdict == .slower))
    }

    @Test(
        "a time with nothing beside it is not judged, however much it differs",
        arguments: [Row.Unit.time, .each])
    func times(_ unit: Row.Unit) {
        let comparison = Comparison(from: Self.run([Self.once(1, unit)]), to: Self.run([Self.once(99, unit)]))
        #expect(comparison.entries == [] && comparison.unjudged == ["x"] && !comparison.hasSlower)
    }

    @Test("rows that one run lacks are named, but not those of groups that did not run")
    func rows() {
        var before = Self.run([Self.once(1, .size)])
        before.add([Row(name: "y", ours: Samples([1]), unit: .size)], of: "g")
        before.add([Row(name: "z", ours: Samples([1]), unit: .size)], of: "other")
        let now = Self.run([Self.once(1, .size), Row(name: "new", ours: Samples([1]))])
        let comparison = Comparison(from: before, to: now)
        #expect(comparison.new == ["new"] && comparison.gone == ["y"] && comparison.entries.count == 1)
    }

    @Test("the text lists what changed, the worst first, and counts the rest")
    func text() {
        func rows(_ first: Double, _ second: Double) -> [Row] {
            [
                Self.ratio(1, spread: 0), Row(name: "first", ours: Samples([first]), unit: .instructions),
                Row(name: "  second", ours: Samples([second]), unit: .instructions), Self.once(3, .time),
            ]
        }
        let comparison = Comparison(from: Self.run(rows(1e6, 1e6)), to: Self.run(rows(0.5e6, 2.5e6), isQuick: true))
        #expect(
            comparison.text == """
                what            measure          before           now  change  noise
                first / second  instructions  1 million  2.50 million  2.50 ×    1 %  slower
                first           instructions  1 million  500 thousand  0.50 ×    1 %  faster

                1 the same, 1 times without a baseline, which are not judged
                one run was quick and the other was not: few rows are comparable

                """)
    }
}

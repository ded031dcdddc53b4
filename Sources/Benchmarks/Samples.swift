/// What one side of a comparison took, round by round.
public struct Samples: Sendable {
    /// The rounds in the order in which they were measured.
    public let values: [Double]
    private let sorted: [Double]

    /// These measurements, in nanoseconds, bytes or instructions.
    public init(_ values: [Double]) { (self.values, sorted) = (values, values.sorted()) }

    /// Half of the rounds took no longer.
    public var median: Double { quantile(0.5) }

    /// How far apart the middle half of the rounds lies, as a part of the median.
    public var spread: Double { median == 0 ? 0 : (quantile(0.75) - quantile(0.25)) / abs(median) }

    /// What so large a part of the rounds did not exceed.
    public func quantile(_ part: Double) -> Double {
        guard let last = sorted.indices.last else { return 0 }
        let place = part * Double(last)
        let low = Int(place)
        let high = min(low + 1, last)
        return sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
    }

    /// What is kept of them.
    public var figure: Figure { Figure(median: median, spread: spread, roundCount: values.count) }

    /// What they are in times of others; `nil` where one of them is nothing.
    ///
    /// Where both took turns it is the figure of the rounds' own ratios, each round beside the one that was taken with
    /// it: what slows both alike does not count, and a machine that changes its speed within a run moves no ratio.
    /// Otherwise it is one figure, the ratio of the medians, as spread as both together.
    public func ratio(to other: Samples, inTurn: Bool = true) -> Figure? {
        guard median > 0, other.median > 0 else { return nil }
        let isPaired = inTurn && values.count == other.values.count && values.count > 1
        // What is left above a bare round may be nothing or less in one of them: no ratio of that says anything.
        guard isPaired, sorted[0] > 0, other.sorted[0] > 0 else {
            return Figure(median: median / other.median, spread: spread + other.spread)
        }
        return Samples(zip(values, other.values).map { $0 / $1 }).figure
    }
}

/// What is kept of some measurements.
public struct Figure: Equatable, Sendable {
    /// Half of the rounds took no longer.
    public var median: Double
    /// How far apart the middle half of them lies, as a part of the median.
    public var spread: Double
    /// How many there were.
    public var roundCount: Int

    /// A figure of so many rounds.
    public init(median: Double, spread: Double = 0, roundCount: Int = 1) {
        (self.median, self.spread, self.roundCount) = (median, spread, roundCount)
    }
}

/// One line of the result.
struct Row {
    /// What the figures count.
    enum Unit {
        /// Nanoseconds.
        case time
        /// Bytes.
        case size
    }

    /// What they should be.
    enum Target {
        /// Anything: the figure is there to be known.
        case none
        /// At most so many times the baseline.
        case costAtMost(Double)
        /// At least so many times faster than the baseline.
        case fasterAtLeast(Double)
        /// At most so many nanoseconds.
        case atMost(nanoseconds: Double)
    }

    /// What was measured.
    let name: String
    /// Our side.
    let ours: Samples
    /// What it is compared with.
    var baseline: Samples?
    /// What the figures count.
    var unit: Unit = .time
    /// What they should be.
    var target: Target = .none

    /// Our median beside the other, in the direction that the target speaks of; `nil` where there is nothing beside.
    var ratio: Double? {
        guard let other = baseline?.median, other > 0, ours.median > 0 else { return nil }
        if case .fasterAtLeast = target { return other / ours.median }
        return ours.median / other
    }

    /// Whether the target is met; `nil` where there is none.
    var isMet: Bool? {
        switch target {
        case .none: nil
        case .costAtMost(let limit): ratio.map { $0 <= limit }
        case .fasterAtLeast(let limit): ratio.map { $0 >= limit }
        case .atMost(let nanoseconds): ours.median <= nanoseconds
        }
    }
}
